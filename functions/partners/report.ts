import type { City } from '../kernel/city.ts';
import { type Counts, FIGURES, type PartnerFigures } from './figures.ts';

type Language = 'ko' | 'en';
type Format = 'csv' | 'xlsx';

/** Headings of the file: who opens it has no page beside it. */
const WORDS: Readonly<
  Record<Language, Readonly<Record<(typeof FIGURES)[number] | 'partner' | 'total' | 'title', string>>>
> = {
  ko: {
    ...{ title: '후원 기업별 현황', partner: '후원 기업', total: '합계' },
    ...{ pledged: '약속', registered: '등록', received: '도착', rejected: '받지 않음', delivered: '전달' },
  },
  en: {
    ...{ title: 'Figures per partner', partner: 'Partner', total: 'Total' },
    ...{
      pledged: 'Pledged',
      registered: 'Registered',
      received: 'Received',
      rejected: 'Rejected',
      delivered: 'Delivered',
    },
  },
};

export const FILE_TYPES: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The partners' figures as a file, with a row of totals. The writers are loaded when one is asked for. */
export async function reportFile(
  { items, total }: { items: readonly PartnerFigures[]; total: Counts },
  city: City,
  language: Language,
  format: Format,
): Promise<Uint8Array> {
  const words = WORDS[language];
  const nameOf = (id: string) => city.partners.find((one) => one.id === id)?.name[language] ?? id;
  const header = [words.partner, ...FIGURES.map((name) => words[name])];
  const rows = items.map((item) => [nameOf(item.partner), ...FIGURES.map((name) => item[name])]);
  const totals = [words.total, ...FIGURES.map((name) => total[name])];
  if (format === 'csv') {
    const { writeCsv } = await import('../kernel/tabular/write-csv.ts');
    return writeCsv(header, [...rows, totals]);
  }
  const { writeXlsx } = await import('../kernel/tabular/write-xlsx.ts');
  return writeXlsx([{ name: words.title, header, rows, totals }]);
}
