import type { City } from '../kernel/city.ts';
import { localDate } from '../kernel/clock.ts';
import { type Key, keys, queue } from '../kernel/keys.ts';
import { sum } from '../kernel/money.ts';
import type { Table, Write } from '../kernel/table.ts';
import { mediumOf, type Standing, seriesKeys, standingOf } from './series.ts';

export * from './series.ts';

export interface ReceiptLine {
  readonly kind: string;
  readonly count: number;
  readonly unitPrice: number;
  readonly amount: number;
  /** Where the lines of one receipt are of several days (points). */
  readonly givenOn?: string;
}
export interface Numbered {
  readonly year: string;
  readonly number: number;
}

/** An issued receipt: append-only. Who gave is under `personId`, sealed. */
export interface Receipt extends Numbered {
  readonly kind: 'receipt';
  readonly issuer: string;
  /** Id of the gift: `don_…` (goods) or `gft_…` (money, points). */
  readonly gift: string;
  /** Nobody knows who gave: there is none, and the receipt is anonymous. */
  readonly personId?: string;
  readonly giverKind: 'person' | 'business' | 'corporation';
  /** Keyed hash of the giver's registration number, where one was given: groups what one donor gave. */
  readonly donorHash?: string;
  /** Day on which the goods were handed over, by the city's calendar: the gift's own date. */
  readonly givenOn: string;
  readonly issuedAt: string;
  /** Goods, or money. */
  readonly form: 'in-kind' | 'money';
  readonly lines: readonly ReceiptLine[];
  readonly total: number;
  /** 10 special, 40 general, 41 religious, 42 employee shares. */
  readonly typeCode: string;
  /** Electronic: issued through the tax office's system; no paper may double it. Decided with the number. */
  readonly medium: 'paper' | 'electronic';
  /** The void receipt in whose place it stands. */
  readonly replaces?: Numbered;
  /** Made out to nobody, kept by the Chest (사회복지공동모금회법 §18). */
  readonly anonymous?: true;
  /** Last day for which it must be kept, by the city's calendar. */
  readonly retainUntil: string;
  /** Where its PDF is, or will be. */
  readonly paper: string;
}

/** A series runs through a calendar year of the issuer's city. */
export const seriesYear = (at: Date | string, timeZone: string): string =>
  localDate(at, timeZone).slice(0, 4);

export const padNumber = (number: number): string => String(number).padStart(6, '0');
/** `2026-000017`, as it is printed. */
export const printNumber = (receipt: Numbered): string => `${receipt.year}-${padNumber(receipt.number)}`;
/** @param mark VOID or COPY-003: a paper of its own beside the first */
export const paperKey = (year: string, number: number, mark?: string): string =>
  `receipts/${year}/${padNumber(number)}${mark ? `-${mark.toLowerCase()}` : ''}.pdf`;

/** The same day so many years later; 29 February becomes 1 March. */
export function yearsLater(day: string, years: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year + years, month - 1, date)).toISOString().slice(0, 10);
}

/** What a receipt says of a gift. */
export interface Gift {
  /** Its id. */
  readonly gift: string;
  readonly personId?: string | undefined;
  readonly giverKind: Receipt['giverKind'];
  readonly givenOn: string;
  readonly form: Receipt['form'];
  readonly lines: readonly Omit<ReceiptLine, 'amount'>[];
  readonly anonymous?: true | undefined;
  readonly donorHash?: string | undefined;
  readonly replaces?: Numbered | undefined;
}

/** What receipts read of a gift of goods (owned by donations). */
export interface GivenGoods {
  readonly id: string;
  readonly personId: string;
  readonly giverKind: Receipt['giverKind'];
  readonly anonymous?: true;
  readonly donorHash?: string;
  readonly valuation?: { readonly lines: Gift['lines'] };
  readonly voided?: Numbered;
}

/** @param givenOn day on which the goods were handed over */
export const giftOf = (goods: GivenGoods, givenOn: string): Gift => ({
  gift: goods.id,
  personId: goods.personId,
  giverKind: goods.giverKind,
  givenOn,
  form: 'in-kind',
  lines: goods.valuation?.lines ?? [],
  anonymous: goods.anonymous,
  donorHash: goods.donorHash,
  replaces: goods.voided && { year: goods.voided.year, number: goods.voided.number },
});

/** Where receipts are looked for that are not found by number: each stands in one of these lists, or in none. */
const listOf = (receipt: Receipt): string | undefined =>
  receipt.anonymous ? 'ANONYMOUS' : receipt.medium === 'electronic' ? 'ELECTRONIC' : undefined;
export const receiptPlace = (year: string, number: number, list: string) => ({
  q: queue('RCP', year, list),
  qs: padNumber(number),
});

function receiptOf(city: City, standing: Standing, gift: Gift, at: string): Receipt {
  const { receiptIssuer: issuer, timeZone, retention } = city;
  const { year } = standing;
  const number = standing.series.last + 1;
  const lines = gift.lines.map(({ kind, count, unitPrice, givenOn }) => ({
    ...{ kind, count, unitPrice },
    amount: count * unitPrice,
    ...(givenOn ? { givenOn } : {}),
  }));
  const total = sum(lines.map((line) => line.amount));
  return {
    kind: 'receipt',
    issuer: issuer.id,
    year,
    number,
    gift: gift.gift,
    ...(gift.personId ? { personId: gift.personId } : {}),
    giverKind: gift.giverKind,
    ...(gift.donorHash ? { donorHash: gift.donorHash } : {}),
    givenOn: gift.givenOn,
    issuedAt: at,
    form: gift.form,
    lines,
    total,
    typeCode: issuer.typeCode,
    // Nobody's receipt cannot be issued through the tax office, which asks for whose it is.
    medium: gift.anonymous ? 'paper' : mediumOf(issuer, standing, total),
    ...(gift.replaces ? { replaces: gift.replaces } : {}),
    ...(gift.anonymous ? { anonymous: true } : {}),
    ...(gift.donorHash ? { donorHash: gift.donorHash } : {}),
    retainUntil: yearsLater(localDate(at, timeZone), retention.receiptYears),
    paper: paperKey(year, number),
  };
}

/**
 * Issues the receipt that follows in its series (사회복지공동모금회법 §18: a numbered receipt for each donation).
 * The number is taken, the totals moved and the receipt written in one transaction: there is no number without a
 * receipt, none twice, and no total that does not hold. A write of `takesNumber` fails when another acceptance or
 * a voiding was quicker: read the series again and issue anew.
 */
export function issueReceipt(
  city: City,
  standing: Standing,
  gift: Gift,
  at: string,
): { receipt: Receipt; takesNumber: Write[]; writes: Write[] } {
  const { id } = city.receiptIssuer;
  const { year, series, previous } = standing;
  const receipt = receiptOf(city, standing, gift, at);
  const list = listOf(receipt);
  const { last, count, total, voids, voidTotal } = series;
  const takesNumber: Write[] = [
    {
      update: keys.series(id, year),
      change: {
        set: {
          kind: 'series',
          last: last + 1,
          count: count + 1,
          total: sum([total, receipt.total]),
          // The first of the year starts the counters of the void too.
          ...(last === 0 ? { voids, voidTotal } : {}),
        },
      },
      when: last === 0 ? { absent: ['last'] } : { equals: { last, voids } },
    },
  ];
  // The year before decides the medium: it must still stand as it was read.
  if (city.receiptIssuer.electronicBasis === 'previous-year')
    takesNumber.push({
      check: keys.series(id, String(Number(year) - 1)),
      when:
        previous.last === 0 ? { exists: false } : { equals: { last: previous.last, voids: previous.voids } },
    });
  const put: Key & Record<string, unknown> = {
    ...keys.receipt(id, year, receipt.number),
    ...receipt,
    ...(list ? receiptPlace(year, receipt.number, list) : {}),
  };
  const { replaces } = gift;
  return {
    receipt,
    takesNumber,
    writes: [
      ...takesNumber,
      { put },
      ...(replaces
        ? [
            {
              put: {
                ...keys.receiptNext(id, replaces.year, replaces.number),
                kind: 'receipt-next',
                year,
                number: receipt.number,
              },
            },
          ]
        : []),
    ],
  };
}

export const VOID_REASONS = [
  'GIVER_WRONG',
  'VALUE_WRONG',
  'GOODS_WRONG',
  'ISSUED_TWICE',
  'GIFT_RETURNED',
  'OTHER',
] as const;
export type VoidReason = (typeof VOID_REASONS)[number];
/** After these nothing is issued again: the gift is no gift, or has its receipt. */
export const endsGift = (reason: VoidReason): boolean =>
  reason === 'ISSUED_TWICE' || reason === 'GIFT_RETURNED';

/** That a receipt is void: an item beside it, for the receipt itself is never changed. */
export interface ReceiptVoid extends Numbered {
  readonly kind: 'receipt-void';
  readonly gift: string;
  readonly reason: VoidReason;
  /** Written by the office for itself. */
  readonly note?: string;
  /** Staff id. */
  readonly by: string;
  readonly at: string;
  readonly total: number;
  readonly retainUntil: string;
}

/** Makes a receipt void. Its number stays taken; its amount is counted among the void in the same transaction. */
export function voidReceipt(
  city: City,
  receipt: Receipt,
  why: { reason: VoidReason; note?: string | undefined; by: string; at: string },
): { voided: ReceiptVoid; writes: Write[] } {
  const { id } = city.receiptIssuer;
  const { year, number, total } = receipt;
  const kept = yearsLater(localDate(why.at, city.timeZone), city.retention.receiptYears);
  const voided: ReceiptVoid = {
    kind: 'receipt-void',
    year,
    number,
    gift: receipt.gift,
    reason: why.reason,
    ...(why.note ? { note: why.note } : {}),
    by: why.by,
    at: why.at,
    total,
    retainUntil: kept,
  };
  return {
    voided,
    writes: [
      { put: { ...keys.receiptVoid(id, year, number), ...voided, ...receiptPlace(year, number, 'VOID') } },
      {
        update: keys.series(id, year),
        change: { add: { voids: 1, voidTotal: total } },
        when: { exists: true },
      },
    ],
  };
}

/** The series as it stands at this moment, for a receipt that is issued in the same attempt. */
export async function readStanding(table: Table, city: City, at: string): Promise<Standing> {
  const year = seriesYear(at, city.timeZone);
  return standingOf(city, year, await table.getAll<Key>(seriesKeys(city, year), { consistent: true }));
}

/** The receipt that stands for a gift; undefined when there is none, or it was made void. */
export const readReceiptOf = (
  table: Table,
  city: City,
  { receipt }: { readonly receipt?: Numbered },
): Promise<Receipt | undefined> =>
  receipt
    ? table.get<Receipt>(keys.receipt(city.receiptIssuer.id, receipt.year, receipt.number))
    : Promise.resolve(undefined);
