import type { Office } from './office.ts';

interface GiftOfMoney {
  readonly name: string;
  readonly amount: number;
  readonly purpose?: 'computers' | 'internet';
  readonly organisation?: string;
  readonly wantsReceipt: boolean;
  readonly anonymous?: true;
}

/** Who announces money; the last of each wave has not transferred it yet. */
export const MONEY: readonly GiftOfMoney[] = [
  { name: '강다온', amount: 50_000, purpose: 'internet', wantsReceipt: true },
  { name: '유한결', amount: 30_000, wantsReceipt: false },
  { name: '문가람', amount: 2_000_000, purpose: 'internet', organisation: '가람소프트', wantsReceipt: true },
  { name: '서이든', amount: 100_000, purpose: 'computers', wantsReceipt: true },
  { name: '노을', amount: 10_000, purpose: 'internet', wantsReceipt: false, anonymous: true },
  { name: '하늘샘', amount: 1_200_000, purpose: 'internet', organisation: '하늘샘물산', wantsReceipt: true },
  { name: '배슬기', amount: 70_000, purpose: 'computers', wantsReceipt: true },
  { name: '진솔', amount: 20_000, wantsReceipt: false },
];

export const announce = (office: Office, gift: GiftOfMoney, i: number) =>
  office.post<{ id: string; reference: string }>(undefined, '/api/public/gifts', {
    giver: {
      kind: gift.organisation ? 'business' : 'person',
      ...(gift.organisation ? { organisation: gift.organisation } : {}),
      ...(gift.anonymous ? { anonymous: true } : {}),
      contact: { name: gift.name, email: `money${i}@example.com`, language: 'ko' },
      ...(gift.wantsReceipt
        ? { address: { postcode: '04524', street: `서울특별시 중구 세종대로 ${110 + i}` } }
        : {}),
    },
    amount: gift.amount,
    ...(gift.purpose ? { purpose: gift.purpose } : {}),
    wantsReceipt: gift.wantsReceipt,
    consents: { privacy: true, news: false },
  });

/** A line of the bank's export. */
export interface Row {
  /** `2026-11-23` */
  readonly day: string;
  readonly time: string;
  readonly what: string;
  readonly who: string;
  /** Negative: it left. */
  readonly amount: number;
}

/** An export as Korean banks make them: what it is about above the headings, newest first, the sums below. */
export function bankExport(rows: readonly Row[], opening: number): { text: string; closing: number } {
  const sum = (pick: (row: Row) => number) => rows.reduce((total, row) => total + pick(row), 0);
  let balance = opening;
  const lines = rows.map(({ day, time, what, who, amount }) => {
    balance += amount;
    const [out, came] = amount < 0 ? [-amount, 0] : [0, amount];
    return `${day.replaceAll('-', '.')} ${time},${what},${who},${out},${came},${balance}`;
  });
  const text = [
    '우리은행 거래내역조회',
    '계좌번호,1005-000-000000',
    '예금주,사회복지공동모금회 서울지회',
    '',
    '거래일시,적요,기재내용,찾으신금액(원),맡기신금액(원),거래후잔액(원)',
    ...lines.toReversed(),
    `합계,,,${sum(({ amount }) => Math.max(0, -amount))},${sum(({ amount }) => Math.max(0, amount))},`,
  ].join('\r\n');
  return { text, closing: balance };
}

/** Imports an export as a page does: read, looked at, booked until it is done. */
export async function importStatement(office: Office, fileName: string, text: string): Promise<void> {
  const id = await office.uploadStatement('chest.kim', fileName, text);
  const path = `/api/staff/statements/${id}`;
  for (let status = 'READ'; status !== 'BOOKED'; )
    ({ status } = await office.post('chest.kim', `${path}/booking`, {}));
}

/** Money that nobody announced: the first that waits is for the PCs, without a name. */
export async function assignFirst(office: Office): Promise<void> {
  const { items } = await office.get<{ items: { id: string }[] }>(
    'chest.kim',
    '/api/staff/bank-entries?status=WAITING',
  );
  const [first] = items;
  if (first)
    await office.post('chest.kim', `/api/staff/bank-entries/${first.id}/assignment`, {
      as: 'GIFT',
      purpose: 'computers',
    });
}

/** Households whose internet bill is paid for a while; the month's run is started. */
export async function payFees(office: Office, applications: readonly string[], month: string): Promise<void> {
  for (const [i, application] of applications.entries()) {
    const carrier = i % 3 === 2 ? 'lgu' : 'kt';
    await office.post('chest.kim', '/api/staff/grants', {
      application: application.slice(-10),
      carrier,
      plan: 'slim',
      customerNumber: `70${String(1_234_567 + i * 7919)}`,
      fee: 22_000,
      firstMonth: month,
      months: i % 2 ? 6 : 12,
    });
  }
  await office.post('chest.kim', '/api/staff/fee-runs', { month });
}

const MEMBERS = ['나래', '도담', '아라', '보람'];

/** Citizens who collect points and give some of them. */
export async function collectPoints(office: Office, day: string): Promise<void> {
  for (const [i, name] of MEMBERS.entries()) {
    const email = `member${i}@example.com`;
    const { number } = await office.asCitizen<{ number: string }>(email, '/api/citizen/points/membership', {
      contact: { name, email, language: 'ko' },
      consents: { privacy: true, news: false },
    });
    await office.asCitizen(email, '/api/citizen/points/survey', {
      answers: { HEARD: i % 2 ? 'SUBWAY' : 'PORTAL', MATTERS: i === 3 ? 'TRAINING' : 'PCS', AGAIN: 'YES' },
    });
    const credit = { member: number, day, evidence: `봉사확인서 2026-${String(410 + i)}` };
    await office.post('office.seo', '/api/staff/points/activities', {
      ...credit,
      activity: i % 2 ? 'LECTURE' : 'VOLUNTEERING',
      count: 1 + (i % 3),
    });
    if (i < 3)
      await office.asCitizen(email, '/api/citizen/points/gifts', {
        points: 120 + i * 180,
        purpose: i === 1 ? 'internet' : 'computers',
      });
  }
}
