import type { Device } from '../devices/domain.ts';
import { type Key, keys } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';
import { readSheet } from '../kernel/tabular/read.ts';
import type { Sheet } from '../kernel/tabular/sheet.ts';
import { UnreadableFile } from '../kernel/unreadable.ts';
import type { Vault } from '../kernel/vault.ts';
import type { AssetField, AssetReading, Mapping } from './assets/asset.ts';
import { assetHeaderScore, faultOf, recogniseColumns } from './assets/columns.ts';
import { readAssets } from './assets/read.ts';
import type { LIST_FIELDS } from './contract.ts';
import { fail } from './domain.ts';
import type { Counts, List } from './list.ts';
import { devicesMarked, lookUp } from './marks.ts';
import { type CheckedRow, marksOf } from './units.ts';

/** The contract's fields are the reader's: a difference does not compile. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const same: Same<AssetField, (typeof LIST_FIELDS)[number]> = true;
void same;

/** The reader's refusal becomes the caller's: place and reason, nothing written. */
export async function openSheet(fileName: string, bytes: Uint8Array): Promise<Sheet> {
  try {
    const sheet = await readSheet(fileName, bytes, { headerScore: assetHeaderScore });
    const place = `${sheet.format === 'csv' ? 'line' : 'row'} ${sheet.header.line}`;
    // Headings that nobody knows are for a person to say; no rows at all are nothing to say.
    if (sheet.rows.length === 0)
      throw new UnreadableFile('NO_ROWS', place, 'nothing stands below the headings');
    return sheet;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw fail('UNREADABLE_FILE', {
      place: error.place,
      reason: error.code,
      words: error.reason,
    });
  }
}

export const proposeMapping = (sheet: Sheet): Mapping => recogniseColumns(sheet.header.cells);

/** @throws DomainError MAPPING_WRONG: a column that is not there, two fields in one, or none that tells of machines */
export function mustFit(sheet: Sheet, mapping: Mapping): void {
  const fault = faultOf(mapping, sheet.header.cells);
  if (fault) throw fail('MAPPING_WRONG', { fault }, [{ path: 'mapping', code: fault }]);
}

/** Every row as it was understood, in the order of the file. @param today YYYY-MM-DD in the city */
export function readRows(sheet: Sheet, mapping: Mapping, today: string): CheckedRow[] {
  const { accepted, doubtful, refused }: AssetReading = readAssets(sheet, mapping, today);
  const rows: CheckedRow[] = [
    ...accepted.map((asset) => ({ line: asset.line, verdict: 'accepted' as const, why: [], asset })),
    ...doubtful.map(({ line, why, asset }) => ({ line, verdict: 'doubtful' as const, why, asset })),
    ...refused.map(({ line, reason, field }) => ({
      ...{ line, verdict: 'refused' as const, why: [reason] },
      ...(field ? { field } : {}),
    })),
  ];
  return rows.sort((a, b) => a.line - b.line);
}

/** Rows whose tag or fingerprint a device has already become doubtful, and say which device that is. */
export async function compareWithStore(
  { table, vault }: { table: Table; vault: Vault },
  list: Pick<List, 'id' | 'partner'>,
  rows: readonly CheckedRow[],
): Promise<CheckedRow[]> {
  const marked = await Promise.all(
    rows.map(async (row) =>
      row.asset ? { ...row, marks: await marksOf(vault, list.partner, row.asset) } : row,
    ),
  );
  const bearers = await devicesMarked(table, [...new Set(marked.flatMap(({ marks = [] }) => marks))]);
  const known = await devicesThere(table, [...new Set([...bearers.values()].flat())]);
  return marked.map((row) => {
    const found = (row.marks ?? [])
      .flatMap((mark) => bearers.get(mark) ?? [])
      .map((id) => known.get(id))
      .filter((device) => device && device.list !== list.id)
      .at(-1);
    if (!found || row.verdict === 'refused') return row;
    return { ...row, verdict: 'doubtful' as const, why: [...row.why, 'KNOWN_ALREADY'], known: found };
  });
}

/** Those of the devices that are there, with their lists: what a dropped import has left behind is none. */
async function devicesThere(table: Table, ids: readonly string[]) {
  const devices = await lookUp<Device & Key>(table, ids.map(keys.device));
  const lists = [...new Set(devices.flatMap(({ origin }) => (origin ? [origin.list] : [])))];
  const states = await lookUp<List & Key>(table, lists.map(keys.list));
  const dropping = new Set(states.filter(({ status }) => status === 'DROPPING').map(({ id }) => id));
  return new Map(
    devices.flatMap(({ id, origin }) =>
      origin && !dropping.has(origin.list) ? [[id, { device: id, list: origin.list }]] : [],
    ),
  );
}

export function countRows(rows: readonly CheckedRow[]): Counts {
  const count = (verdict: CheckedRow['verdict']) => rows.filter((row) => row.verdict === verdict).length;
  return {
    rows: rows.length,
    accepted: count('accepted'),
    doubtful: count('doubtful'),
    refused: count('refused'),
  };
}
