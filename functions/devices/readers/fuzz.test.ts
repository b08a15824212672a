import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effortOf } from '../../../test/support/effort.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { LARGEST_FILE } from './decode.ts';
import { readFile } from './read.ts';

const folder = new URL('./fixtures/', import.meta.url);
const fixtures = readdirSync(folder).map((name) => new Uint8Array(readFileSync(new URL(name, folder))));
const fixture = fc.constantFrom(...fixtures);

/** A reading or a stated refusal, and nothing else. */
function outcomeOf(bytes: Uint8Array): string {
  try {
    const reading = readFile('fuzz', bytes);
    JSON.stringify(reading);
    return reading.kind;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    expect(error.place).not.toBe('');
    expect(error.reason).not.toMatch(/\n|undefined|\bat .*:\d+:\d+/);
    return error.code;
  }
}

describe('whatever the bytes are, the answer is a reading or a stated refusal', () => {
  test('arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => void outcomeOf(bytes)),
      { numRuns: 500 },
    );
  });

  test('arbitrary JSON in the shape of a device', () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const node = fc.record(
      {
        id: fc.constant('pc'),
        class: fc.constantFrom('system', 'disk', 'storage', 'memory'),
        children: value,
        size: value,
        serial: value,
        logicalname: value,
        configuration: value,
        capabilities: value,
      },
      { requiredKeys: ['id', 'class'] },
    );
    const drive = fc.record(
      {
        device: fc.record({ protocol: fc.constantFrom('ATA', 'NVMe', 'SCSI') }),
        serial_number: value,
        model_name: value,
        user_capacity: value,
        smart_status: value,
        ata_smart_attributes: fc.record({ table: value }),
        nvme_smart_health_information_log: value,
        rotation_rate: value,
        smartctl: value,
      },
      { requiredKeys: ['device'] },
    );
    fc.assert(
      fc.property(
        fc.oneof(node, drive),
        (document) => void outcomeOf(new TextEncoder().encode(JSON.stringify(document))),
      ),
      { numRuns: 500 },
    );
  });

  test('fixtures cut anywhere', () => {
    fc.assert(
      fc.property(fixture, fc.nat(), (bytes, cut) => void outcomeOf(bytes.slice(0, cut % bytes.length))),
      { numRuns: 600 },
    );
  });

  test('fixtures with bytes changed, doubled and left out', () => {
    const change = fc.record({
      at: fc.nat(),
      skip: fc.nat({ max: 40 }),
      put: fc.uint8Array({ maxLength: 12 }),
    });
    fc.assert(
      fc.property(fixture, fc.array(change, { minLength: 1, maxLength: 6 }), (bytes, changes) => {
        let mutated = bytes;
        for (const { at, skip, put } of changes) {
          const start = at % (mutated.length + 1);
          mutated = new Uint8Array([...mutated.slice(0, start), ...put, ...mutated.slice(start + skip)]);
        }
        outcomeOf(mutated);
      }),
      { numRuns: 400 },
    );
  });

  test('no cut of a real erasing log makes a drive erased that is not erased in the whole log', () => {
    const text = readFileSync(new URL('bench-nwipe-readonly.txt', folder), 'utf8');
    fc.assert(
      fc.property(fc.nat({ max: text.length }), (cut) => {
        try {
          const reading = readFile('cut', new TextEncoder().encode(text.slice(0, cut)));
          if (reading.kind !== 'erasure') throw new Error('read as something else');
          const erased = reading.drives.filter((drive) => drive.result === 'erased');
          expect(erased.every((drive) => drive.serial === 'QMHDD00417')).toBe(true);
        } catch (error) {
          if (!(error instanceof UnreadableFile)) throw error;
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('files made to exhaust the reader end quickly', () => {
  const fill = (unit: string) => unit.repeat(Math.floor(LARGEST_FILE / unit.length));
  const line = '[2026/01/01 10:00:00]  notice: ';
  test.each<[string, string]>([
    ['brackets', fill('[')],
    ['objects in objects', fill('{"a":')],
    [
      'nodes in nodes',
      `{"id":"a","class":"system","children":[${fill('{"id":"a","class":"bus","children":[').slice(0, -100)}`,
    ],
    ['one endless string', `{"a":"${fill('x').slice(10)}`],
    ['one endless number', `[${fill('9').slice(2)}]`],
    ['escapes', `["${fill('\\u0041').slice(4)}`],
    ['many documents', fill('{} ')],
    ['one endless log line', `${line}Found /dev/sda, ${fill('ATA, ').slice(100)}`],
    ['as many log lines as fit', fill(`${line}1 bytes written to /dev/sda\n`)],
    [
      'as many drives as fit',
      Array.from({ length: 120_000 }, (_, at) => `${line}Found /dev/sd${at}, ATA, X, 1 GB, S/N=A${at}`).join(
        '\n',
      ),
    ],
    [
      'as many runs as fit',
      fill(`${line}Found /dev/sda, ATA, X, 1 GB, S/N=A\n${line}Invoking method 'X' on /dev/sda\n`),
    ],
    [
      'table rows',
      fill(`${line}Found /dev/sda, ATA, X, 1 GB, S/N=A\n       sda | Erased |  80 MB/s | 02:13:09 | X/A\n`),
    ],
    [
      'attribute rows',
      `smartctl 7.4 x\n${fill('  5 Reallocated_Sector_Ct   0x0033   100   100   036    Pre-fail  Always       -       0\n').slice(0, -200)}`,
    ],
    ['spaces in a row', `smartctl 7.4 x\n${fill('  5 R 0x0033 ').slice(100)}`],
    ['DMI structures', fill('Handle 0x0001, DMI type 1, 27 bytes\n\tSerial Number: A\n')],
  ])('%s', async (_name, text) => {
    const bytes = new TextEncoder().encode(text);
    expect(bytes.length).toBeGreaterThan(LARGEST_FILE / 2);
    // A Lambda has seconds.
    expect(await effortOf(() => outcomeOf(bytes))).toBeLessThan(5_000);
  });
});
