import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { readAssetFile, readAssets } from './read.ts';

/** Files of other projects, for reading where they are present; the folder stands beside the repository. */
const samples = new URL('../../../../shared/samples/bulk-devices/', import.meta.url);
const absent = !existsSync(samples);

/** Counts of accepted, doubtful and refused rows, and every doubt there is; or how the file is refused. */
const EXPECTED: Readonly<Record<string, string>> = {
  // Three laptops with maker, model and serial number, under Spanish headings.
  'eReuse__devicehub-django__placeholders1.ods': 'ods 3 0 0',
  // One laptop with everything: the machine's own columns, not the placeholder's and not its parts'.
  'eReuse__devicehub-teal__export_devices.csv': 'csv 1 0 0',
  // Which device is in which lot: a number is there, but not what it is.
  'eReuse__devicehub-teal__devices_lots.csv': 'csv 0 1 0 KIND_MISSING',
  // Lots, makers and people are no machines.
  'eReuse__devicehub-teal__lots.csv': 'NO_KNOWN_COLUMN at line 1',
  'eReuse__devicehub-teal__manufacturers.csv': 'NO_KNOWN_COLUMN at line 1',
  'snipe__snipe-it__users-sample.csv': 'NO_KNOWN_COLUMN at line 1',
  // Every model is a MacBook and every category a building trade ("Ornamental Railings"): a person must say.
  'snipe__snipe-it__assets-sample.csv': 'csv 0 22 0 KIND_UNKNOWN',
  // Counted goods without a number, of the same trades.
  'snipe__snipe-it__accessories-sample.csv': 'csv 0 3 0 KIND_UNKNOWN NO_NUMBER',
  // Twice garbled on a Macintosh: letters of no encoding from line 12 on. Read by guess, names would be wrong.
  'snipe__snipe-it__assets-sample-BAD.csv': 'WRONG_ENCODING at line 12',
  'snipe__snipe-it__assets-sample-BLANKS.csv': 'WRONG_ENCODING at line 12',
};

describe.skipIf(absent)('real lists are read or refused as they deserve', () => {
  test.each(Object.entries(EXPECTED))('%s: %s', async (name, expected) => {
    expect(await verdict(name)).toBe(expected);
  });

  test('every file is accounted for', () => {
    expect(absent ? [] : readdirSync(samples).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  test('the garbled lists are whole but for their letters: 200 rows, 17 without serial number', async () => {
    const name = 'snipe__snipe-it__assets-sample-BAD.csv';
    const ascii = readFileSync(new URL(name, samples)).map((byte) => (byte < 0x80 ? byte : 0x3f));
    const { sheet, mapping } = await readAssetFile(name, ascii);
    const { rows, doubtful, columns } = readAssets(sheet, mapping, '2026-11-24');
    expect({ rows, serials: doubtful.filter(({ asset }) => asset.serial).length }).toEqual({
      rows: 200,
      serials: 183,
    });
    expect(columns).toMatchObject({ model: 'Model name', kind: 'Category', assetTag: 'Asset Tag' });
  });
});

async function verdict(name: string): Promise<string> {
  try {
    const { sheet, mapping } = await readAssetFile(name, readFileSync(new URL(name, samples)));
    const { rows, accepted, doubtful, refused } = readAssets(sheet, mapping, '2026-11-24');
    expect(accepted.length + doubtful.length + refused.length).toBe(rows);
    const doubts = [...new Set(doubtful.flatMap(({ why }) => why))];
    return [sheet.format, accepted.length, doubtful.length, refused.length, ...doubts].join(' ');
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return `${error.code} at ${error.place}`;
  }
}
