import type * as z from 'zod';
import { countComputers } from '../applications/domain.ts';
import { concluding, moveDevice } from '../devices/domain.ts';
import type { StaffActor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { DomainError, fail as refuse } from '../kernel/errors.ts';
import { actedBy } from '../kernel/events.ts';
import { noted } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import { fail } from './booking.ts';
import type { DeliveryStatus, Signature } from './contract.ts';
import { departDelivery, departRoute } from './depart.ts';
import { type Dispute, standing } from './dispute.ts';
import { type Delivery, deedAt, deliveryRefs, MUST_BE_TRUE, moveDelivery } from './domain.ts';
import type { DeliveriesRepository } from './repository.ts';
import { moveRoute, mustHaveDriven, type Route } from './route.ts';
import { signatureWrite } from './signature.ts';

export interface Conclusion {
  readonly id: string;
  readonly intent: Intent;
  readonly actor: StaffActor;
}
type Handover = Readonly<Record<(typeof MUST_BE_TRUE)[number] | 'internet', boolean>>;
interface Confirmation {
  readonly signature: z.output<typeof Signature>;
  readonly handover: Handover;
  readonly consents?: { readonly signature: boolean; readonly photos: boolean } | undefined;
  readonly note?: string | undefined;
  readonly at?: string | undefined;
}

/** What a conclusion makes of a delivery that is on its way. */
interface Result {
  readonly event: {
    readonly type: string;
    readonly facts: Readonly<Record<string, string | number | boolean>>;
  };
  readonly writes: readonly Write[];
  readonly to: DeliveryStatus;
}
/** The delivery at the door: what was done there, when, and when the office heard of it. */
interface Door {
  readonly delivery: Delivery;
  readonly doneAt: string;
  readonly at: string;
}

/** A delivery that has ended already, the one way or the other. */
class Stands extends Error {
  readonly delivery: Delivery;
  constructor(delivery: Delivery) {
    super('it stands');
    this.delivery = delivery;
  }
}

/** Another phone was quicker between two readings: the device has moved with the delivery, so it is decided anew. */
async function unlessOvertaken(
  repository: DeliveriesRepository,
  { id, version }: Delivery,
  error: unknown,
): Promise<never> {
  const overtaken =
    error instanceof DomainError &&
    error.code === 'ILLEGAL_MOVE' &&
    (await repository.read(id)).version !== version;
  throw overtaken ? refuse('CHANGED_MEANWHILE') : error;
}

/** A keyed deed within a deed: its own event, under a key that follows from the caller's. */
const within = (intent: Intent, name: string): Intent => ({ ...intent, key: `${name}-${intent.key}` });

/** Nobody has told the departure yet, or its route is no more: whoever stands at the door has left. */
async function implyDeparture(
  deps: Dependencies,
  repository: DeliveriesRepository,
  {
    delivery,
    route,
    doneAt,
    request,
  }: { delivery: Delivery; route: Route; doneAt: string; request: Conclusion },
): Promise<void> {
  const { intent, actor } = request;
  if (delivery.route === route.id && route.status === 'PLANNED') {
    const about = { id: route.id, intent: within(intent, 'IMPLIED'), actor };
    await departRoute(deps, repository, { ...about, told: doneAt, implied: true });
    return;
  }
  await departDelivery(deps, repository, { id: delivery.id, intent: within(intent, 'IMPLIED'), actor });
}

/** The route goes on, or ends with its last stop; where there is none any more, there is nothing to write. */
function routeWrites(route: Route | undefined, { delivery, doneAt, at }: Door): Write[] {
  if (route?.status !== 'OUT' || delivery.route !== route.id) return [];
  const concluded = route.concluded + 1;
  const earlier = route.implied && route.departedAt !== undefined && doneAt < route.departedAt;
  const last = concluded >= (route.departed ?? route.order.length);
  const set = { concluded, ...(earlier ? { departedAt: doneAt } : {}) };
  return [moveRoute(route, last ? 'close' : 'goOn', at, set).write];
}

function mustFollowDeparture(
  told: string | undefined,
  doneAt: string,
  delivery: Delivery,
  route: Route | undefined,
) {
  const on = route && delivery.route === route.id && route.departedAt ? route : undefined;
  const since = on ? (on.implied ? on.plannedAt : on.departedAt) : (delivery.stages.OUT ?? route?.plannedAt);
  // Without a time of its own it is done now: after everything that is on record.
  if (told !== undefined && since !== undefined && doneAt < since)
    throw fail('AT_BEFORE_DEPARTURE', { since });
}

/**
 * Ends a delivery, once: whoever comes second gets what stands. The order in which departure and stops arrive does not
 * matter; what was done hours ago counts from then.
 */
async function conclude(
  deps: Dependencies,
  repository: DeliveriesRepository,
  request: Conclusion & { told?: string | undefined },
  claim: Pick<Dispute, 'told' | 'reason'> & {
    readonly keep?: (delivery: Delivery, at: string) => Promise<Write[]>;
  },
  resultOf: (door: Door) => Promise<Result>,
) {
  const { id, intent, actor, told } = request;
  try {
    return await repository.once(id, intent, async () => {
      let delivery = await repository.read(id);
      let route = await repository.route(delivery.route ?? delivery.formerRoute);
      mustHaveDriven(actor, route);
      if (delivery.status === 'DONE' || delivery.status === 'FAILED') throw new Stands(delivery);
      const doneAt = deedAt(told, deps.clock.now(), () => fail('AT_IN_FUTURE'));
      mustFollowDeparture(told, doneAt, delivery, route);
      if (delivery.status === 'BOOKED' && route) {
        await implyDeparture(deps, repository, { delivery, route, doneAt, request });
        [delivery, route] = await Promise.all([repository.read(id), repository.route(delivery.route)]);
      }
      const door = { delivery, doneAt, at: instant(deps.clock) };
      const { event, writes, to } = await resultOf(door).catch((error: unknown) =>
        unlessOvertaken(repository, delivery, error),
      );
      return repository.commit({
        ...{ intent, id },
        event: {
          ...{ subject: id, from: delivery.status, to, at: door.at, by: actedBy(actor) },
          ...{ district: delivery.district, refs: deliveryRefs(delivery) },
          type: event.type,
          facts: { ...event.facts, ...(doneAt === door.at ? {} : { doneAt }) },
        },
        writes: [...writes, ...routeWrites(route, door)],
        answer: { id, status: to, recorded: true },
      });
    });
  } catch (error) {
    if (!(error instanceof Stands)) throw error;
    return standing(deps, repository, { id, intent, actor, claim, delivery: error.delivery });
  }
}

/** @throws DomainError HANDOVER_INCOMPLETE, CONSENT_NEEDED */
function mustBeComplete({ handover, signature, consents }: Confirmation): void {
  const missing = MUST_BE_TRUE.filter((name) => !handover[name]);
  if (missing.length > 0)
    throw fail(
      'HANDOVER_INCOMPLETE',
      {},
      missing.map((name) => ({ path: `handover.${name}`, code: 'REQUIRED' })),
    );
  // PIPA §15: what its owner does not want kept is not taken.
  if (signature.kind !== 'none' && consents?.signature === false)
    throw fail('CONSENT_NEEDED', {}, [{ path: 'signature', code: 'CONSENT_NEEDED' }]);
}

/** Delivered and installed: device, application, delivery and signature in one transaction. */
export async function confirm(
  deps: Dependencies,
  repository: DeliveriesRepository,
  request: Conclusion,
  body: Confirmation,
) {
  mustBeComplete(body);
  const { signature, handover, consents, note } = body;
  const keep = async (delivery: Delivery, at: string) => signatureWrite(deps, delivery, signature, at);
  return conclude(deps, repository, { ...request, told: body.at }, { told: 'DONE', keep }, async (door) => {
    const { delivery, doneAt, at } = door;
    const moved = moveDelivery(delivery, 'confirm', at, {
      ...{ handover, doneAt, consents: consents ?? { signature: signature.kind !== 'none', photos: false } },
      ...noted(delivery, 'DONE', note),
    });
    const [device, application] = await Promise.all([
      repository.device(delivery.device),
      repository.application(delivery.application),
    ]);
    return {
      to: moved.to,
      event: {
        type: 'delivery.confirm',
        facts: {
          ...concluding(device, 'INSTALLED'),
          signature: signature.kind,
          internet: handover.internet,
        },
      },
      writes: [
        moved.write,
        moveDevice(device, 'install', at).write,
        countComputers(application, 'install', at).write,
        ...(await keep(delivery, at)),
      ],
    };
  });
}

/** Not delivered: the application goes back to the queue at its old place, the device to the stock or the workshop. */
export const giveUp = (
  deps: Dependencies,
  repository: DeliveriesRepository,
  request: Conclusion,
  { reason, note, at: told }: { reason: string; note?: string | undefined; at?: string | undefined },
) =>
  conclude(deps, repository, { ...request, told }, { told: 'FAILED', reason }, async (door) => {
    const { delivery, doneAt, at } = door;
    const moved = moveDelivery(delivery, 'fail', at, {
      ...{ failedBecause: reason, doneAt },
      ...noted(delivery, 'FAILED', note),
    });
    const [device, application] = await Promise.all([
      repository.device(delivery.device),
      repository.application(delivery.application),
    ]);
    const faulty = reason === 'DEVICE_FAULTY';
    const back = moveDevice(
      device,
      faulty ? 'bringBackFaulty' : 'bringBack',
      at,
      { round: device.round + 1 },
      ['application', 'allotment', 'delivery', 'district'],
    );
    return {
      to: moved.to,
      event: {
        type: 'delivery.fail',
        facts: { ...concluding(device, faulty ? 'FAULTY' : 'RETURNED'), reason, waiting: 1 },
      },
      writes: [moved.write, back.write, countComputers(application, 'bringBack', at).write],
    };
  });
