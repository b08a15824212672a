import type * as z from 'zod';
import type { devicesContract } from '../../../functions/devices/contract.ts';
import type { donationsContract } from '../../../functions/donations/contract.ts';
import type { FollowData } from '../follow/data.ts';
import { element } from './element.ts';
import { button, type Deeds, ends, head, timeline, visit, type Words } from './follow-parts.ts';
import { type Receipt, receiptPart } from './follow-receipt.ts';
import { roadOf, WAYS } from './follow-way.ts';
import { fill } from './page-data.ts';

export type Donation = z.output<(typeof donationsContract)['routes']['followDonation']['answer']>;
export type Devices = z.output<(typeof devicesContract)['routes']['followDevices']['answer']>['items'];

/** What the giver wished, as a line: 구로구 · 지역아동센터 · 방과 후 학습. */
function wishLine(wish: NonNullable<Donation['earmark']>, { earmark, districts }: FollowData): Node {
  const { district, group, use, recipient } = wish;
  const groups: Readonly<Record<string, string>> = earmark.groups;
  const parts = [
    district && (districts[district] ?? district),
    group && (groups[group] ?? group),
    recipient,
    use,
  ];
  return element('p', 'note', `${earmark.wish}: ${parts.filter(Boolean).join(' · ')}`);
}

type Amend = typeof import('./amend.ts');

/** The giver's page: the way of the gift, then the way of each PC; no name of who received it. */
export function donationPage(
  donation: Donation,
  devices: Devices,
  receipt: Receipt | undefined,
  data: FollowData,
  deeds: Deeds,
  amend: Amend['amendPart'] | undefined,
): Node[] {
  const { show } = data;
  const { status, stages } = donation;
  // Void for good: no receipt is ahead any more, and none is promised.
  const over = receipt?.final;
  const way = WAYS.donation.filter((stop) => stop !== 'RECEIPTED' || (donation.wantsReceipt && !over));
  const said = (words: Words): Words => (over ? { ...words, RECEIPT_VOIDED: show.receiptOver } : words);
  const reason = donation.declinedBecause && (data.donation.reasons as Words)[donation.declinedBecause];
  const number = donation.registration;
  const early = ['OFFERED', 'CHANGE_ASKED', 'SCREENED', 'COLLECTION_BOOKED'].includes(status);
  return [
    ...head(show.donation, status, said(data.donation.status), data, donation.reference),
    element(
      'p',
      'follow-items',
      donation.items
        .map(({ kind, count }) => fill(data.item, { kind: data.kinds[kind], n: count }))
        .join(' · '),
    ),
    ...(number
      ? [
          element(
            'p',
            'note',
            `${fill(show.registration, { kind: data.registration[number.of], number: number.masked })} · ${show.registrationNote}`,
          ),
        ]
      : []),
    donation.earmark && status !== 'CHANGE_ASKED' && wishLine(donation.earmark, data),
    amend?.(donation, data, deeds),
    element('h2', '', show.progress),
    timeline(roadOf(way, stages, status), said(data.donation.stages), data, {
      COLLECTION_BOOKED: status === 'COLLECTION_BOOKED' && visit(show.collection, donation.collection, data),
      DECLINED: Boolean(reason) && fill(show.declined, { reason: reason ?? '' }),
    }),
    ...receiptPart(receipt, data, deeds),
    element('h2', '', show.devices),
    ...(devices.length > 0
      ? devices.map((device) => devicePart(device, data, deeds))
      : [element('p', '', show.devicesEmpty)]),
    ends(data, deeds, early && show.withdrawDonation),
  ].filter((part): part is Node => Boolean(part));
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
