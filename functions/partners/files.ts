import type { Objects } from '../kernel/objects.ts';
import type { Arriving } from './arriving.ts';
import type { CheckedRow, Unit } from './units.ts';

/**
 * What is too large for an item lies in the documents bucket beside the papers, written before the record that
 * names it: a file that no record names is never read.
 */
const FILES = {
  /** The head of the file: headings and first rows. */
  head: (list: string) => `lists/${list}/head.json`,
  /** Every row as it was checked, under the key of the request that checked it. */
  rows: (list: string, check: string) => `lists/${list}/rows-${check}.json`,
  /** The PCs that are imported, in the order in which they are written. */
  units: (list: string) => `lists/${list}/units.json`,
  arrival: (list: string, key: string) => `lists/${list}/arrival-${key}.json`,
} as const;

export interface Head {
  readonly header: readonly string[];
  readonly sample: readonly (readonly string[])[];
}

const TYPE = { type: 'application/json' };

export function listFiles(documents: Objects) {
  const read = async <T>(key: string): Promise<T> => {
    const bytes = await documents.get(key);
    if (!bytes) throw new Error(`documents: ${key.split('/').at(-1)} of a list is missing`);
    return JSON.parse(new TextDecoder().decode(bytes)) as T;
  };
  const write = (key: string, what: unknown) => documents.put(key, JSON.stringify(what), TYPE);
  return {
    readHead: (list: string): Promise<Head> => read(FILES.head(list)),
    writeHead: (list: string, head: Head) => write(FILES.head(list), head),
    readRows: (list: string, check: string): Promise<CheckedRow[]> => read(FILES.rows(list, check)),
    writeRows: (list: string, check: string, rows: readonly CheckedRow[]) =>
      write(FILES.rows(list, check), rows),
    readUnits: (list: string): Promise<Unit[]> => read(FILES.units(list)),
    writeUnits: (list: string, units: readonly Unit[]) => write(FILES.units(list), units),
    readArrival: (list: string, key: string): Promise<Arriving[]> => read(FILES.arrival(list, key)),
    writeArrival: (list: string, key: string, arriving: readonly Arriving[]) =>
      write(FILES.arrival(list, key), arriving),
  };
}
export type ListFiles = ReturnType<typeof listFiles>;
