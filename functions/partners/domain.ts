import type * as z from 'zod';
import { isIn, type StaffActor } from '../kernel/actor.ts';
import { type City, districtOf } from '../kernel/city.ts';
import { failing, KERNEL_ERRORS } from '../kernel/errors.ts';
import { actedBy, type DomainEvent } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { keys, OWNERS, queue } from '../kernel/keys.ts';
import { moveRecord, noted, type StateRecord } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import { transitionsOf } from '../kernel/transitions.ts';
import type { Sealed } from '../kernel/vault.ts';
import { type PledgeBody, type PledgeStatus, partnersContract } from './contract.ts';

export const fail = failing({ ...KERNEL_ERRORS, ...partnersContract.errors });

/** Every legal move of a pledge. */
export const pledgeTransitions = transitionsOf<PledgeStatus>()('pledge', {
  close: { from: ['PLEDGED'], to: 'CLOSED', by: 'Chest, programme office' },
  cancel: { from: ['PLEDGED'], to: 'CANCELLED', by: 'Chest, programme office, partner' },
});
export type PledgeMove = keyof typeof pledgeTransitions.moves & string;

/** A partner's promise as the table keeps it; whom to ask is under `personId`, sealed. */
export interface Pledge extends StateRecord<PledgeStatus> {
  readonly kind: 'pledge';
  readonly partner: string;
  readonly count: number;
  /** The day by which the PCs should be here. */
  readonly by: string;
  readonly personId: string;
  readonly district: string;
  readonly wantsReceipt: boolean;
  /** PCs on the lists that were imported under it. */
  readonly listed: number;
  readonly note?: string;
  readonly notes?: Readonly<Record<string, string>>;
}
export type PledgeAsked = z.output<typeof PledgeBody>;

type Partner = City['partners'][number];

/** The partners of a pack that give PCs in bulk. */
export const givingPartners = (city: City): Partner[] => city.partners.filter((one) => one.givesComputers);

/** @throws DomainError PARTNER_UNKNOWN */
export function partnerOf(city: City, id: string): Partner {
  const partner = givingPartners(city).find((one) => one.id === id);
  if (!partner) throw fail('PARTNER_UNKNOWN', {}, [{ path: 'partner', code: 'PARTNER_UNKNOWN' }]);
  return partner;
}

/** @param today in the city @throws DomainError PARTNER_UNKNOWN, PLEDGE_IN_PAST, PICKUP_UNKNOWN */
export function mustBePossible(city: City, asked: PledgeAsked, today: string): void {
  partnerOf(city, asked.partner);
  if (asked.by < today) throw fail('PLEDGE_IN_PAST', {}, [{ path: 'by', code: 'PLEDGE_IN_PAST' }]);
  if (!districtOf(city, asked.pickup.district))
    throw fail('PICKUP_UNKNOWN', {}, [{ path: 'pickup.district', code: 'PICKUP_UNKNOWN' }]);
}

/** What is sealed of a pledge: whom to ask, where to fetch, and the name the receipt will be made out to. */
export const pledgeContact = (city: City, { contact, pickup, partner }: PledgeAsked) => ({
  ...contact,
  address: pickup,
  giverKind: 'corporation' as const,
  organisation: partnerOf(city, partner).name[contact.language] ?? partner,
});

/** Where pledges are listed: by state and partner, so that a partner's own queue is one partition. */
export const pledgeQueue = (status: PledgeStatus, partner: string): string =>
  queue(OWNERS.partner, 'PLEDGE', status, partner);

/** The pledge, its contact person (sealed) and the event. */
export function makePledge(
  key: string,
  asked: PledgeAsked,
  contact: Sealed,
  at: string,
  actor: StaffActor,
): { pledge: Pledge; writes: Write[]; event: DomainEvent } {
  const id = newId('pledge', key);
  const personId = newId('person', key);
  const { partner, count, by, pickup, wantsReceipt, note } = asked;
  const { district } = pickup;
  const pledge: Pledge = {
    kind: 'pledge',
    id,
    ...{ partner, count, by, personId, district, wantsReceipt },
    listed: 0,
    ...(note ? { note } : {}),
    status: 'PLEDGED',
    version: 1,
    stages: { PLEDGED: at },
    since: at,
  };
  const person = {
    ...keys.person(personId),
    kind: 'person',
    id: personId,
    district,
    language: asked.contact.language,
    contact,
    consents: { privacy: at },
  };
  const place = { q: pledgeQueue('PLEDGED', partner), qs: `${at}#${id}` };
  return {
    pledge,
    writes: [{ put: { ...keys.pledge(id), ...pledge, ...place } }, { put: person }],
    event: {
      type: 'pledge.make',
      subject: id,
      to: 'PLEDGED',
      at,
      by: actedBy(actor),
      district,
      refs: { person: personId, partner },
      facts: { pledged: count, until: by },
    },
  };
}

/** One legal move of a pledge; 409 ILLEGAL_MOVE from anywhere else. @throws DomainError PLEDGE_HAS_LISTS */
export function movePledge(
  pledge: Pledge,
  move: PledgeMove,
  at: string,
  actor: StaffActor,
  note: string | undefined,
): { to: PledgeStatus; writes: Write[]; event: DomainEvent } {
  const { to: reached } = pledgeTransitions.moves[move];
  const { from, to, write } = moveRecord(pledgeTransitions, keys.pledge(pledge.id), pledge, move, {
    at,
    queue: { owner: OWNERS.partner, scope: ['PLEDGE', reached, pledge.partner] },
    set: noted(pledge, reached, note),
  });
  // What is on an imported list is promised machine by machine: those are settled at their arrival.
  if (move === 'cancel' && pledge.listed > 0) throw fail('PLEDGE_HAS_LISTS');
  return {
    to,
    writes: [write],
    event: {
      type: `pledge.${move}`,
      subject: pledge.id,
      from,
      to,
      at,
      by: actedBy(actor),
      district: pledge.district,
      refs: { person: pledge.personId, partner: pledge.partner },
      ...(move === 'cancel' ? { facts: { pledged: -pledge.count } } : {}),
    },
  };
}

/** The moves a page may offer to this member of staff. */
export const pledgeMovesFor = (pledge: Pledge, actor: StaffActor): PledgeMove[] =>
  pledgeTransitions
    .movesFrom(pledge.status)
    .filter((move) => isIn(actor, 'programme', 'chest') || (move === 'cancel' && isIn(actor, 'partner')));
