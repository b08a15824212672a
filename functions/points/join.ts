import { newId } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import type { Sealed } from '../kernel/vault.ts';
import { post } from '../ledger/domain.ts';
import {
  type Decided,
  eventOf,
  fail,
  lineWrite,
  type Member,
  type Moment,
  moved,
  mustBeMember,
  pointsTransfer,
  written,
} from './member.ts';

export const personOf = (key: string): string => newId('person', key);

/** Consents are kept one by one with their instant (PIPA §22). */
export interface Joining {
  readonly account: string;
  readonly personId: string;
  readonly language: string;
  readonly contact: Sealed;
  readonly news: boolean;
}

/**
 * A new member, or one who comes back: under a new number, with what was earned once still earned.
 * @param before the account's former membership
 * @throws DomainError ALREADY_MEMBER
 */
export function join(before: Member | undefined, joining: Joining, moment: Moment): Decided {
  if (before?.status === 'MEMBER') throw fail('ALREADY_MEMBER');
  const { at, city, ids } = moment;
  const { account, personId, language, contact, news } = joining;
  const none: Member = {
    kind: 'member',
    account,
    number: '',
    status: 'LEFT',
    version: 0,
    joinedAt: at,
    balance: 0,
    lots: [],
    earned: 0,
    given: 0,
    expired: 0,
    done: [],
    unreceipted: {},
    receipts: [],
  };
  const { leftAt: _, ...former } = before ?? none;
  const member: Member = {
    ...former,
    // 50 random bits: nobody finds another's number by trying, and one that is taken is drawn again.
    number: ids.ulid().slice(-10),
    status: 'MEMBER',
    version: former.version + 1,
    personId,
    joinedAt: at,
  };
  const memberWrite = written(member, before, city);
  const numberWrite: Write = { put: { ...keys.memberNumber(member.number), kind: 'memberNumber', account } };
  const person = {
    ...keys.person(personId),
    kind: 'person',
    id: personId,
    language,
    contact,
    consents: { privacy: at, ...(news ? { news: at } : {}) },
  };
  return {
    member,
    memberWrite,
    event: eventOf(member, 'join', moment, { from: before?.status, to: 'MEMBER' }),
    writes: [memberWrite, numberWrite, { put: person }],
  };
}

/**
 * The membership ends: what is left of the points with it, the contact is destroyed (개인정보 보호법 §21), the number
 * leads nowhere any more. The lines stay with the books, which name nobody.
 * @throws DomainError NOT_A_MEMBER
 */
export function leave(before: Member | undefined, moment: Moment): Decided & { readonly ended: number } {
  mustBeMember(before);
  const { personId, balance } = before;
  const transfers =
    balance > 0 ? [pointsTransfer(before, 'out', { amount: balance, cause: 'POINTS_EXPIRED' }, moment)] : [];
  const { personId: _, ...rest } = moved(before, [], { expired: before.expired + balance });
  const member: Member = { ...rest, status: 'LEFT', leftAt: moment.at, unreceipted: {}, receipts: [] };
  const memberWrite = written(member, before, moment.city);
  return {
    member,
    memberWrite,
    ended: balance,
    event: eventOf(member, 'leave', moment, { from: 'MEMBER', to: 'LEFT', facts: { points: balance } }),
    writes: [
      memberWrite,
      { remove: keys.memberNumber(before.number), when: {} },
      ...(personId ? [{ remove: keys.person(personId), when: {} }] : []),
      ...transfers.map((transfer) => lineWrite(member, transfer, { what: 'EXPIRED' })),
      ...post(transfers).writes,
    ],
  };
}
