import { instant } from '../kernel/clock.ts';
import type { Handlers, Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { keys } from '../kernel/keys.ts';
import { intentWith, sealNumber, shownRegistration } from '../kernel/registration-sealing.ts';
import { mustHold } from '../kernel/session.ts';
import {
  type AnnouncedBody,
  announceGift,
  fail,
  mustBeAnnounceable,
  transferFor,
  withdrawGift,
} from './announcing.ts';
import type { giftsContract } from './contract.ts';
import { type Act, actOf, mayRegister, sealGiver } from './domain.ts';
import { askForReceipt, registerGiver } from './registering.ts';
import { commitGift, listGifts, readGift, readHistory } from './repository.ts';
import { followedGift, giftLine, wholeGift } from './view.ts';

/** Every route of the gifts of money: announce and follow, and the same for whoever phones. */
export const giftHandlers = (deps: Dependencies): Handlers<typeof giftsContract> => {
  const { table, city, clock } = deps;

  const announce = async (
    body: AnnouncedBody & { note?: string | undefined },
    intent: Intent,
    way: 'site' | 'phone',
    act: Act,
  ) => {
    mustBeAnnounceable(city, body);
    const giver = await sealGiver(deps, intent.key, body);
    const { gift, ...announced } = announceGift(intent.key, body, giver, way, city, act);
    const { id, reference, status } = gift;
    const answer = { id, reference, status, transfer: transferFor(city, gift) };
    return commitGift(table, intentWith(intent, giver.registered), announced, answer);
  };

  const withdraw = async (ref: string, act: Act, intent: Intent) => {
    const { id } = await readGift(table, ref);
    return table.once(keys.gift(id).pk, intent, async () => {
      const { to, ...withdrawn } = withdrawGift(await readGift(table, id), act);
      return commitGift(table, intent, withdrawn, { id, status: to });
    });
  };

  return {
    announceGift: ({ body, intent, actor }) => announce(body, intent, 'site', actOf(actor, instant(clock))),
    announceGiftFor: ({ body, intent, actor }) =>
      announce(body, intent, 'phone', actOf(actor, instant(clock))),

    async followGift({ params: { reference }, session }) {
      await mustHold(table, session, { subject: 'gift', reference }, clock.now());
      return followedGift(await readGift(table, reference), city);
    },

    async withdrawGift({ params: { reference }, session, intent, actor }) {
      await mustHold(table, session, { subject: 'gift', reference }, clock.now());
      return withdraw(reference, actOf(actor, instant(clock)), intent);
    },
    withdrawGiftFor: ({ params: { id }, intent, actor }) =>
      withdraw(id, actOf(actor, instant(clock)), intent),

    async listGifts({ query }) {
      const page = await listGifts(deps, query.status, query);
      return { items: page.items.map(giftLine), ...(page.cursor ? { cursor: page.cursor } : {}) };
    },
    async readGift({ params: { id }, actor }) {
      const gift = await readGift(table, id);
      return wholeGift(gift, await readHistory(table, gift), actor, city);
    },

    askForReceipt: ({ params: { id }, intent, actor }) =>
      table.once(keys.gift(id).pk, intent, async () => {
        const gift = await readGift(table, id);
        const asked = askForReceipt(gift, actOf(actor, instant(clock)));
        return commitGift(table, intent, asked, { id, status: gift.status });
      }),

    async registerGiver({ params: { id }, body, intent, actor }) {
      const { giverKind, personId } = await readGift(table, id);
      if (!personId) throw fail('REGISTRATION_TOO_LATE');
      const registered = await sealNumber(deps, { giverKind, gift: id, personId }, body, true);
      const whole = intentWith(intent, registered);
      return table.once(keys.gift(id).pk, whole, async () => {
        const gift = await readGift(table, id);
        if (!mayRegister(gift)) throw fail('REGISTRATION_TOO_LATE');
        const { registration } = shownRegistration({ giverKind, ...registered.known });
        if (!registration) throw new Error('a number that was given is shown');
        const decided = registerGiver(gift, registered, actOf(actor, instant(clock)));
        return commitGift(table, whole, decided, { id, status: gift.status, registration });
      });
    },
  };
};
