import { writeCsv } from '../kernel/tabular/write-csv.ts';
import { writeXlsx } from '../kernel/tabular/write-xlsx.ts';

/** A table as a file; what stands in a cell is never a formula (functions/kernel/tabular). */
interface Writer {
  readonly type: string;
  write(header: readonly string[], rows: readonly (readonly string[])[], title: string): Uint8Array;
}

export const WRITERS: Readonly<Record<'csv' | 'xlsx', Writer>> = {
  csv: { type: 'text/csv; charset=utf-8', write: writeCsv },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: (header, rows, name) => writeXlsx([{ name, header, rows }]),
  },
};
