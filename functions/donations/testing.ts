import type { StaffActor } from '../kernel/actor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { serve } from '../kernel/serve.ts';
import { sessionHash } from '../kernel/session.ts';
import { call, type MovableClock, staffActor } from '../kernel/testing.ts';
import { donationsContract } from './contract.ts';
import { donationHandlers } from './http.ts';

/** Words that must be found nowhere but inside seals. */
export const CANARY = {
  name: '카나리아뷁',
  phone: '01098765432',
  email: 'canary@ithope.example',
  street: '카나리로 77',
  detail: '비밀동 404호',
} as const;

/** A complete offer as the public page sends it. */
export const anOffer = (changes: Record<string, unknown> = {}) => ({
  giver: {
    kind: 'person',
    contact: { name: CANARY.name, phone: '010-9876-5432', email: CANARY.email, language: 'ko' },
  },
  pickup: { district: '11530', postcode: '08375', street: CANARY.street, detail: CANARY.detail },
  preferredDays: ['mon'],
  items: [{ kind: 'desktop', count: 2, condition: 'works' }],
  wantsReceipt: true,
  consents: { privacy: true, erasure: true, news: false },
  ...changes,
});

/** What proves a market price. */
export const PROVEN = [{ kind: 'PRICE_COMPARISON', text: '중고 시세 3건 평균' }];

export const chest: StaffActor = staffActor('chest', undefined, 'chest-1');

/** Drives the domain as its callers do, through its contract. */
export function donationsOn(deps: Dependencies & { readonly clock: MovableClock }) {
  const handlers = {
    public: serve(donationsContract, 'public', () => donationHandlers(deps)),
    staff: serve(donationsContract, 'staff', () => donationHandlers(deps)),
  };
  const offer = (body: unknown = anOffer(), key: string = deps.ids.ulid()) =>
    call(handlers.public, 'POST /api/public/donations', { body, key });
  const staff = (
    what: string,
    id: string,
    body: unknown = {},
    key: string = deps.ids.ulid(),
    who = chest,
  ) => {
    // People take a second between one thing and the next, which also gives the history its order.
    deps.clock.pass({ seconds: 1 });
    return call(handlers.staff, `POST /api/staff/donations/{id}/${what}`, {
      params: { id },
      body,
      key,
      staff: who,
    });
  };
  return {
    public: handlers.public,
    staffHandler: handlers.staff,
    offer,
    staff,
    read: (id: string, who = chest) =>
      call(handlers.staff, 'GET /api/staff/donations/{id}', { params: { id }, staff: who }),
    /** An offer on its straight way up to the valuation; gives its id. */
    async valued(items = [{ kind: 'desktop', count: 1 }], body: unknown = anOffer()): Promise<string> {
      const id = String((await offer(body)).body.id);
      await staff('screening', id);
      await staff('collection', id, { day: '2026-11-25', slot: 'morning' });
      await staff('arrival', id, { received: items });
      await staff('valuation', id, {
        lines: items.map(({ kind }) => ({ kind, market: 150_000 })),
        evidence: PROVEN,
      });
      return id;
    },
    /** A session for a donation, as the one-time code would give it. */
    async session(reference: string): Promise<string> {
      const token = deps.ids.secret();
      const ttl = Math.floor(deps.clock.now().getTime() / 1000) + 1800;
      await deps.table.transact([
        { put: { pk: `SES#${sessionHash(token)}`, sk: 'SESSION', subject: 'donation', reference, ttl } },
      ]);
      return token;
    },
  };
}
