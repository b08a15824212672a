import type * as z from 'zod';
import { countComputers } from '../applications/domain.ts';
import { concluding, moveDevice } from '../devices/domain.ts';
import type { StaffActor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { failing } from '../kernel/errors.ts';
import { actedBy } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import { noted } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import { deliveriesContract, type Signature } from './contract.ts';
import { type Delivery, deliveryRefs, MUST_BE_TRUE, moveDelivery } from './domain.ts';
import type { DeliveriesRepository } from './repository.ts';

const fail = failing(deliveriesContract.errors);

export interface Conclusion {
  readonly id: string;
  readonly intent: Intent;
  readonly actor: StaffActor;
}

export type Handover = Readonly<Record<(typeof MUST_BE_TRUE)[number] | 'internet', boolean>>;

/** The signature is the recipient's: sealed, in their own partition, readable by nobody but privacy. */
async function signed(
  deps: Dependencies,
  delivery: Delivery,
  signature: z.output<typeof Signature>,
  at: string,
): Promise<Write> {
  const sealed = await deps.vault.seal({ person: delivery.personId }, signature);
  const key = keys.signature(delivery.personId, delivery.id);
  return { put: { ...key, kind: 'signature', delivery: delivery.id, sealed, at }, when: { exists: false } };
}

/** The way to a home: on its way. */
export const depart = (
  deps: Dependencies,
  repository: DeliveriesRepository,
  { id, intent, actor }: Conclusion,
) =>
  repository.once(id, intent, async () => {
    const delivery = await repository.read(id);
    const at = instant(deps.clock);
    const moved = moveDelivery(delivery, 'depart', at);
    const device = await repository.device(delivery.device);
    return repository.commit({
      intent,
      id,
      event: {
        type: 'delivery.depart',
        subject: id,
        from: moved.from,
        to: moved.to,
        at,
        by: actedBy(actor),
        district: delivery.district,
        refs: deliveryRefs(delivery),
      },
      writes: [moved.write, moveDevice(device, 'depart', at).write],
      answer: { id, status: moved.to },
    });
  });

/** Delivered and installed: device, application, delivery and signature in one transaction. */
export const confirm = (
  deps: Dependencies,
  repository: DeliveriesRepository,
  { id, intent, actor }: Conclusion,
  body: { signature: z.output<typeof Signature>; handover: Handover; note?: string | undefined },
) =>
  repository.once(id, intent, async () => {
    const missing = MUST_BE_TRUE.filter((name) => !body.handover[name]);
    if (missing.length > 0) {
      throw fail(
        'HANDOVER_INCOMPLETE',
        {},
        missing.map((name) => ({ path: `handover.${name}`, code: 'REQUIRED' })),
      );
    }
    const delivery = await repository.read(id);
    const at = instant(deps.clock);
    const moved = moveDelivery(delivery, 'confirm', at, {
      handover: body.handover,
      ...noted(delivery, 'DONE', body.note),
    });
    const [device, application] = await Promise.all([
      repository.device(delivery.device),
      repository.application(delivery.application),
    ]);
    return repository.commit({
      intent,
      id,
      event: {
        type: 'delivery.confirm',
        subject: id,
        from: moved.from,
        to: moved.to,
        at,
        by: actedBy(actor),
        district: delivery.district,
        refs: deliveryRefs(delivery),
        facts: {
          ...concluding(device, 'INSTALLED'),
          signature: body.signature.kind,
          internet: body.handover.internet,
        },
      },
      writes: [
        moved.write,
        moveDevice(device, 'install', at).write,
        countComputers(application, 'install', at).write,
        await signed(deps, delivery, body.signature, at),
      ],
      answer: { id, status: moved.to },
    });
  });

/** Not delivered: the application goes back to the queue at its old place, the device to the stock or the workshop. */
export const giveUp = (
  deps: Dependencies,
  repository: DeliveriesRepository,
  { id, intent, actor }: Conclusion,
  { reason, note }: { reason: string; note?: string | undefined },
) =>
  repository.once(id, intent, async () => {
    const delivery = await repository.read(id);
    const at = instant(deps.clock);
    const moved = moveDelivery(delivery, 'fail', at, {
      failedBecause: reason,
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
    return repository.commit({
      intent,
      id,
      event: {
        type: 'delivery.fail',
        subject: id,
        from: moved.from,
        to: moved.to,
        at,
        by: actedBy(actor),
        district: delivery.district,
        refs: deliveryRefs(delivery),
        facts: { ...concluding(device, faulty ? 'FAULTY' : 'RETURNED'), reason, waiting: 1 },
      },
      writes: [moved.write, back.write, countComputers(application, 'bringBack', at).write],
      answer: { id, status: moved.to },
    });
  });
