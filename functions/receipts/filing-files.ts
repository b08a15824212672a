import { writeCsv } from '../kernel/tabular/write-csv.ts';
import { writeXlsx } from '../kernel/tabular/write-xlsx.ts';
import type { Filing } from './filing.ts';

export interface FiledFile {
  readonly name: string;
  readonly title: string;
  readonly extension: 'csv' | 'xlsx';
  readonly type: string;
  readonly body: Uint8Array;
}

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

const bodyOf = ({ title, columns, rows }: Filing, extension: keyof typeof TYPES): Uint8Array =>
  extension === 'csv' ? writeCsv(columns, rows) : writeXlsx([{ name: title, header: columns, rows }]);

/** Each table as CSV (UTF-8 with BOM, as Excel in Korea opens it) and as XLSX: `statement-2026.csv`. */
export function writeFiles(tables: Readonly<Record<string, Filing>>, year: string): FiledFile[] {
  return Object.entries(tables).flatMap(([name, table]) =>
    (['csv', 'xlsx'] as const).map((extension) => ({
      name: `${name}-${year}.${extension}`,
      title: table.title.replaceAll(' ', ''),
      extension,
      type: TYPES[extension],
      body: bodyOf(table, extension),
    })),
  );
}
