import { dayStart, localDate, nextDay } from '../kernel/clock.ts';
import type { DomainEvent, EventItem } from '../kernel/events.ts';
import { referenceOf } from '../kernel/ids.ts';

/** One line of the journal: what an event says, and the request that it was done under. */
export interface JournalLine extends DomainEvent {
  readonly key: string;
}

/** The line of an event: ids and codes alone; neither the answer nor the digest of the request goes along. */
export const lineOf = ({
  at,
  type,
  by,
  subject,
  from,
  to,
  district,
  refs,
  facts,
  key,
}: EventItem): JournalLine => ({
  ...{ at, type, by, subject, key },
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
  ...(district === undefined ? {} : { district }),
  ...(refs === undefined ? {} : { refs }),
  ...(facts === undefined ? {} : { facts }),
});

/** Where a line stands within each of its rooms: in the order of time, once. */
export const placeOf = ({ at, subject, key }: Pick<JournalLine, 'at' | 'subject' | 'key'>): string =>
  `${at}#${subject}#${key}`;

const ID = /^[a-z]{3}_[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const RECEIPT = /^\d{4}-\d{6}$/;

/** The name of a record's trail: people ask for offers, gifts and applications by their reference, so it is that. */
export const trailOf = (record: string): string =>
  /^(don|app|gft)_/.test(record) ? referenceOf(record) : record;

/** `2026`, `17` → `2026-000017`: a receipt is known by its year and number. */
function receiptIn({ year, number }: NonNullable<DomainEvent['facts']>): string[] {
  const isReceipt = typeof year === 'string' && /^\d{4}$/.test(year) && typeof number === 'number';
  return isReceipt ? [`${year}-${String(number).padStart(6, '0')}`] : [];
}

/**
 * Every record that an event concerns: its own, those it refers to, those its facts name. A look into the journal
 * concerns nobody but itself, or each trail would grow by being read.
 */
export function recordsIn({ type, subject, refs = {}, facts = {} }: JournalLine): string[] {
  if (type.startsWith('audit.')) return [subject];
  const named = [...Object.values(refs), ...Object.values(facts).flat()].filter(
    (value): value is string => typeof value === 'string' && (ID.test(value) || RECEIPT.test(value)),
  );
  return [...new Set([subject, ...named, ...receiptIn(facts)])];
}

/** The rooms a line stands in: the day's, one for each record, and that of whoever acted. */
export function roomsOf(line: JournalLine, timeZone: string): string[] {
  const trails = recordsIn(line).map((record) => `OF#${trailOf(record)}`);
  return [
    `DAY#${localDate(line.at, timeZone)}`,
    ...new Set(trails),
    ...(line.by.id === undefined ? [] : [`BY#${line.by.id}`]),
  ];
}

/** Asset numbers that an event gave out, with their devices. */
export function namesIn({ facts = {} }: JournalLine): [assetNumber: string, device: string][] {
  const { assetNumbers, devices } = facts;
  if (!Array.isArray(assetNumbers) || !Array.isArray(devices)) return [];
  return assetNumbers.flatMap((number, i) => (devices[i] === undefined ? [] : [[number, devices[i]]]));
}

/** What is asked of the journal. Days are the city's. */
export interface Question {
  /** Id, reference, receipt number or asset number, as `RecordName` reads it. */
  readonly record?: string | undefined;
  /** Account of a person, or a kind of actor. */
  readonly who?: string | undefined;
  /** A kind of event, `donation.accept`, or all of one kind of record, `donation`. */
  readonly what?: string | undefined;
  readonly district?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly order: 'newest' | 'oldest';
}

export const KINDS = ['anonymous', 'citizen', 'staff', 'portal', 'system'] as const;
const isKind = (who: string): boolean => KINDS.some((kind) => kind === who);

/** Which rooms answer a question, in order, and what still has to be picked from them. */
export interface Search {
  readonly rooms: readonly string[];
  /** First and last sort key that can match. */
  readonly between?: readonly [string, string];
  readonly newestFirst: boolean;
  /** Undefined = every line of the rooms is an answer. */
  readonly keep?: (line: JournalLine) => boolean;
}

function keeping(
  { who, what, district }: Question,
  roomIsTheirs: boolean,
  until: string | undefined,
): ((line: JournalLine) => boolean) | undefined {
  const tests: ((line: JournalLine) => boolean)[] = [];
  if (who !== undefined && !roomIsTheirs)
    tests.push(({ by }) => (isKind(who) ? by.kind === who : by.id === who));
  if (what !== undefined) tests.push(({ type }) => type === what || type.startsWith(`${what}.`));
  if (district !== undefined) tests.push((line) => line.district === district);
  if (until !== undefined) tests.push(({ at }) => at <= until);
  return tests.length === 0 ? undefined : (line) => tests.every((test) => test(line));
}

/** Days from one to another, both included; oldest first. */
const days = (from: string, to: string): string[] => {
  const list: string[] = [];
  for (let day = from; day <= to; day = nextDay(day)) list.push(day);
  return list;
};

/** The narrowest room that has all of the answer: a record's trail, a person's deeds, else the days themselves. */
export function searchFor(question: Question, timeZone: string, until?: string): Search {
  const { record, who, from, to, order } = question;
  const newestFirst = order === 'newest';
  const room =
    record !== undefined
      ? `OF#${trailOf(record)}`
      : who !== undefined && !isKind(who)
        ? `BY#${who}`
        : undefined;
  const keep = keeping(question, room?.startsWith('BY#') ?? false, until);
  const common = { newestFirst, ...(keep ? { keep } : {}) };
  if (room === undefined) {
    const list = from !== undefined && to !== undefined ? days(from, to) : [];
    return { rooms: (newestFirst ? list.reverse() : list).map((day) => `DAY#${day}`), ...common };
  }
  const bounded = from !== undefined || to !== undefined;
  // A sort key is longer than the instant it begins with, so the first instant of the next day is outside.
  const between = [
    from ? dayStart(from, timeZone) : '0',
    to ? dayStart(nextDay(to), timeZone) : '9',
  ] as const;
  return { rooms: [room], ...common, ...(bounded ? { between } : {}) };
}

/** That somebody asked: what for, as codes. The journal is read by few, and they are on record like everybody else. */
export const askedEvent = (
  act: { id: string; at: string; by: DomainEvent['by'] },
  type: 'audit.read' | 'audit.export',
  question: Question,
  more: Readonly<Record<string, string | number>> = {},
): DomainEvent => {
  const { order: _, ...asked } = question;
  const facts = Object.entries<string | number | undefined>({ ...asked, ...more }).filter(
    (fact): fact is [string, string | number] => fact[1] !== undefined,
  );
  return { type, subject: act.id, at: act.at, by: act.by, facts: Object.fromEntries(facts) };
};

/** Names a list for its cursor: a place in one question is no place in another. */
export const nameOf = (question: Question): string =>
  JSON.stringify(
    Object.entries(question)
      .filter(([, value]) => value !== undefined)
      .sort(),
  );
