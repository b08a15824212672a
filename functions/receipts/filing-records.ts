import { type Key, keys } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';

/** An order of a year's files. */
export interface FilingOrder {
  readonly kind: 'filing';
  readonly id: string;
  readonly by: string;
  readonly at: string;
}

/** The files that were made for an order; append-only. */
export interface Filed {
  readonly kind: 'filed';
  readonly id: string;
  readonly at: string;
  /** Receipts up to this number are in them. */
  readonly last: number;
  readonly issued: number;
  readonly issuedAmount: number;
  readonly voided: number;
  readonly voidedAmount: number;
  readonly agrees: boolean;
  /** What they hold for the tax office's electronic system; none when nothing is due. */
  readonly electronic?: {
    /** How many hand-overs there were before: these files are for the next one, once. */
    readonly after: number;
    readonly from: number;
    readonly to: number;
    readonly count: number;
    readonly total: number;
  };
  readonly retainUntil: string;
  readonly files: readonly { readonly key: string; readonly name: string }[];
}

/** That electronic receipts were handed over, once; append-only. */
export interface HandOver {
  readonly kind: 'hand-over';
  readonly filing: string;
  /** When the files were made that were handed over. */
  readonly filedAt: string;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly total: number;
  readonly by: string;
  readonly at: string;
  readonly retainUntil: string;
}

/** A year has a few of each. */
const MOST = 500;

export async function readFilings(table: Table, issuer: string, year: string) {
  const { pk } = keys.filing(issuer, year, '');
  const [orders, filed, handOvers] = await Promise.all([
    table.part<FilingOrder & Key>(pk, 'FILING#', MOST),
    table.part<Filed & Key>(pk, 'FILED#', MOST),
    table.part<HandOver & Key>(pk, 'HANDOVER#', MOST),
  ]);
  return { orders, filed, handOvers };
}
