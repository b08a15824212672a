import type { Giver } from './cast.ts';
import type { Office } from './office.ts';

export interface Arrived {
  readonly id: string;
  readonly assetNumber: string;
  readonly kind: 'desktop' | 'laptop';
}

const contact = (name: string, i: number) => ({
  name,
  email: `giver${i}@example.com`,
  phone: `010-0000-${String(1000 + i)}`,
  language: 'ko',
});

export const offer = (office: Office, giver: Giver, i: number) =>
  office.post<{ id: string }>(undefined, '/api/public/donations', {
    giver: {
      kind: giver.kind,
      ...(giver.organisation ? { organisation: giver.organisation } : {}),
      contact: contact(giver.name, i),
    },
    pickup: { district: giver.district, postcode: giver.postcode, street: giver.street },
    preferredDays: ['tue', 'thu'],
    items: [
      { kind: 'desktop', count: giver.computers, condition: 'works' },
      ...(giver.laptops ? [{ kind: 'laptop', count: giver.laptops, condition: 'works' }] : []),
    ],
    wantsReceipt: true,
    ...(giver.earmark ? { earmark: giver.earmark } : {}),
    consents: { privacy: true, erasure: true, news: i % 2 === 0 },
  });

const received = (giver: Giver) => [
  { kind: 'desktop', count: giver.computers },
  ...(giver.laptops ? [{ kind: 'laptop', count: giver.laptops }] : []),
];

/** An offer's way through the Chest up to the arrival of the goods. */
export async function bring(office: Office, id: string, giver: Giver, day: string): Promise<Arrived[]> {
  const path = `/api/staff/donations/${id}`;
  await office.post('chest.kim', `${path}/screening`, {});
  await office.post('chest.kim', `${path}/collection`, { day, slot: 'morning' });
  const arrived = await office.post<{ devices: Arrived[] }>('chest.kim', `${path}/arrival`, {
    received: received(giver),
  });
  return arrived.devices;
}

const MARKET = { kind: 'PRICE_COMPARISON', text: '중고 거래 3건의 평균' };
const BOOK = { kind: 'ASSET_REGISTER', text: '기부자의 고정자산대장' };

/** Valued by the rule of the giver's kind: market price, book value, or the higher of both. */
export async function value(office: Office, id: string, giver: Giver): Promise<void> {
  const market = (kind: string) => (kind === 'laptop' ? 180_000 : 120_000);
  const amounts = (kind: string) => ({
    ...(giver.kind === 'corporation' ? {} : { market: market(kind) }),
    ...(giver.kind === 'person' ? {} : { book: giver.kind === 'business' ? 90_000 : market(kind) }),
  });
  const lines = received(giver).map(({ kind }) => ({ kind, ...amounts(kind) }));
  const evidence = [
    ...(giver.kind === 'corporation' ? [] : [MARKET]),
    ...(giver.kind === 'person' ? [] : [BOOK]),
  ];
  await office.post('chest.kim', `/api/staff/donations/${id}/valuation`, { lines, evidence });
}

/** Valued and accepted: the receipt takes its number. */
export async function accept(office: Office, id: string, giver: Giver): Promise<void> {
  const path = `/api/staff/donations/${id}`;
  await value(office, id, giver);
  await office.post('chest.kim', `${path}/acceptance`, {});
}
