import { normaliseSerial } from '../../kernel/meaningful.ts';
import { readSheet } from '../../kernel/tabular/read.ts';
import type { Line, Sheet } from '../../kernel/tabular/sheet.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import {
  ASSET_FIELDS,
  type Asset,
  type AssetReading,
  type DoubtfulRow,
  type Mapping,
  type RefusedRow,
} from './asset.ts';
import { assetHeaderScore, recogniseColumns, tellsOfAssets } from './columns.ts';
import { readRow } from './row.ts';

/**
 * Reads a company's list of devices from a file, with the columns as their names tell.
 * @throws UnreadableFile whatever the bytes are; NO_KNOWN_COLUMN, NO_ROWS when it is a table of something else
 */
export async function readAssetFile(
  name: string,
  bytes: Uint8Array,
): Promise<{ sheet: Sheet; mapping: Mapping }> {
  const sheet = await readSheet(name, bytes, { headerScore: assetHeaderScore });
  const mapping = recogniseColumns(sheet.header.cells);
  const place = `${sheet.format === 'csv' ? 'line' : 'row'} ${sheet.header.line}`;
  const fault = tellsOfAssets(mapping)
    ? sheet.rows.length === 0 && new UnreadableFile('NO_ROWS', place, 'nothing stands below the headings')
    : new UnreadableFile(
        'NO_KNOWN_COLUMN',
        place,
        'no heading names an asset number, a serial number, a maker or a model',
      );
  if (!fault) return { sheet, mapping };
  fault.file = name;
  throw fault;
}

/**
 * Understands a list's rows by a mapping, the recognised one or a person's.
 * @param today YYYY-MM-DD, after which nothing can have been bought
 */
export function readAssets(sheet: Sheet, mapping: Mapping, today?: string): AssetReading {
  const refused: RefusedRow[] = [];
  const understood: { asset: Asset; why: DoubtfulRow['why'][number][] }[] = [];
  const totals: number[] = [];
  for (const row of sheet.rows) {
    if (isTotal(row)) totals.push(row.line);
    else if (hasOtherWidth(row, sheet)) refused.push({ line: row.line, reason: 'WRONG_COLUMN_COUNT' });
    else {
      const read = readRow(row, mapping, today);
      if ('refused' in read) refused.push(read.refused);
      else understood.push(read);
    }
  }
  markDoubles(understood);
  return {
    columns: headingsOf(sheet, mapping),
    rows: sheet.rows.length - totals.length,
    accepted: understood.filter(({ why }) => why.length === 0).map(({ asset }) => asset),
    doubtful: understood
      .filter(({ why }) => why.length > 0)
      .map(({ asset, why }) => ({ line: asset.line, why, asset })),
    refused,
    totals,
  };
}

/** `합계 | | | 35`: the sum below a list. A machine would have more to say than a number. */
function isTotal({ cells }: Line): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return (
    /^(?:합\s*계|총\s*계|소\s*계|누\s*계|계|총\s*수량|(?:grand |sub)?total)\s*:?$/i.test(filled[0] ?? '') &&
    filled.slice(1).every((cell) => /^[\d.,\s]+(?:대|개|원)?$/.test(cell))
  );
}

/** In a CSV file a missing or extra delimiter moves every cell behind it into another column. */
function hasOtherWidth({ cells }: Line, { format, header }: Sheet): boolean {
  if (cells.length > header.cells.length) return cells.slice(header.cells.length).some((cell) => cell !== '');
  return format === 'csv' && cells.length < header.cells.length;
}

function headingsOf({ header }: Sheet, mapping: Mapping): AssetReading['columns'] {
  const known = ASSET_FIELDS.flatMap((field) => {
    const column = mapping[field];
    return column === undefined ? [] : [[field, header.cells[column] ?? ''] as const];
  });
  return Object.fromEntries(known);
}

/** Which of two rows is the right one only a person can say: both are marked, each with the other's line. */
function markDoubles(rows: readonly { asset: Asset; why: DoubtfulRow['why'][number][] }[]): void {
  const mark = (
    code: 'SAME_TAG' | 'SAME_SERIAL' | 'SAME_MACHINE',
    keyOf: (asset: Asset) => string | undefined,
  ) => {
    const groups = Map.groupBy(rows, ({ asset }) => keyOf(asset) || undefined);
    for (const [key, group] of groups) {
      if (key === undefined || group.length < 2) continue;
      for (const [at, { asset, why }] of group.entries()) {
        const other = group[at === 0 ? 1 : 0]?.asset;
        if (!other) continue;
        if (code === 'SAME_SERIAL' && asset.fingerprint === other.fingerprint) continue;
        why.push(`${code}:${other.line}`);
      }
    }
  };
  mark('SAME_TAG', ({ assetTag }) => assetTag?.toUpperCase().replace(/\s/g, ''));
  mark('SAME_MACHINE', (asset) => asset.fingerprint);
  mark('SAME_SERIAL', ({ serial }) => serial && normaliseSerial(serial));
}
