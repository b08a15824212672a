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

/** Valued and accepted: the receipt takes its number. */
export async function accept(office: Office, id: string, giver: Giver): Promise<void> {
  const path = `/api/staff/donations/${id}`;
  const lines = received(giver).map(({ kind }) => ({
    kind,
    unitPrice: kind === 'laptop' ? 180_000 : 120_000,
  }));
  const basis = giver.kind === 'person' ? 'MARKET_PRICE' : 'BOOK_VALUE';
  const evidence = giver.kind === 'person' ? '중고 시세 3곳의 평균' : '기부자의 고정자산대장';
  await office.post('chest.kim', `${path}/valuation`, { lines, basis, evidence });
  await office.post('chest.kim', `${path}/acceptance`, {});
}
