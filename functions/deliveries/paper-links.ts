import type * as z from 'zod';
import type { Link } from '../kernel/shapes.ts';
import { fail } from './booking.ts';
import type { Delivery } from './domain.ts';
import type { DeliveryDependencies } from './http.ts';

/** Before the hand-over, to be signed; after it, what was done. */
export type PaperOf = 'plan' | 'done';
export const handoverKey = (delivery: string, which: PaperOf): string => `handovers/${delivery}/${which}.pdf`;
/** A link to a paper lives five minutes: long enough to open it, too short to pass around. */
const LINK_SECONDS = 5 * 60;

/** The paper that fits the delivery's state. @throws DomainError PAPER_NOT_READY */
export async function linkToPaper(
  deps: DeliveryDependencies,
  delivery: Delivery,
): Promise<z.output<typeof Link>> {
  const which = delivery.status === 'DONE' ? 'done' : 'plan';
  if (!(which === 'done' ? delivery.donePaperAt : delivery.planPaperAt)) throw fail('PAPER_NOT_READY');
  const now = deps.clock.now().getTime();
  const url = await deps
    .documents()
    .readLink(handoverKey(delivery.id, which), LINK_SECONDS, `${delivery.assetNumber}.pdf`);
  return { url, expiresAt: new Date(now + LINK_SECONDS * 1000).toISOString() };
}
