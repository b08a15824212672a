import * as z from 'zod';
import { logBlocked } from '../kernel/blocked-paper.ts';
import { instant } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { idOf } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import { LOG, log } from '../kernel/log.ts';
import type { Objects } from '../kernel/objects.ts';
import type { OpenContact } from '../privacy/domain.ts';
import { drawHandover } from './handover-form.ts';
import { handoverKey, type PaperOf } from './paper-links.ts';
import { deliveriesRepository } from './repository.ts';

export const HandoverRequest = z.object({ delivery: idOf('delivery') });
export type HandoverDependencies = Dependencies & { readonly documents: Pick<Objects, 'put'> };

/** How the recipient signed, as the event of the hand-over has it. */
async function signatureOf(
  repository: ReturnType<typeof deliveriesRepository>,
  id: string,
): Promise<'drawn' | 'typed' | 'none'> {
  const events = await repository.history(id);
  const kind = events.find(({ type }) => type === 'delivery.confirm')?.facts?.signature;
  return kind === 'drawn' || kind === 'typed' ? kind : 'none';
}

/**
 * Makes a delivery's hand-over paper: while it is booked or out, the one to be signed; when it is done, what was done.
 * Asked twice, it writes the same file again. Of one that failed, or whose recipient is deleted, there is none.
 */
export async function issueHandover(deps: HandoverDependencies, request: unknown): Promise<void> {
  const { delivery: id } = HandoverRequest.parse(request);
  const repository = deliveriesRepository(deps.table);
  const delivery = await repository.read(id);
  if (delivery.status === 'FAILED') return;
  const [device, [person]] = await Promise.all([
    repository.device(delivery.device),
    repository.people([delivery.personId]),
  ]);
  if (!person) return;
  const { name, language } = await deps.vault.open<OpenContact>(
    { person: delivery.personId },
    person.contact,
  );
  const which: PaperOf = delivery.status === 'DONE' ? 'done' : 'plan';
  const signature = which === 'done' ? { signature: await signatureOf(repository, id) } : {};
  const paper = handoverKey(id, which);
  const file = await logBlocked({ paper, delivery: id }, () =>
    drawHandover({ delivery, device, name, language, ...signature }, deps.city),
  );
  await deps.documents.put(paper, file, { type: 'application/pdf' });
  // Bookkeeping beside the state: a link is given out only to a paper that is there.
  const mark = which === 'done' ? 'donePaperAt' : 'planPaperAt';
  await deps.table.update(keys.delivery(id), { set: { [mark]: instant(deps.clock) } }, { exists: true });
  log(LOG.PAPER_RENDERED, { paper, delivery: id });
}
