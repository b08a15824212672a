import { places } from '../core/places.ts';
import { may } from '../core/session.ts';
import { knownName, nameOf, t } from '../core/words.ts';
import { printReference } from '../page/items.ts';

/** Prefix of an id → kind of record. */
const KINDS: Readonly<Record<string, string>> = {
  don: 'donation',
  dev: 'device',
  app: 'application',
  alt: 'allotment',
  dlv: 'delivery',
  per: 'person',
  plg: 'pledge',
  lst: 'list',
  aud: 'audit',
  gft: 'gift',
  grt: 'grant',
};

/** `2026-000017`: the one record that is known by a number alone. */
const receiptOf = (record: string) => /^(\d{4})-(\d{6})$/.exec(record);

/** A record as people call it: `기부 7K3M9-QX24W`, `기기 …9ZQ4KD`, `기부 영수증 2026-000017`. */
export function recordText(record: string): string {
  if (receiptOf(record)) return t('audit.named', { kind: nameOf('audit.kinds', 'receipt'), name: record });
  const kind = KINDS[record.slice(0, 3)];
  if (!kind) return record;
  const isCalled = kind === 'donation' || kind === 'application' || kind === 'gift';
  const name = isCalled ? printReference(record.slice(-10)) : `…${record.slice(-6)}`;
  return t('audit.named', { kind: knownName('audit.kinds', kind) ?? kind, name });
}

/** Where the record's page is, for who may see it. */
export function recordPlace(record: string): string | undefined {
  const receipt = receiptOf(record);
  if (receipt)
    return may('readReceipt') ? `${places.receipts}/${receipt[1]}/${Number(receipt[2])}` : undefined;
  if (record.startsWith('don_') && may('readDonation')) return places.donation(record);
  if (record.startsWith('dev_') && may('readDevice')) return places.device(record);
  if (record.startsWith('app_') && may('readApplication')) return places.application(record);
  if (record.startsWith('alt_') && may('readAllotment')) return places.allotment(record);
  if (record.startsWith('dlv_') && may('readDelivery')) return places.delivery(record);
  if (record.startsWith('plg_') && may('readPledge')) return places.pledge(record);
  if (record.startsWith('lst_') && may('readPartnerList')) return places.list(record);
  if (record.startsWith('grt_') && may('readGrant')) return places.grant(record);
  return undefined;
}

const GROUPS: Readonly<Record<string, string>> = {
  device: 'devices.status',
  donation: 'staff.donations.status',
  application: 'staff.applications.status',
  allotment: 'allotments.status',
  delivery: 'deliveries.status',
};

/** A state in words. An event may tell of another record's state: a plan's line moves its device. */
export function stateText(type: string, state: string): string {
  const own = GROUPS[type.split('.')[0] ?? ''];
  const known = [own, ...Object.values(GROUPS)].flatMap((group) => group ?? []);
  for (const group of known) {
    const words = knownName(group, state);
    if (words) return words;
  }
  return state;
}
