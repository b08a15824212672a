import { localDate } from '../kernel/clock.ts';
import { keys } from '../kernel/keys.ts';
import { sum } from '../kernel/money.ts';
import type { Write } from '../kernel/table.ts';

export interface ReceiptLine {
  readonly kind: string;
  readonly count: number;
  readonly unitPrice: number;
  readonly amount: number;
}

/** An issued receipt: append-only. Who gave is under `personId`, sealed. */
export interface Receipt {
  readonly kind: 'receipt';
  readonly issuer: string;
  readonly year: string;
  readonly number: number;
  readonly donation: string;
  readonly personId: string;
  readonly giverKind: 'person' | 'business' | 'corporation';
  /** Keyed hash of the giver's registration number, where one was given: groups what one donor gave. */
  readonly donorHash?: string;
  /** Day on which the goods were handed over, by the city's calendar: the gift's own date. */
  readonly givenOn: string;
  readonly issuedAt: string;
  readonly lines: readonly ReceiptLine[];
  readonly total: number;
  /** 10 special, 40 general, 41 religious, 42 employee shares. */
  readonly typeCode: string;
  /** Where its PDF is, or will be. */
  readonly paper: string;
}

/** The last number of a series; its item is the only place from which numbers come. */
export interface Series {
  readonly last: number;
}

/** A series runs through a calendar year of the issuer's city. */
export const seriesYear = (at: Date | string, timeZone: string): string =>
  localDate(at, timeZone).slice(0, 4);

export const padNumber = (number: number): string => String(number).padStart(6, '0');
/** `2026-000017`, as it is printed. */
export const printNumber = (receipt: { year: string; number: number }): string =>
  `${receipt.year}-${padNumber(receipt.number)}`;
export const paperKey = (year: string, number: number): string => `receipts/${year}/${padNumber(number)}.pdf`;

/**
 * Issues the receipt after `last` (사회복지공동모금회법 §18: a numbered receipt for each donation).
 * The number is taken and the receipt written in one transaction: there is no number without a receipt, and none twice.
 * `takesNumber` fails when another acceptance was quicker: read the series again and issue anew.
 */
export function issueReceipt(gift: {
  issuer: string;
  typeCode: string;
  year: string;
  last: number;
  donation: string;
  personId: string;
  giverKind: Receipt['giverKind'];
  donorHash?: string;
  givenOn: string;
  lines: readonly { kind: string; count: number; unitPrice: number }[];
  at: string;
}): { receipt: Receipt; takesNumber: Write; writes: Write[] } {
  const { issuer, year, last } = gift;
  const number = last + 1;
  const lines = gift.lines.map(({ kind, count, unitPrice }) => ({
    kind,
    count,
    unitPrice,
    amount: count * unitPrice,
  }));
  const receipt: Receipt = {
    kind: 'receipt',
    issuer,
    year,
    number,
    donation: gift.donation,
    personId: gift.personId,
    giverKind: gift.giverKind,
    ...(gift.donorHash ? { donorHash: gift.donorHash } : {}),
    givenOn: gift.givenOn,
    issuedAt: gift.at,
    lines,
    total: sum(lines.map((line) => line.amount)),
    typeCode: gift.typeCode,
    paper: paperKey(year, number),
  };
  const takesNumber: Write = {
    update: keys.series(issuer, year),
    change: { set: { kind: 'series', last: number } },
    when: last === 0 ? { absent: ['last'] } : { equals: { last } },
  };
  return {
    receipt,
    takesNumber,
    writes: [takesNumber, { put: { ...keys.receipt(issuer, year, number), ...receipt } }],
  };
}
