import { donationsOn } from '../donations/testing.ts';
import { giftsOn } from '../gifts/testing.ts';
import type { City } from '../kernel/city.ts';
import { readCity } from '../kernel/city.ts';
import { type Key, keys } from '../kernel/keys.ts';
import { serve } from '../kernel/serve.ts';
import type { Table } from '../kernel/table.ts';
import { call, fakeDependencies, movableClock, seededIds, staffActor } from '../kernel/testing.ts';
import { receiptsContract } from './contract.ts';
import { NO_SERIES, type Receipt, type ReceiptVoid, type Series } from './domain.ts';
import { receiptHandlers } from './http.ts';
import { issuePaper } from './issue-paper.ts';
import { makeFiling } from './make-filing.ts';

/** A bucket in memory. */
export function bucket() {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    async put(key: string, body: Uint8Array | string) {
      files.set(key, Buffer.from(body as Uint8Array));
    },
    readLink: async (key: string, seconds: number, fileName: string) =>
      `https://documents.example/${key}?ends=${seconds}&name=${encodeURIComponent(fileName)}`,
  };
}

type IssuerRules = Partial<City['receiptIssuer']>;

/** An office with a series of its own (another issuer for each test), driven as its callers do. */
export function receiptOffice(table: Table, issuer: string, rules: IssuerRules = {}) {
  const city = readCity({ CITY: 'seoul' });
  const clock = movableClock();
  const documents = bucket();
  const deps = {
    ...fakeDependencies({
      table,
      clock,
      ids: seededIds(clock, issuer),
      city: { ...city, receiptIssuer: { ...city.receiptIssuer, id: issuer, ...rules } },
    }),
    documents,
  };
  const donations = donationsOn(deps);
  const staffApi = serve(receiptsContract, 'staff', () => receiptHandlers(deps));
  const publicApi = serve(receiptsContract, 'public', () => receiptHandlers(deps));
  const ask = (route: string, what: Parameters<typeof call>[2]) =>
    call(staffApi, route, { staff: staffActor('chest', undefined, 'chest-2'), ...what });
  const write = (route: string, params: Record<string, string>, body: unknown, key = deps.ids.ulid()) =>
    ask(`POST /api/staff/${route}`, { params, body, key });
  const of = (number: number, year = '2026') => ({ year, number: String(number) });
  return {
    deps,
    documents,
    donations,
    gifts: giftsOn(deps),
    paper: (request: unknown) => issuePaper(deps, request),
    file: (request: unknown) => makeFiling(deps, request),
    read: (number: number, year = '2026') =>
      ask('GET /api/staff/receipts/{year}/{number}', { params: of(number, year) }),
    list: (query: Record<string, string>) => ask('GET /api/staff/receipts', { query }),
    year: (year = '2026') => ask('GET /api/staff/receipt-years/{year}', { params: { year } }),
    cancel: (number: number, reason = 'GIVER_WRONG', key?: string) =>
      write('receipts/{year}/{number}/void', of(number), { reason }, key),
    again: (number: number, key?: string) => write('receipts/{year}/{number}/reissue', of(number), {}, key),
    copy: (number: number, key?: string, year = '2026') =>
      write('receipts/{year}/{number}/copies', of(number, year), {}, key),
    request: (year = '2026', key?: string) => write('receipt-years/{year}/filings', { year }, {}, key),
    handOver: (filing: string, year = '2026') =>
      write('receipt-years/{year}/hand-overs', { year }, { filing }),
    follow: (reference: string, session: string) =>
      call(publicApi, 'GET /api/public/donations/{reference}/receipt', { params: { reference }, session }),
    followGift: (reference: string, session: string) =>
      call(publicApi, 'GET /api/public/gifts/{reference}/receipt', { params: { reference }, session }),
    /** Everything of a year as it stands in the table. */
    async books(year = '2026') {
      const { pk } = keys.receipt(issuer, year, 1);
      const [receipts, voids, series] = await Promise.all([
        table.part<Receipt & Key>(pk, 'NO#', 9999),
        table.part<ReceiptVoid & Key>(pk, 'VOID#', 9999),
        table.get<Series>(keys.series(issuer, year)),
      ]);
      return { receipts, voids, series: series ?? NO_SERIES };
    },
  };
}
export type ReceiptOffice = ReturnType<typeof receiptOffice>;
