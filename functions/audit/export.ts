import { namesOf } from '../kernel/colleagues.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy, type EventItem } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import type { Objects } from '../kernel/objects.ts';
import { type auditContract, LINES_IN_A_FILE } from './contract.ts';
import { askedEvent, type JournalLine } from './domain.ts';
import { pageFor } from './page.ts';
import type { JournalRepository } from './repository.ts';
import { tableOf } from './sheet.ts';

export type ExportDependencies = Dependencies & { readonly documents: Pick<Objects, 'put' | 'readLink'> };

/** A link to a file ends after a quarter of an hour; the file itself after a week (lib/data-stack.ts). */
const LINK_SECONDS = 15 * 60;

/** The journal itself has no names; a file for people has them beside the accounts, as they are now. */
async function namesIn(lines: readonly JournalLine[], { table }: ExportDependencies) {
  const staff = lines.flatMap(({ by }) => (by.kind === 'staff' && by.id !== undefined ? [by.id] : []));
  const known = await namesOf(table, [...new Set(staff)]);
  return new Map(known.map(({ id, name }) => [id, name]));
}

interface Exported {
  readonly id: string;
  readonly lines: number;
  readonly cursor?: string;
}

/**
 * Writes the answer to a question into a file and gives a link to it: an answer of the API may have 6 MB, a file may
 * be larger. Who took what out is on record before the link is given. The same request again finds the same lines,
 * because none is older than the first request's instant.
 */
export const exporting =
  (deps: ExportDependencies, journal: JournalRepository): Handlers<typeof auditContract>['exportEvents'] =>
  async ({ body, intent, actor }) => {
    const { format, language, cursor: after, ...question } = body;
    const id = newId('audit', intent.key);
    const { pk } = keys.auditAct(id);
    const before = await deps.table.get<EventItem>(keys.event(pk, intent.key));
    const at = before?.at ?? deps.clock.now().toISOString();
    const found = await pageFor(deps, journal, question, {
      limit: LINES_IN_A_FILE,
      cursor: after,
      until: at,
      most: 2 * LINES_IN_A_FILE,
    });
    const answer: Exported = {
      id,
      lines: found.lines.length,
      ...(found.cursor ? { cursor: found.cursor } : {}),
    };
    const act = { id, at, by: actedBy(actor) };
    const made = await deps.table.commit<Exported>({
      intent,
      pk,
      event: askedEvent(act, 'audit.export', question, { format, lines: answer.lines }),
      writes: [],
      answer,
    });
    const { WRITERS } = await import('./writers.ts');
    const { type, write } = WRITERS[format];
    const key = `audit/${id}.${format}`;
    const { title, header, rows } = tableOf(
      found.lines,
      deps.city,
      language,
      await namesIn(found.lines, deps),
    );
    await deps.documents.put(key, write(header, rows, title), { type });
    const url = await deps.documents.readLink(key, LINK_SECONDS, `${title}-${at.slice(0, 10)}.${format}`);
    const expiresAt = new Date(deps.clock.now().getTime() + LINK_SECONDS * 1000).toISOString();
    return { ...made, file: { url, expiresAt } };
  };
