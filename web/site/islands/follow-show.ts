import type * as z from 'zod';
import type { applicationsContract } from '../../../functions/applications/contract.ts';
import type { devicesContract } from '../../../functions/devices/contract.ts';
import type { donationsContract } from '../../../functions/donations/contract.ts';
import type { FollowData } from '../follow/data.ts';
import { element } from './element.ts';
import { MEANING, roadOf, type Stop, WAYS } from './follow-way.ts';
import { fill, find } from './page-data.ts';
import { printReference } from './ulid.ts';

type Donation = z.output<(typeof donationsContract)['routes']['followDonation']['answer']>;
type Devices = z.output<(typeof devicesContract)['routes']['followDevices']['answer']>['items'];
type Application = z.output<(typeof applicationsContract)['routes']['followApplication']['answer']>;
type Words = Readonly<Record<string, string>>;

/** What the page can do with a record it shows. */
export interface Deeds {
  openCertificate(device: string): void;
  openReceipt(): void;
  withdraw(): void;
  again(): void;
}

const button = (text: string, variant: string, deed: () => void): HTMLButtonElement => {
  const made = element('button', `button button-${variant}`, text);
  made.type = 'button';
  made.addEventListener('click', deed);
  return made;
};

const dayOf = (data: FollowData, iso: string, timeZone = data.timeZone): string =>
  new Date(iso).toLocaleDateString(data.locale, { dateStyle: 'long', timeZone });

function tag(status: keyof typeof MEANING, text: string): Node {
  const copy = find<HTMLTemplateElement>(`#tag-${MEANING[status]}`).content.cloneNode(
    true,
  ) as DocumentFragment;
  copy.firstElementChild?.append(text);
  return copy;
}

function head(
  title: string,
  status: keyof typeof MEANING,
  words: Words,
  data: FollowData,
  reference: string,
): Node[] {
  const heading = element('h1', '', title);
  heading.tabIndex = -1;
  const line = element('p', 'note', fill(data.show.reference, { reference: printReference(reference) }));
  return [tag(status, words[status] ?? status), heading, line];
}

function timeline(
  stops: readonly Stop[],
  words: Words,
  data: FollowData,
  details: Record<string, string | false>,
) {
  return element(
    'ol',
    'timeline',
    ...stops.map(({ status, at, state }) => {
      const hidden = element('span', 'visually-hidden', ` ${data.states[state]}`);
      const item = element(
        'li',
        `timeline-${state}`,
        element('p', 'timeline-title', words[status] ?? status, hidden),
      );
      if (state === 'now') item.setAttribute('aria-current', 'step');
      if (at) {
        const time = element('time', '', dayOf(data, at));
        time.dateTime = at;
        item.append(time);
      }
      const detail = details[status];
      if (detail) item.append(element('div', 'timeline-detail', detail));
      return item;
    }),
  );
}

const visit = (
  text: string,
  visit: { day: string; slot: 'morning' | 'afternoon' } | undefined,
  data: FollowData,
) => visit !== undefined && fill(text, { day: dayOf(data, visit.day, 'UTC'), slot: data.slots[visit.slot] });

/** The giver's page: the way of the gift, then the way of each PC; no name of who received it. */
export function donationPage(donation: Donation, devices: Devices, data: FollowData, deeds: Deeds): Node[] {
  const { show } = data;
  const { status, stages } = donation;
  const way = WAYS.donation.filter((stop) => stop !== 'RECEIPTED' || donation.wantsReceipt);
  const reason = donation.declinedBecause && (data.donation.reasons as Words)[donation.declinedBecause];
  const early = ['OFFERED', 'SCREENED', 'COLLECTION_BOOKED'].includes(status);
  return [
    ...head(show.donation, status, data.donation.status, data, donation.reference),
    element(
      'p',
      'follow-items',
      donation.items
        .map(({ kind, count }) => fill(data.item, { kind: data.kinds[kind], n: count }))
        .join(' · '),
    ),
    element('h2', '', show.progress),
    timeline(roadOf(way, stages, status), data.donation.stages, data, {
      COLLECTION_BOOKED: status === 'COLLECTION_BOOKED' && visit(show.collection, donation.collection, data),
      DECLINED: Boolean(reason) && fill(show.declined, { reason: reason ?? '' }),
    }),
    ...(stages.RECEIPTED || stages.ACCEPTED ? [button(show.receipt, 'secondary', deeds.openReceipt)] : []),
    element('h2', '', show.devices),
    ...(devices.length > 0
      ? devices.map((device) => devicePart(device, data, deeds))
      : [element('p', '', show.devicesEmpty)]),
    ends(data, deeds, early && show.withdrawDonation),
  ];
}

function devicePart(device: Devices[number], data: FollowData, deeds: Deeds): Node {
  const name = [data.kinds[device.kind], device.model].filter(Boolean).join(' · ');
  const place = device.district && data.districts[device.district];
  const certificate = button(data.show.certificate, 'secondary button-small', () =>
    deeds.openCertificate(device.id),
  );
  return element(
    'section',
    'follow-device',
    element('h3', '', name),
    element('p', 'note', device.assetNumber),
    timeline(roadOf(WAYS.device, device.stages, device.status), data.device.stages, data, {
      INSTALLED: Boolean(place) && fill(data.show.district, { district: place ?? '' }),
    }),
    device.certificate && certificate,
  );
}

/** The applicant's page. */
export function applicationPage(application: Application, data: FollowData, deeds: Deeds): Node[] {
  const { show } = data;
  const { status, stages } = application;
  const words = data.application;
  const reason = application.refusedBecause && (words.reasons as Words)[application.refusedBecause];
  const papers = (status === 'DOCUMENTS_NEEDED' && application.documentsWanted) || [];
  const open = ['SUBMITTED', 'DOCUMENTS_NEEDED', 'QUEUED'].includes(status);
  return [
    ...head(show.application, status, words.status, data, application.reference),
    ...(application.computers > 1
      ? [
          element(
            'p',
            'follow-items',
            fill(show.count, { n: application.computers, installed: application.installed }),
          ),
        ]
      : []),
    element('h2', '', show.progress),
    timeline(roadOf(WAYS.application, stages, status), words.stages, data, {
      INELIGIBLE: Boolean(reason) && fill(show.refused, { reason: reason ?? '' }),
      ALLOTTED: status === 'ALLOTTED' && visit(show.delivery, application.delivery, data),
    }),
    ...(papers.length > 0
      ? [
          element('h2', '', show.documents),
          element(
            'ul',
            'prose-list',
            ...papers.map((paper) => element('li', '', (words.documents as Words)[paper] ?? paper)),
          ),
          element('p', '', show.documentsHow),
        ]
      : []),
    ends(data, deeds, open && show.withdrawApplication),
  ];
}

const ends = ({ show }: FollowData, deeds: Deeds, withdraw: string | false): Node =>
  element(
    'div',
    'button-row no-print',
    button(show.again, 'quiet', deeds.again),
    withdraw && button(withdraw, 'danger', deeds.withdraw),
  );
