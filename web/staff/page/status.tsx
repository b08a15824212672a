import type { VNode } from 'preact';
import type { AllotmentStatus } from '../../../functions/allotments/contract.ts';
import type { ApplicationStatus } from '../../../functions/applications/contract.ts';
import type { ItemStatus, MeetingStatus } from '../../../functions/committees/contract.ts';
import type { DeliveryStatus, RouteStatus } from '../../../functions/deliveries/contract.ts';
import type { DeviceStatus } from '../../../functions/devices/contract.ts';
import type { DonationStatus } from '../../../functions/donations/contract.ts';
import type { EntryStatus, StatementStatus } from '../../../functions/fund/contract.ts';
import type { GiftStatus } from '../../../functions/gifts/contract.ts';
import type { GrantStatus, RunStatus } from '../../../functions/grants/contract.ts';
import type { OrganisationStatus } from '../../../functions/organisations/contract.ts';
import type { ListStatus, PledgeStatus } from '../../../functions/partners/contract.ts';
import { type Meaning, StatusTag } from '../../components/status-tag/status-tag.tsx';
import { nameOf } from '../core/words.ts';

/** waiting: one of us must act; moving: it is under way; done: as it should end; stopped: it went wrong or ended early. */
const DONATION: Readonly<Record<DonationStatus, Meaning>> = {
  OFFERED: 'waiting',
  CHANGE_ASKED: 'moving',
  SCREENED: 'waiting',
  COLLECTION_BOOKED: 'moving',
  RECEIVED: 'waiting',
  VALUED: 'waiting',
  ACCEPTED: 'done',
  RECEIPTED: 'done',
  RECEIPT_VOIDED: 'waiting',
  DECLINED: 'stopped',
  WITHDRAWN: 'neutral',
};
const DEVICE: Readonly<Record<DeviceStatus, Meaning>> = {
  REGISTERED: 'moving',
  RECEIVED: 'waiting',
  ERASING: 'moving',
  ERASED: 'waiting',
  ERASE_FAILED: 'stopped',
  DRIVE_DESTROYED: 'waiting',
  REFURBISHING: 'moving',
  WAITING_PART: 'moving',
  OS_INSTALLED: 'waiting',
  READY: 'done',
  RESERVED: 'moving',
  ALLOTTED: 'waiting',
  OUT_FOR_DELIVERY: 'moving',
  INSTALLED: 'done',
  HARVESTED: 'neutral',
  RECYCLED: 'neutral',
  REJECTED: 'stopped',
};
const APPLICATION: Readonly<Record<ApplicationStatus, Meaning>> = {
  SUBMITTED: 'waiting',
  DOCUMENTS_NEEDED: 'moving',
  SECOND_CHECK: 'waiting',
  INELIGIBLE: 'stopped',
  APPEALED: 'waiting',
  QUEUED: 'waiting',
  RESERVED: 'moving',
  ALLOTTED: 'moving',
  INSTALLED: 'done',
  WITHDRAWN: 'neutral',
};
const ORGANISATION: Readonly<Record<OrganisationStatus, Meaning>> = {
  APPLIED: 'waiting',
  CERTIFIED: 'done',
  LAPSED: 'stopped',
  REFUSED: 'stopped',
};
const ALLOTMENT: Readonly<Record<AllotmentStatus, Meaning>> = {
  COMPUTING: 'moving',
  PROPOSED: 'waiting',
  DECIDED: 'waiting',
  EXECUTING: 'moving',
  EXECUTED: 'done',
  REJECTED: 'stopped',
  WITHDRAWN: 'neutral',
};
const DELIVERY: Readonly<Record<DeliveryStatus, Meaning>> = {
  BOOKED: 'waiting',
  OUT: 'moving',
  DONE: 'done',
  FAILED: 'stopped',
};
/** Of the office's lists, not of a delivery: its day has passed; told both ways. */
const DELIVERY_LISTED = { ...DELIVERY, OVERDUE: 'stopped', DISPUTED: 'stopped' } as const;

const MEETING: Readonly<Record<MeetingStatus, Meaning>> = {
  PLANNED: 'waiting',
  OPEN: 'moving',
  CLOSED: 'done',
  CANCELLED: 'neutral',
};
const ITEM: Readonly<Record<ItemStatus, Meaning>> = {
  WAITING: 'waiting',
  VOTING: 'moving',
  APPROVED: 'done',
  REJECTED: 'stopped',
  DEFERRED: 'neutral',
  DROPPED: 'neutral',
};
const PLEDGE: Readonly<Record<PledgeStatus, Meaning>> = {
  PLEDGED: 'moving',
  CLOSED: 'done',
  CANCELLED: 'neutral',
};
const LIST: Readonly<Record<ListStatus, Meaning>> = {
  READ: 'waiting',
  CHECKED: 'waiting',
  IMPORTING: 'moving',
  IMPORTED: 'done',
  SETTLED: 'done',
  DROPPING: 'stopped',
  DROPPED: 'neutral',
};

const GRANT: Readonly<Record<GrantStatus, Meaning>> = {
  ACTIVE: 'moving',
  STOPPED: 'stopped',
  ENDED: 'done',
};
const RUN: Readonly<Record<RunStatus, Meaning>> = {
  RUNNING: 'moving',
  PAID: 'moving',
  DONE: 'done',
};
const STATEMENT: Readonly<Record<StatementStatus, Meaning>> = {
  READ: 'waiting',
  BOOKING: 'moving',
  BOOKED: 'done',
  ABANDONED: 'stopped',
  DROPPED: 'neutral',
};
const ENTRY: Readonly<Record<EntryStatus, Meaning>> = {
  WAITING: 'waiting',
  BOOKED: 'done',
  REFUNDING: 'moving',
  REFUNDED: 'neutral',
  BOUNCED: 'stopped',
  UNEXPLAINED: 'waiting',
  EXPLAINED: 'done',
  ASIDE: 'waiting',
  SAME: 'neutral',
};
const GIFT: Readonly<Record<GiftStatus, Meaning>> = {
  ANNOUNCED: 'moving',
  BOOKED: 'done',
  RECEIPTED: 'done',
  RECEIPT_VOIDED: 'waiting',
  LAPSED: 'neutral',
  WITHDRAWN: 'neutral',
  RETURNED: 'stopped',
};

const DELIVERY_ROUTE: Readonly<Record<RouteStatus, Meaning>> = {
  PLANNED: 'waiting',
  OUT: 'moving',
  CLOSED: 'done',
  DISSOLVED: 'neutral',
};

const MEANINGS = {
  donation: DONATION,
  device: DEVICE,
  application: APPLICATION,
  organisation: ORGANISATION,
  allotment: ALLOTMENT,
  delivery: DELIVERY_LISTED,
  route: DELIVERY_ROUTE,
  meeting: MEETING,
  item: ITEM,
  pledge: PLEDGE,
  list: LIST,
  grant: GRANT,
  run: RUN,
  statement: STATEMENT,
  entry: ENTRY,
  gift: GIFT,
} as const satisfies Record<string, Readonly<Record<string, Meaning>>>;
export type Entity = keyof typeof MEANINGS;

const GROUP: Readonly<Record<Entity, string>> = {
  donation: 'staff.donations.status',
  application: 'staff.applications.status',
  organisation: 'organisations.status',
  device: 'devices.status',
  allotment: 'allotments.status',
  delivery: 'deliveries.status',
  route: 'routes.status',
  meeting: 'committees.status',
  item: 'committees.itemStatus',
  pledge: 'partners.pledgeStatus',
  list: 'partners.listStatus',
  grant: 'grants.status',
  run: 'grants.run',
  statement: 'fund.statementStatus',
  entry: 'fund.entryStatus',
  gift: 'gifts.status',
};
export const statusName = (entity: Entity, status: string): string => nameOf(GROUP[entity], status);

/** A record's state: word, shape and colour say the same. */
export function Status({ of, status }: { of: Entity; status: string }): VNode {
  const meaning = (MEANINGS[of] as Readonly<Record<string, Meaning>>)[status] ?? 'neutral';
  return <StatusTag meaning={meaning}>{statusName(of, status)}</StatusTag>;
}
