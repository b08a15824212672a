import type { Application } from '../applications/domain.ts';
import { applicationRefs } from '../applications/domain.ts';
import type { StaffActor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { fail as refuse } from '../kernel/errors.ts';
import { actedBy } from '../kernel/events.ts';
import { keys, OWNERS, queue } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import type { DeliveriesRepository } from './repository.ts';

/** A recipient asked to be called about their day. In the queue while nobody has. */
export interface DeliveryCall {
  readonly pk: string;
  readonly sk: string;
  readonly application: string;
  readonly reference: string;
  readonly personId: string;
  readonly district: string;
  readonly askedAt: string;
  readonly version: number;
  readonly endedAt?: string;
}
export type CallResult = 'BOOKED' | 'NOT_REACHED' | 'SETTLED';

export const CALLS = 'CALL';

/** Out of the queue; none where nobody waits for a call. */
export const endedCall = (call: DeliveryCall | undefined, result: CallResult, at: string): Write[] =>
  call && !call.endedAt
    ? [
        {
          update: keys.deliveryCall(call.application),
          change: { set: { endedAt: at, result, version: call.version + 1 }, remove: ['q', 'qs'] },
          when: { equals: { version: call.version } },
        },
      ]
    : [];

/** Asks to be called; whoever waits already keeps the place. */
export const askForCall = (
  deps: Dependencies,
  repository: DeliveriesRepository,
  { application, intent }: { application: Application; intent: Intent },
): Promise<{ askedAt: string }> => {
  const key = keys.deliveryCall(application.id);
  return deps.table.once(key.pk, intent, async () => {
    const before = await repository.call(application.id);
    const at = instant(deps.clock);
    const waits = before !== undefined && !before.endedAt;
    const askedAt = waits ? before.askedAt : at;
    const { id, reference, personId, district } = application;
    const item = {
      ...{ ...key, kind: 'deliveryCall', application: id, reference, personId, district, askedAt },
      ...{
        version: (before?.version ?? 0) + 1,
        q: queue(OWNERS.delivery, CALLS, district),
        qs: `${at}#${id}`,
      },
    };
    const when = before ? { equals: { version: before.version } } : { exists: false };
    return deps.table.commit({
      intent,
      pk: key.pk,
      event: {
        type: 'delivery.askForCall',
        subject: id,
        at,
        by: { kind: 'anonymous' },
        district,
        refs: applicationRefs(application),
      },
      writes: waits ? [] : [{ put: item, when }],
      answer: { askedAt },
    });
  });
};

/** Somebody has called: the recipient leaves the list, whatever came of it. @throws DomainError NOT_FOUND */
export const closeCall = (
  deps: Dependencies,
  repository: DeliveriesRepository,
  { id, intent, actor, result }: { id: string; intent: Intent; actor: StaffActor; result: CallResult },
) => {
  const key = keys.deliveryCall(id);
  return deps.table.once(key.pk, intent, async () => {
    const call = await repository.call(id);
    if (!call || call.endedAt) throw refuse('NOT_FOUND');
    const at = instant(deps.clock);
    return deps.table.commit({
      intent,
      pk: key.pk,
      event: {
        type: 'delivery.endCall',
        subject: id,
        at,
        by: actedBy(actor),
        district: call.district,
        refs: { application: call.application, person: call.personId },
        facts: { result },
      },
      writes: endedCall(call, result, at),
      answer: { id },
    });
  });
};
