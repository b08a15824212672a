import type { ApplicationStatus } from '../../../functions/applications/contract.ts';
import type { DonationStatus } from '../../../functions/donations/contract.ts';
import type { GiftStatus } from '../../../functions/gifts/contract.ts';

type Meaning = 'waiting' | 'moving' | 'done' | 'stopped' | 'neutral';
export interface Stop {
  status: string;
  at?: string;
  state: 'done' | 'now' | 'ahead' | 'stopped';
}

/** What a state means to the one who gave or applied (components/status-tag). */
export const MEANING: Readonly<Record<DonationStatus | ApplicationStatus | GiftStatus, Meaning>> = {
  OFFERED: 'waiting',
  CHANGE_ASKED: 'waiting',
  SCREENED: 'moving',
  COLLECTION_BOOKED: 'moving',
  RECEIVED: 'moving',
  VALUED: 'moving',
  ACCEPTED: 'done',
  RECEIPTED: 'done',
  RECEIPT_VOIDED: 'moving',
  DECLINED: 'stopped',
  SUBMITTED: 'waiting',
  DOCUMENTS_NEEDED: 'waiting',
  SECOND_CHECK: 'moving',
  INELIGIBLE: 'stopped',
  APPEALED: 'moving',
  QUEUED: 'moving',
  RESERVED: 'moving',
  ALLOTTED: 'moving',
  INSTALLED: 'done',
  ANNOUNCED: 'waiting',
  BOOKED: 'done',
  LAPSED: 'waiting',
  RETURNED: 'stopped',
  WITHDRAWN: 'neutral',
};

/** The stops of each way that people are shown, in their order. */
export const WAYS = {
  donation: ['OFFERED', 'SCREENED', 'COLLECTION_BOOKED', 'RECEIVED', 'ACCEPTED', 'RECEIPTED'],
  gift: ['ANNOUNCED', 'BOOKED', 'RECEIPTED'],
  device: ['RECEIVED', 'ERASED', 'READY', 'ALLOTTED', 'OUT_FOR_DELIVERY', 'INSTALLED'],
  application: ['SUBMITTED', 'QUEUED', 'RESERVED', 'ALLOTTED', 'INSTALLED'],
} as const;

/** Ends beside the road: the way stops there. A recycled PC has served as well: its end is not a failure. */
const ENDS: Readonly<Record<string, 'done' | 'stopped'>> = {
  DECLINED: 'stopped',
  INELIGIBLE: 'stopped',
  WITHDRAWN: 'stopped',
  RETURNED: 'stopped',
  RECYCLED: 'done',
  HARVESTED: 'done',
};

/** The way stands still until somebody does something: the person, a second officer, or the Chest with a void receipt. */
const AWAITED = ['DOCUMENTS_NEEDED', 'SECOND_CHECK', 'APPEALED', 'CHANGE_ASKED', 'RECEIPT_VOIDED', 'LAPSED'];

/**
 * The road of one record: what is behind with its day, where it is, what comes.
 * @param way the stops in order, `stages` when each was reached, `status` where the record is now
 */
export function roadOf(
  way: readonly string[],
  stages: Readonly<Record<string, string>>,
  status: string,
): Stop[] {
  // A drive that was destroyed has been erased for good: it takes the place of the erasure.
  const stops = way.map((stop) => (stop === 'ERASED' && stages.DRIVE_DESTROYED ? 'DRIVE_DESTROYED' : stop));
  // A PC that came back, or an application without papers, is where its status says, not where it once was.
  const reached = stops.includes(status)
    ? stops.slice(0, stops.indexOf(status) + 1)
    : stops.filter((s) => stages[s]);
  const walked: Stop[] = reached
    .filter((stop) => stages[stop])
    .map((stop) => ({ status: stop, at: stages[stop] ?? '', state: 'done' }));
  const end = ENDS[status];
  if (end) return [...walked, { status, at: stages[status] ?? '', state: end }];
  const last = walked.at(-1);
  const ahead = stops.slice(stops.indexOf(last?.status ?? '') + 1);
  if (last && ahead.length > 0) last.state = 'now';
  if (AWAITED.includes(status) && last) {
    last.state = 'done';
    walked.push({ status, at: stages[status] ?? '', state: 'now' });
  }
  return [...walked, ...ahead.map((stop): Stop => ({ status: stop, state: 'ahead' }))];
}
