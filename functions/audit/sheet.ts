import { type City, districtOf } from '../kernel/city.ts';
import { printReference, referenceOf } from '../kernel/ids.ts';
import type { JournalLine } from './domain.ts';
import en from './words/en.json' with { type: 'json' };
import ko from './words/ko.json' with { type: 'json' };

export type Language = 'ko' | 'en';

const EVENTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { ko, en };
const WORDS = {
  ko: {
    title: '감사기록',
    columns: [
      ...[
        '일시',
        '처리 내용',
        '처리 코드',
        '처리한 사람',
        '이름',
        '계정',
        '기록',
        '접수번호',
        '이전 상태',
        '이후 상태',
      ],
      ...['자치구', '자치구 코드', '관련 기록', '세부 내용', '요청 번호'],
    ],
    kinds: { anonymous: '신청인', citizen: '시민', staff: '담당자', portal: '포털', system: '시스템' },
  },
  en: {
    title: 'Audit trail',
    columns: [
      ...[
        'Time',
        'What',
        'Code',
        'Who',
        'Name',
        'Account',
        'Record',
        'Reference',
        'State before',
        'State after',
      ],
      ...['District', 'District code', 'Other records', 'Details', 'Request'],
    ],
    kinds: { anonymous: 'Applicant', citizen: 'Citizen', staff: 'Staff', portal: 'Portal', system: 'System' },
  },
} as const;

/** `device=dev_…; lines=3`. */
const pairs = (facts: Readonly<Record<string, unknown>> = {}): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name}=${Array.isArray(value) ? value.join(' ') : value}`)
    .join('; ');

/** Instants as the city's clock showed them, `2026-11-23 10:00:05`, which a spreadsheet sorts. */
function clockOf(timeZone: string): (at: string) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return (at) => format.format(new Date(at));
}

/**
 * The lines as a table, a row each, with words and codes beside each other.
 * @param names account → name of those members of staff who are known by name
 */
export function tableOf(
  lines: readonly JournalLine[],
  city: City,
  language: Language,
  names: ReadonlyMap<string, string> = new Map(),
): { title: string; header: readonly string[]; rows: string[][] } {
  const { title, columns, kinds } = WORDS[language];
  const clock = clockOf(city.timeZone);
  const row = (line: JournalLine): string[] => {
    const { at, type, by, subject, from, to, district, refs, facts, key } = line;
    const place = district === undefined ? undefined : districtOf(city, district)?.name;
    return [
      clock(at),
      EVENTS[language][type.replace('.', '_')] ?? type,
      type,
      kinds[by.kind],
      names.get(by.id ?? '') ?? '',
      by.id ?? '',
      subject,
      /^(don|app|gft)_/.test(subject) ? printReference(referenceOf(subject)) : '',
      from ?? '',
      to ?? '',
      place?.[language] ?? '',
      district ?? '',
      pairs(refs),
      pairs(facts),
      key,
    ];
  };
  return { title, header: columns, rows: lines.map(row) };
}
