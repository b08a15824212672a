import type { ComponentChildren } from 'preact';
import { planName } from '../allotments/name.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { client } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { categoryName, districtName, nameOf, partnerName, type TextKey, t } from '../core/words.ts';
import { DeliveryDay } from '../deliveries/list.tsx';
import { itemName, itemsText, printReference, specificationText } from '../page/items.ts';
import { type Entity, statusName } from '../page/status.tsx';
import { daysAllowed, Waiting } from '../page/waiting.tsx';

/** One line of today's work. */
export interface WorkLine {
  readonly id: string;
  readonly href: string;
  readonly name: string;
  readonly about: string;
  readonly wait: ComponentChildren;
}
export interface Queue {
  readonly id: string;
  /** Which part of the work, and the state that waits there. */
  readonly area: string;
  readonly title: string;
  readonly href: string;
  readonly read: () => Promise<{ lines: WorkLine[]; more: boolean }>;
}

/** How many lines a queue shows at home; the rest is one click away. */
const FIRST = 5;

const AREA = {
  donation: 'staff.nav.donations',
  device: 'staff.nav.workshop',
  application: 'staff.nav.applications',
  organisation: 'organisations.title',
  allotment: 'staff.nav.allotments',
  meeting: 'staff.nav.committees',
  item: 'staff.nav.committees',
  delivery: 'staff.nav.deliveries',
  route: 'staff.nav.deliveries',
  pledge: 'staff.nav.partners',
  list: 'staff.nav.partners',
  grant: 'staff.nav.grants',
  run: 'staff.nav.money',
  statement: 'staff.nav.money',
  entry: 'staff.nav.money',
  gift: 'staff.nav.money',
} as const satisfies Record<Entity, TextKey>;

interface Page<T> {
  items: T[];
  cursor?: string | undefined;
}
function queueOf<T>(
  entity: Entity,
  status: string,
  address: string,
  read: () => Promise<Page<T>>,
  line: (item: T) => WorkLine,
): Queue {
  return {
    id: `${entity}-${status}`,
    area: t(AREA[entity]),
    title: statusName(entity, status),
    href: `${address}?status=${status}`,
    read: async () => {
      const { items, cursor } = await read();
      return { lines: items.map(line), more: cursor !== undefined };
    },
  };
}

/** Money of which somebody has to say what it is; names are on its own page. */
export const entries = (...statuses: ('WAITING' | 'UNEXPLAINED' | 'ASIDE' | 'REFUNDING')[]): Queue[] =>
  statuses.map((status) =>
    queueOf(
      'entry',
      status,
      places.entries,
      () => client.read('listEntries', { query: { status, limit: FIRST } }),
      ({ id, amount, day, since }) => ({
        id,
        href: places.entry(id),
        name: money(Math.abs(amount)),
        about: dayText(day),
        wait: <Waiting since={since} />,
      }),
    ),
  );

export const donations = (
  ...statuses: ('OFFERED' | 'CHANGE_ASKED' | 'SCREENED' | 'COLLECTION_BOOKED' | 'RECEIVED' | 'VALUED')[]
): Queue[] =>
  statuses.map((status) =>
    queueOf(
      'donation',
      status,
      places.donations,
      () => client.read('listDonations', { query: { status, limit: FIRST } }),
      (item) => ({
        id: item.id,
        href: places.donation(item.id),
        name: printReference(item.reference),
        about: `${itemsText(item.items)} · ${districtName(item.district)}`,
        wait: <Waiting since={item.since} />,
      }),
    ),
  );

type DeviceWork =
  | 'RECEIVED'
  | 'ERASING'
  | 'ERASE_FAILED'
  | 'ERASED'
  | 'DRIVE_DESTROYED'
  | 'REFURBISHING'
  | 'WAITING_PART'
  | 'OS_INSTALLED'
  | 'READY'
  | 'ALLOTTED';
export const devices = (...statuses: DeviceWork[]): Queue[] =>
  statuses.map((status) =>
    queueOf(
      'device',
      status,
      places.workshop,
      () => client.read('listDevices', { query: { status, limit: FIRST } }),
      (item) => ({
        id: item.id,
        href: status === 'ALLOTTED' ? places.booking(item.id) : places.device(item.id),
        name: item.assetNumber,
        about: [itemName(item.kind), specificationText(item.specification)].filter(Boolean).join(' · '),
        wait: <Waiting since={item.since} allowed={daysAllowed(item.status)} />,
      }),
    ),
  );

/** Allotted devices are in the workshop's index, but their next step belongs to the deliveries. */
export const toBook = (): Queue[] =>
  devices('ALLOTTED').map((queue) => ({
    ...queue,
    area: t('staff.nav.deliveries'),
    href: places.deliveries,
  }));

export const applications = (
  ...statuses: ('SUBMITTED' | 'DOCUMENTS_NEEDED' | 'SECOND_CHECK' | 'APPEALED')[]
): Queue[] =>
  statuses.map((status) =>
    queueOf(
      'application',
      status,
      places.applications,
      () => client.read('listApplications', { query: { status, limit: FIRST } }),
      (item) => ({
        id: item.id,
        href: places.application(item.id),
        name: printReference(item.reference),
        about: `${categoryName(item.category)} · ${districtName(item.district)}`,
        wait: <Waiting since={item.since} />,
      }),
    ),
  );

/** Organisations that wait for their certificate. */
export const organisations = (...statuses: ('APPLIED' | 'LAPSED')[]): Queue[] =>
  statuses.map((status) =>
    queueOf(
      'organisation',
      status,
      places.organisations,
      () => client.read('listOrganisations', { query: { status, limit: FIRST } }),
      (item) => ({
        id: item.id,
        href: places.organisation(item.id),
        name: item.name,
        about: `${categoryName(item.kind)} · ${districtName(item.district)}`,
        wait: <Waiting since={item.since} />,
      }),
    ),
  );

export const allotments = (...statuses: ('PROPOSED' | 'DECIDED')[]): Queue[] =>
  statuses.map((status) =>
    queueOf(
      'allotment',
      status,
      places.allotments,
      () => client.read('listAllotments', { query: { status, limit: FIRST } }),
      (item) => ({
        id: item.id,
        href: places.allotment(item.id),
        name: planName(item.id),
        about: t('allotments.lines', { count: item.lines }),
        wait: <Waiting since={item.since} />,
      }),
    ),
  );

/** Meetings of all committees that the person may see, each committee's list by itself. */
export const meetings = (...statuses: ('OPEN' | 'PLANNED')[]): Queue[] =>
  statuses.map((status) =>
    queueOf(
      'meeting',
      status,
      places.committees,
      async () => {
        const { committees } = await client.read('listCommittees', {});
        const pages = await Promise.all(
          committees.map(({ code: committee }) =>
            client.read('listMeetings', { query: { status, committee, limit: FIRST } }),
          ),
        );
        const items = pages.flatMap((page) => page.items).sort((a, b) => a.day.localeCompare(b.day));
        const more = items.length > FIRST || pages.some(({ cursor }) => cursor !== undefined);
        return { items: items.slice(0, FIRST), ...(more ? { cursor: 'more' } : {}) };
      },
      (item) => ({
        id: item.id,
        href: places.meeting(item.id),
        name: nameOf('allotments.committees', item.committee),
        about: `${dayText(item.day)} ${item.time} · ${item.place}`,
        wait: <span class="waiting">{t('committees.items', { count: item.items })}</span>,
      }),
    ),
  );

export const pledges = (...statuses: 'PLEDGED'[]): Queue[] =>
  statuses.map((status) =>
    queueOf(
      'pledge',
      status,
      places.partners,
      () => client.read('listPledges', { query: { status, limit: FIRST } }),
      (item) => ({
        id: item.id,
        href: places.pledge(item.id),
        name: partnerName(item.partner),
        about: t('partners.pledge.brief', { count: item.count, listed: item.listed }),
        wait: <span class="waiting">{t('partners.pledge.until', { day: dayText(item.by) })}</span>,
      }),
    ),
  );

export const deliveries = (...statuses: ('BOOKED' | 'OUT')[]): Queue[] =>
  statuses.map((status) =>
    queueOf(
      'delivery',
      status,
      places.deliveries,
      () => client.read('listDeliveries', { query: { status, limit: FIRST } }),
      (item) => ({
        id: item.id,
        href: places.delivery(item.id),
        name: item.assetNumber,
        about: districtName(item.district),
        wait: <DeliveryDay delivery={item} />,
      }),
    ),
  );
