import type { City } from '../kernel/city.ts';
import { localDate } from '../kernel/clock.ts';
import { sum } from '../kernel/money.ts';
import { printNumber, type Receipt, type ReceiptVoid, type Series } from './domain.ts';
import type { Giver } from './form.ts';
import { FORM_WORDS, KIND_WORDS } from './form-words.ts';

/** One receipt of a year with what became of it and who it is made out to. */
export interface Entry {
  readonly receipt: Receipt;
  readonly voided?: ReceiptVoid;
  readonly giver: Giver;
}
export type Cell = string | number;
/** A file's table: titles in the filing's order, amounts as numbers (₩). */
export interface Filing {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

type Column<F extends string> = { readonly field: F; readonly title: string };
type Values<F extends string> = Readonly<Record<F, Cell>>;
type StatementField = City['filing']['statement'][number]['field'];
type SummaryField = City['filing']['summary'][number]['field'];
type DonorField = City['filing']['donors'][number]['field'];

const tableOf = <F extends string>(
  title: string,
  columns: readonly Column<F>[],
  rows: readonly Values<F>[],
): Filing => ({
  title,
  columns: columns.map((column) => column.title),
  rows: rows.map((row) => columns.map(({ field }) => row[field])),
});

const GIVERS = { person: '개인', business: '개인사업자', corporation: '법인' } as const;
const STATES = { valid: '정상', void: '취소' } as const;
const MEDIA = { paper: '종이', electronic: '전자' } as const;

const itemsOf = ({ form, lines }: Receipt): string =>
  form === 'money' ? '' : lines.map(({ kind, count }) => `${KIND_WORDS[kind] ?? kind} ${count}`).join(', ');
const quantityOf = ({ form, lines }: Receipt): Cell =>
  form === 'money' ? '' : lines.reduce((all, { count }) => all + count, 0);
const validAmount = ({ receipt, voided }: Entry): number => (voided ? 0 : receipt.total);

function statementRow({ receipt, voided, giver }: Entry, timeZone: string): Values<StatementField> {
  return {
    number: printNumber(receipt),
    issuedOn: localDate(receipt.issuedAt, timeZone),
    givenOn: receipt.givenOn,
    giverKind: GIVERS[receipt.giverKind],
    name: giver.name,
    registrationNumber: giver.number ?? '',
    address: giver.address,
    typeCode: receipt.typeCode,
    form: FORM_WORDS[receipt.form],
    items: itemsOf(receipt),
    quantity: quantityOf(receipt),
    amount: voided ? 0 : receipt.total,
    voidedAmount: voided ? receipt.total : 0,
    state: voided ? STATES.void : STATES.valid,
    voidedOn: voided ? localDate(voided.at, timeZone) : '',
    replaces: receipt.replaces ? printNumber(receipt.replaces) : '',
    medium: MEDIA[receipt.medium],
  };
}

/** The issue statement (기부금영수증 발급명세서): every number of the series, the void ones with their amount apart. */
export const statementOf = (city: City, entries: readonly Entry[], title = '발급명세서'): Filing =>
  tableOf(
    title,
    city.filing.statement,
    entries.map((entry) => statementRow(entry, city.timeZone)),
  );

const ALL = '합계';
const amounts = (entries: readonly Entry[]) => {
  const voids = entries.filter(({ voided }) => voided);
  const of = (some: readonly Entry[]) => sum(some.map(({ receipt }) => receipt.total));
  return {
    issued: entries.length,
    issuedAmount: of(entries),
    voided: voids.length,
    voidedAmount: of(voids),
    valid: entries.length - voids.length,
    validAmount: sum(entries.map(validAmount)),
  };
};

/** The summary (기부금영수증 발급합계표): a row for each kind of giver, type and form there is, and one for all. */
export function summaryOf(city: City, entries: readonly Entry[]): Filing {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { giverKind, typeCode, form } = entry.receipt;
    const key = [Object.keys(GIVERS).indexOf(giverKind), typeCode, form].join('|');
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  const rows = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, some]): Values<SummaryField> => {
      const { giverKind, typeCode, form } = (some[0] as Entry).receipt;
      return { giverKind: GIVERS[giverKind], typeCode, form: FORM_WORDS[form], ...amounts(some) };
    });
  const all = { giverKind: ALL, typeCode: '', form: '', ...amounts(entries) };
  return tableOf('발급합계표', city.filing.summary, [...rows, all]);
}

/** Two gifts are of one donor by the keyed hash of the registration number; without one, by the person's id. */
export const donorOf = ({ anonymous, donorHash, personId }: Receipt): string =>
  anonymous ? 'anonymous' : (donorHash ?? personId ?? 'anonymous');

/** The statement by donor (기부자별 발급명세): valid receipts only, each with its donor's number and sum. */
export function donorsOf(city: City, entries: readonly Entry[]): Filing {
  const donors = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.voided) continue;
    const key = donorOf(entry.receipt);
    const known = donors.get(key);
    if (known) known.push(entry);
    else donors.set(key, [entry]);
  }
  const rows = [...donors.values()].flatMap((some, i) => {
    const donorTotal = sum(some.map(validAmount));
    return some.map(
      (entry): Values<DonorField> => ({
        ...statementRow(entry, city.timeZone),
        donor: i + 1,
        donorCount: some.length,
        donorTotal,
      }),
    );
  });
  return tableOf('기부자별 발급명세', city.filing.donors, rows);
}

/** Whether the files' sums are those of the series, to the won: issued, and of these void. */
export function agrees(entries: readonly Entry[], series: Series): boolean {
  const { issued, issuedAmount, voided, voidedAmount } = amounts(entries);
  return (
    issued === series.count &&
    issuedAmount === series.total &&
    voided === series.voids &&
    voidedAmount === series.voidTotal
  );
}

/** Since the last hand-over: up to which number, and when its files were made. */
export interface HandedOver {
  readonly to: number;
  readonly filedAt: string;
}

/**
 * What is still due electronically: valid receipts beyond the last hand-over; and those handed over before that were
 * made void since, so that they are taken back there too.
 */
export function dueElectronically(entries: readonly Entry[], before: HandedOver | undefined) {
  const electronic = entries.filter(({ receipt }) => receipt.medium === 'electronic');
  const to = before?.to ?? 0;
  const issued = electronic.filter(({ receipt, voided }) => receipt.number > to && !voided);
  const takenBack = electronic.filter(
    ({ receipt, voided }) => receipt.number <= to && voided && voided.at > (before?.filedAt ?? ''),
  );
  return { issued, takenBack, total: sum(issued.map(({ receipt }) => receipt.total)) };
}
