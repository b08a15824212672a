import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { staffActor } from '../kernel/testing.ts';
import { DONATION_STATUS } from './contract.ts';
import { type Donation, type DonationMove, donationTransitions, moveDonation, movesFor } from './domain.ts';

const OFFERED: Donation = {
  kind: 'donation',
  id: 'don_01KAQZ0000000000000000TEST',
  reference: '000000TEST',
  status: 'OFFERED',
  version: 1,
  personId: 'per_01KAQZ0000000000000000TEST',
  giverKind: 'person',
  district: '11530',
  items: [{ kind: 'desktop', count: 1, condition: 'works' }],
  wantsReceipt: true,
  preferredDays: [],
  stages: { OFFERED: '2026-11-23T01:00:00.000Z' },
  since: '2026-11-23T01:00:00.000Z',
};
const act = { at: '2026-11-24T01:00:00.000Z', by: { kind: 'staff', id: 's' } } as const;
const moves = Object.keys(donationTransitions.moves) as DonationMove[];

/** Every pair of state and move, and where it leads; what is not here is 409. */
const LEGAL: Record<string, Partial<Record<DonationMove, string>>> = {
  OFFERED: {
    screen: 'SCREENED',
    askForChange: 'CHANGE_ASKED',
    decline: 'DECLINED',
    withdraw: 'WITHDRAWN',
  },
  CHANGE_ASKED: { amendEarmark: 'OFFERED', decline: 'DECLINED', withdraw: 'WITHDRAWN' },
  SCREENED: {
    askForChange: 'CHANGE_ASKED',
    bookCollection: 'COLLECTION_BOOKED',
    decline: 'DECLINED',
    withdraw: 'WITHDRAWN',
  },
  COLLECTION_BOOKED: {
    arrive: 'RECEIVED',
    bookCollection: 'COLLECTION_BOOKED',
    decline: 'DECLINED',
    withdraw: 'WITHDRAWN',
  },
  RECEIVED: { value: 'VALUED', arriveMore: 'RECEIVED' },
  VALUED: { value: 'VALUED', accept: 'ACCEPTED', arriveMore: 'RECEIVED' },
  ACCEPTED: { issueReceipt: 'RECEIPTED', voidReceipt: 'RECEIPT_VOIDED' },
  RECEIPTED: { voidReceipt: 'RECEIPT_VOIDED' },
  RECEIPT_VOIDED: { value: 'VALUED', reissueReceipt: 'ACCEPTED' },
  DECLINED: {},
  WITHDRAWN: {},
};

describe('transition table', () => {
  test.each(DONATION_STATUS.flatMap((status) => moves.map((move) => [status, move] as const)))(
    '%s · %s',
    (status, move) => {
      const wanted = LEGAL[status]?.[move];
      const attempt = () => moveDonation({ ...OFFERED, status }, move, act);
      if (wanted) expect(attempt().to).toBe(wanted);
      else expect(attempt).toThrow('ILLEGAL_MOVE');
    },
  );

  test('any sequence of moves stays in declared states, and only ends leave the queues', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 20 }), (sequence) => {
        let donation: Donation & { q?: string } = { ...OFFERED, q: 'DON#Q#OFFERED' };
        for (const move of sequence) {
          if (!donationTransitions.may(donation.status, move)) continue;
          const { write, event, to } = moveDonation(donation, move, act);
          if (!('update' in write)) throw new Error('a move is an update');
          expect(write.when).toEqual({ equals: { status: donation.status, version: donation.version } });
          expect(event).toMatchObject({ from: donation.status, to, refs: { person: OFFERED.personId } });
          donation = { ...donation, ...write.change.set };
          if (write.change.remove?.includes('q')) delete donation.q;
        }
        expect(DONATION_STATUS).toContain(donation.status);
        expect(Object.keys(donation.stages)).toContain(donation.status);
        const ends = ['RECEIPTED', 'DECLINED', 'WITHDRAWN'].includes(donation.status);
        expect(donation.q).toBe(ends ? undefined : `DON#Q#${donation.status}`);
      }),
    );
  });

  test('a page offers the Chest what the Chest may do, and nobody else', () => {
    expect(movesFor(OFFERED, staffActor('chest'))).toEqual(['screen', 'decline']);
    expect(movesFor({ ...OFFERED, status: 'ACCEPTED' }, staffActor('chest'))).toEqual([]);
    expect(movesFor(OFFERED, staffActor('auditor'))).toEqual([]);
    const wished: Donation = { ...OFFERED, earmark: { use: '배움' } };
    expect(movesFor(wished, staffActor('chest'))).toEqual(['askForChange', 'screen', 'decline']);
    expect(movesFor({ ...wished, status: 'CHANGE_ASKED' }, staffActor('chest'))).toEqual([
      'amendEarmark',
      'decline',
    ]);
  });
});
