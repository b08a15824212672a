import type { StaffActor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { CommitteeCode } from './contract.ts';
import type { DecisionRef } from './domain.ts';
import { fail } from './fail.ts';
import { today } from './meetings.ts';
import type { CommitteesRepository } from './repository.ts';
import { decisionLine } from './view.ts';

/** Decisions of a committee and year, by number. */
export async function listDecisions(
  deps: Dependencies,
  repository: CommitteesRepository,
  query: { committee: CommitteeCode; year: string; limit: number; cursor?: string | undefined },
) {
  const { committee, year, limit } = query;
  const room = keys.decision(committee, year, 1).pk;
  const after = (await readCursor(deps.vault, room, query.cursor))?.n as number | undefined;
  const { items, more } = await repository.decisions(committee, year, after ?? 0, limit);
  const cursor = await writeCursor(deps.vault, room, more ? { n: items.at(-1)?.n } : undefined);
  return {
    items: items.map((one) => decisionLine(one, today(deps))),
    ...(cursor ? { cursor } : {}),
  };
}

/**
 * Publishes a decision: it leaves the queue, and the site's file follows from the event (사회복지공동모금회법 §24).
 * Its number is public from then on, with counts and no names.
 */
export async function publishDecision(
  deps: Pick<Dependencies, 'city' | 'clock'>,
  repository: CommitteesRepository,
  { committee, year, n, intent, actor }: DecisionRef & { intent: Intent; actor: StaffActor },
) {
  const { pk } = keys.decision(committee, year, n);
  return repository.once(pk, intent, async () => {
    const decision = await repository.decision(committee, year, n);
    if (!decision) throw fail('NOT_FOUND');
    if (decision.publishedAt) throw fail('PUBLISHED_ALREADY', { publishedAt: decision.publishedAt });
    const at = instant(deps.clock);
    return repository.commit({
      intent,
      pk,
      event: {
        type: 'committee.publish',
        subject: decision.meeting,
        at,
        by: actedBy(actor),
        ...(decision.plan ? { refs: { allotment: decision.plan } } : {}),
        facts: { committee, year, n, number: decision.number, late: today(deps) > decision.dueOn },
      },
      writes: [
        {
          update: keys.decision(committee, year, n),
          change: { set: { publishedAt: at }, remove: ['q', 'qs'] },
          when: { exists: true, absent: ['publishedAt'] },
        },
      ],
      answer: { number: decision.number, publishedAt: at },
    });
  });
}
