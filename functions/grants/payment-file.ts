import type { City } from '../kernel/city.ts';
import { sum } from '../kernel/money.ts';
import { encodeCp949 } from './cp949.ts';
import type { Month } from './months.ts';

export type Carrier = City['fees']['carriers'][number];
type Layout = Carrier['file'];

/** One household's fee of one month, as the carrier is told of it. */
export interface Payment {
  readonly month: Month;
  readonly customerNumber: string;
  readonly amount: number;
  readonly grant: string;
  readonly district: string;
  readonly plan: string;
}

export const carrierOf = (city: City, code: string): Carrier | undefined =>
  city.fees.carriers.find((one) => one.code === code);

function encode(text: string, encoding: Layout['encoding']): Uint8Array | undefined {
  if (encoding === 'cp949') return encodeCp949(text);
  return new TextEncoder().encode(encoding === 'utf-8-bom' ? `\ufeff${text}` : text);
}

/** Carriers read these files by the delimiter alone: what would need quotes cannot be written, and is refused before. */
const BREAKS = /["\p{Cc}]/u;

/** Whether a text can stand in a cell of a carrier's file: no delimiter, no quote, no letter the encoding lacks. */
export const isWritable = ({ delimiter, encoding }: Pick<Layout, 'delimiter' | 'encoding'>, text: string) =>
  !text.includes(delimiter) && !BREAKS.test(text) && encode(text, encoding) !== undefined;

export const fileName = ({ file }: Carrier, month: Month): string => file.name.replaceAll('{month}', month);

/** The last row: the words of the pack in the first cell, the number of rows in the next, their sum under the amounts. */
function totalsRow({ columns, totals }: Layout, payments: readonly Payment[]): string[] {
  const amountAt = columns.findIndex(({ field }) => field === 'amount');
  const countAt = columns.findIndex((_, at) => at > 0 && at !== amountAt);
  return columns.map((_, at) => {
    if (at === 0) return totals ?? '';
    if (at === amountAt) return String(sum(payments.map(({ amount }) => amount)));
    return at === countAt ? String(payments.length) : '';
  });
}

/**
 * A carrier's payment file in the layout of the city pack: the same payments give the same bytes. Lines end with CRLF.
 * @throws Error naming a cell that cannot be written: the pack's fault, numbers were looked at when they were entered
 */
export function paymentFile(city: City, carrier: Carrier, payments: readonly Payment[]): Uint8Array {
  const { file, plans } = carrier;
  const [language = 'ko'] = city.languages;
  const planName = (code: string) => plans.find((plan) => plan.code === code)?.name[language] ?? code;
  const districtName = (code: string) => city.districts.find((d) => d.code === code)?.name[language] ?? code;
  const cell = (field: Layout['columns'][number], payment: Payment, line: number): string => {
    switch (field.field) {
      case 'line':
        return String(line);
      case 'fixed':
        return field.text ?? '';
      case 'plan':
        return planName(payment.plan);
      case 'district':
        return districtName(payment.district);
      case 'amount':
        return String(payment.amount);
      default:
        return payment[field.field];
    }
  };
  const rows = [
    ...(file.header ? [file.columns.map(({ title }) => title)] : []),
    ...payments.map((payment, i) => file.columns.map((column) => cell(column, payment, i + 1))),
    ...(file.totals === undefined ? [] : [totalsRow(file, payments)]),
  ];
  for (const [y, row] of rows.entries()) {
    const x = row.findIndex((text) => !isWritable(file, text));
    // The text itself may be a customer number: it is not said.
    if (x >= 0)
      throw new Error(`payment file of ${carrier.code}: row ${y + 1}, column ${x + 1} cannot be written`);
  }
  const text = rows.map((row) => `${row.join(file.delimiter)}\r\n`).join('');
  const bytes = encode(text, file.encoding);
  if (!bytes) throw new Error(`payment file of ${carrier.code}: cannot be encoded`);
  return bytes;
}
