import { contend, inTurn, Taken } from '../kernel/contend.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { DomainError } from '../kernel/errors.ts';
import { keys } from '../kernel/keys.ts';
import { serve } from '../kernel/serve.ts';
import { sessionHash } from '../kernel/session.ts';
import { call, type MovableClock, staffActor } from '../kernel/testing.ts';
import { post, purpose, transferOf } from '../ledger/domain.ts';
import { readReceiptOf, readStanding } from '../receipts/domain.ts';
import { giftsContract } from './contract.ts';
import {
  bookGift,
  type Gift,
  type GiverWrites,
  type ReturnReason,
  unannouncedGift,
  unbookGift,
} from './domain.ts';
import { giftHandlers } from './http.ts';

/** Words that must be found nowhere but inside seals. */
export const GIVER_CANARY = {
  name: '카나리아뷁',
  phone: '01098765432',
  email: 'canary@ithope.example',
  street: '카나리로 77',
  detail: '비밀동 404호',
  payer: '카나리입금뷁',
} as const;

/** A complete announcement as the public page sends it. */
export const anAnnouncement = (changes: Record<string, unknown> = {}) => ({
  giver: aGiver(),
  amount: 50_000,
  purpose: 'internet',
  wantsReceipt: true,
  consents: { privacy: true, news: false },
  ...changes,
});
export const aGiver = (changes: Record<string, unknown> = {}) => ({
  kind: 'person',
  contact: { name: GIVER_CANARY.name, phone: '010-9876-5432', email: GIVER_CANARY.email, language: 'ko' },
  address: { postcode: '61234', street: GIVER_CANARY.street, detail: GIVER_CANARY.detail },
  payer: GIVER_CANARY.payer,
  ...changes,
});

const chest = staffActor('chest', undefined, 'chest-1');

/** Drives the domain as its callers do: people through the contract, the fund through `domain.ts`. */
export function giftsOn(deps: Dependencies & { readonly clock: MovableClock }) {
  const { table, city, clock, ids } = deps;
  const handlers = {
    public: serve(giftsContract, 'public', () => giftHandlers(deps)),
    staff: serve(giftsContract, 'staff', () => giftHandlers(deps)),
  };
  // A process books one after the other, as a function on Lambda does.
  const turn = inTurn();
  const state = async (id: string): Promise<Gift> => {
    const gift = await table.get<Gift>(keys.gift(id));
    if (!gift) throw new Error(`no gift ${id}`);
    return gift;
  };
  const moment = () => ({ at: clock.now().toISOString(), timeZone: city.timeZone });
  const act = () => ({ at: clock.now().toISOString(), by: { kind: 'staff' as const, id: 'chest-1' } });
  const comes = (amount: number, to = 'computers') => {
    const order = {
      debit: 'bank',
      credit: purpose(to),
      currency: city.currency.code,
      amount,
      cause: 'DEPOSIT',
    } as const;
    return [transferOf(ids.ulid(), { ...order, purpose: to }, moment())];
  };
  /** As the fund does it: transfers, gift and receipt in one transaction, contending for the number. */
  const booking = (
    of: { amount: number; day: string; to?: string },
    gift: () => Promise<Gift | undefined>,
    giver?: GiverWrites,
  ) => {
    const key = ids.ulid();
    // Money comes a second after it was announced, which also gives the history its order.
    clock.pass({ seconds: 1 });
    return turn(() =>
      contend(
        async () => {
          const transfers = comes(of.amount, of.to);
          const standing = await readStanding(table, city, moment().at);
          const entry = { id: `entry-${key}`, day: of.day, transfers };
          const known = await gift();
          const booked = known
            ? bookGift({ gift: known, entry, city, standing, act: act() })
            : unannouncedGift({ key, entry, giver, city, standing, act: act() });
          const { writes } = post(transfers);
          await table.commit({
            intent: { key, digest: 'entry' },
            ...{ pk: booked.pk, event: booked.event, answer: {} },
            writes: [...booked.writes, ...writes],
            refused: (write) => (booked.takesNumber.includes(write) ? new Taken() : undefined),
          });
          return booked;
        },
        () => new DomainError('BUSY', 409),
      ),
    );
  };
  const undo = async (id: string, reason: ReturnReason) => {
    const gift = await state(id);
    const receipt = await readReceiptOf(table, city, gift);
    const { pk, event, writes } = unbookGift({ gift, receipt, reason, city, act: act() });
    await table.commit({ intent: { key: ids.ulid(), digest: 'undo' }, pk, event, writes, answer: {} });
  };
  return {
    ...{ handlers, state, undo },
    announce: (body: unknown = anAnnouncement(), key: string = ids.ulid()) =>
      call(handlers.public, 'POST /api/public/gifts', { body, key }),
    phone: (body: unknown, key: string = ids.ulid(), staff = chest) =>
      call(handlers.staff, 'POST /api/staff/gifts', { body, key, staff }),
    follow: (reference: string, session: string) =>
      call(handlers.public, 'GET /api/public/gifts/{reference}', { params: { reference }, session }),
    withdraw: (reference: string, session: string, key: string = ids.ulid()) =>
      call(handlers.public, 'POST /api/public/gifts/{reference}/withdrawal', {
        ...{ params: { reference }, session, key, body: {} },
      }),
    staff: (what: string, id: string, body: unknown = {}, key: string = ids.ulid(), staff = chest) =>
      call(handlers.staff, `POST /api/staff/gifts/{id}/${what}`, { params: { id }, body, key, staff }),
    read: (id: string, staff = chest) =>
      call(handlers.staff, 'GET /api/staff/gifts/{id}', { params: { id }, staff }),
    list: (status: string, staff = chest) =>
      call(handlers.staff, 'GET /api/staff/gifts', { query: { status }, staff }),
    book: (id: string, of: { amount: number; day: string; to?: string }) => booking(of, () => state(id)),
    unannounced: (of: { amount: number; day: string; to?: string }, giver?: GiverWrites) =>
      booking(of, async () => undefined, giver),
    /** A session for a gift, as the one-time code would give it. */
    async session(reference: string): Promise<string> {
      const token = ids.secret();
      const ttl = Math.floor(clock.now().getTime() / 1000) + 1800;
      await table.transact([
        { put: { ...keys.session(sessionHash(token)), subject: 'gift', reference, ttl } },
      ]);
      return token;
    },
  };
}
