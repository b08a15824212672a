import { execFile } from 'node:child_process';
import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { writeXlsx } from '../functions/kernel/tabular/write-xlsx.ts';

const script = fileURLToPath(new URL('./inspect.ts', import.meta.url));
const fixture = (name: string) =>
  fileURLToPath(new URL(`../functions/devices/readers/fixtures/${name}`, import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'inspect-'));

function inspect(...files: string[]): Promise<{ code: number; lines: unknown[]; errors: string[] }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...files], { cwd: scratch }, (error, out, err) => {
      const lines = out.split('\n').filter((line) => line !== '');
      const errors = err.split('\n').filter((line) => line !== '');
      resolve({
        code: Number(error?.code ?? 0),
        lines: lines.map((line) => JSON.parse(line) as unknown),
        errors,
      });
    });
  });
}

test('one line per file, in their order, every field on it', async () => {
  const [lshw, smartctl, nwipe] = [
    'bench-lshw.json',
    'bench-smartctl-nvme0.json',
    'bench-nwipe-dodshort.txt',
  ].map(fixture) as [string, string, string];
  const { code, lines, errors } = await inspect(lshw, smartctl, nwipe);
  expect({ code, errors }).toEqual({ code: 0, errors: [] });
  expect(lines).toMatchObject([
    {
      file: lshw,
      kind: 'device',
      format: 'lshw',
      maker: 'QEMU',
      chassis: 'virtual',
      memoryMB: 2048,
      drives: [{ serial: 'QMNVM00268' }, { sizeGB: 500 }, { sizeGB: 250 }],
    },
    {
      file: smartctl,
      kind: 'drive',
      format: 'smartctl',
      serial: 'QMNVM00268',
      sizeGB: null,
      type: 'nvme',
      health: 'good',
      reasons: [],
    },
    {
      file: nwipe,
      kind: 'erasure',
      format: 'nwipe',
      drives: Array(3).fill({ method: 'DoD Short', verified: true, result: 'erased' }),
    },
  ]);
  expect(Object.keys(lines[0] as object).slice(0, 3)).toEqual(['file', 'kind', 'format']);
});

test('an unreadable file gets one line with name, place and reason; the others are still printed', async () => {
  const cut = join(scratch, 'cut.json');
  writeFileSync(cut, '{\n  "id": "pc",\n  "class": "sys');
  const missing = join(scratch, 'missing.json');
  const good = fixture('bench-smartctl-sda.json');
  const { code, lines, errors } = await inspect(cut, missing, good, scratch, '/dev/zero');
  expect(code).toBe(1);
  expect(lines).toMatchObject([{ file: good, kind: 'drive' }]);
  expect(errors).toEqual([
    `${cut}: line 3, column 16: the JSON ends inside a string [TRUNCATED]`,
    `${missing}: file: there is no such file [NOT_A_FILE]`,
    `${scratch}: file: this is a directory [NOT_A_FILE]`,
    '/dev/zero: file: larger than 10485760 bytes [TOO_LARGE]',
  ]);
});

test('names are meant from where the person stands', async () => {
  writeFileSync(join(scratch, 'here.txt'), 'hello');
  const { code, errors } = await inspect('here.txt');
  expect(code).toBe(1);
  expect(errors).toEqual([
    'here.txt: line 1: not the output of lshw, smartctl, nwipe or dmidecode [UNKNOWN_FORMAT]',
  ]);
});

test('without files it says how it is used', async () => {
  const { code, lines, errors } = await inspect();
  expect({ code, lines }).toEqual({ code: 2, lines: [] });
  expect(errors).toEqual(['usage: npm run --silent inspect -- FILE…']);
});

function put(name: string, content: string | Uint8Array): string {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}

describe('a statement of a bank', () => {
  const MT940 =
    ':20:START\n:25:110-234-567890\n:28C:1/1\n:60F:C261126KRW1000000,\n' +
    ':61:2611271127C50000,NTRFNONREF//B-1\n:86:051?00입금?20기부 G-7K2M?32김하늘\n' +
    ':61:2611281128D1200,5NTRFNONREF\n:62F:C261128KRW1048799,5\n-\n';

  test('accounts with period, balances and entries, every field on each', async () => {
    const file = put('bank.sta', MT940);
    const { code, lines, errors } = await inspect(file);
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    const none = { currency: 'KRW', reversal: false, balance: null };
    expect(lines).toEqual([
      {
        ...{ file, kind: 'statement', format: 'mt940' },
        statements: [
          {
            ...{ account: '110-234-567890', currency: 'KRW', from: '2026-11-26', to: '2026-11-28' },
            ...{ opening: '1000000', closing: '1048799.5' },
            entries: [
              {
                ...{
                  ...none,
                  date: '2026-11-27',
                  amount: '50000',
                  text: '기부 G-7K2M',
                  counterparty: '김하늘',
                },
                ...{ reference: null, bankReference: 'B-1', place: 'line 5' },
              },
              {
                ...{ ...none, date: '2026-11-28', amount: '-1200.5', text: null, counterparty: null },
                ...{ reference: null, bankReference: null, place: 'line 7' },
              },
            ],
            pending: [],
            gaps: [],
            faults: [],
          },
        ],
      },
    ]);
    const [{ statements: [first] = [] } = {}] = lines as { statements?: object[] }[];
    expect(Object.keys(first ?? {})).toEqual(
      'account currency from to opening closing entries pending gaps faults'.split(' '),
    );
  });

  test('what contradicts itself in it is printed with it, and is no failure', async () => {
    const wrong = put('wrong.sta', MT940.replace('1048799,5', '1048799,6'));
    const { code, lines, errors } = await inspect(wrong);
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    const reason = 'opening balance and entries do not add up to the closing one';
    expect(lines).toMatchObject([
      {
        kind: 'statement',
        statements: [
          {
            ...{ opening: '1000000', closing: '1048799.6' },
            entries: [{ amount: '50000' }, { amount: '-1200.5' }],
            faults: [{ code: 'WRONG_TOTALS', place: 'line 8', reason }],
          },
        ],
      },
    ]);
  });

  test("in SWIFT's envelope it is no JSON, though it begins so", async () => {
    const envelope = '{1:F01BANKKRSEXXXX0000000000}{2:O940BANKKRSEXXXXN}{3:}{4:\n';
    const text = `${envelope}${MT940.slice(0, -2)}-}{5:}\n`;
    const { code, lines, errors } = await inspect(put('swift.txt', text));
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    expect(lines).toMatchObject([{ kind: 'statement', format: 'mt940', statements: [{ faults: [] }] }]);
  });

  test('what is wrong in it is one line with place and reason, whatever else the file could be', async () => {
    const cut = put('cut.sta', MT940.slice(0, -30));
    const impossible = put('impossible.csv', MT940.replace(':61:2611281128', ':61:2602301128'));
    const { code, lines, errors } = await inspect(cut, impossible);
    expect({ code, lines }).toEqual({ code: 1, lines: [] });
    expect(errors).toEqual([
      `${cut}: line 7: a statement ends without its closing balance [TRUNCATED]`,
      `${impossible}: line 7: a date that does not exist [NO_SUCH_DATE]`,
    ]);
  });
});

test("a bank's table and a company's list are told apart by their headings, in every direction", async () => {
  const bank = put(
    'bank.csv',
    '계좌번호,110-234-567890\n거래일시,적요,출금액,입금액,잔액\n' +
      '2026-11-28 10:00:00,수수료,500,0,149500\n2026-11-27 09:00:00,기부 G-7K2M,0,"50,000","150,000"\n',
  );
  // What a list of devices has of a statement: days, amounts, a rest.
  const list = put(
    'price-list.csv',
    '관리번호,모델명,종류,구입일,구입금액,잔액\nA-1,15Z990,노트북,2019-03-02,1200000,0\n',
  );
  const { code, lines, errors } = await inspect(bank, list);
  expect({ code, errors }).toEqual({ code: 0, errors: [] });
  expect(lines).toMatchObject([
    {
      ...{ kind: 'statement', format: 'csv' },
      statements: [
        {
          account: '110-234-567890',
          entries: [
            { date: '2026-11-27', amount: '50000', text: '기부 G-7K2M', balance: '150000' },
            { date: '2026-11-28', amount: '-500', text: '수수료', balance: '149500' },
          ],
        },
      ],
    },
    { kind: 'assets', format: 'csv', rows: 1, columns: { assetTag: '관리번호', acquired: '구입일' } },
  ]);
});

describe("a company's list of devices", () => {
  const LIST =
    '관리번호;시리얼;종류;제조사;모델명;구입일\n' +
    'A-1;LGB0042;노트북;LG전자;15Z990;2019.3.2\n' +
    'A-2;To Be Filled By O.E.M.;PC;;;2020\n' +
    'A-3;;PC;;;2026-02-30\n';

  test('its columns as recognised, its rows counted, the doubtful and the refused with line and why', async () => {
    const csv = put('list.csv', LIST);
    const cells = LIST.trim()
      .split('\n')
      .map((line) => line.split(';'));
    const xlsx = put(
      'list.xlsx',
      writeXlsx([{ name: '목록', header: cells[0] ?? [], rows: cells.slice(1) }]),
    );
    const { code, lines, errors } = await inspect(csv, xlsx);
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    const reading = {
      kind: 'assets',
      columns: {
        ...{ assetTag: '관리번호', serial: '시리얼', kind: '종류', maker: '제조사' },
        ...{ model: '모델명', acquired: '구입일' },
      },
      ...{ rows: 3, accepted: 1 },
      doubtful: [{ line: 3, why: ['SERIAL_PLACEHOLDER'] }],
      refused: [{ line: 4, reason: 'IMPOSSIBLE_DATE', field: 'acquired' }],
    };
    expect(lines).toMatchObject([
      { file: csv, format: 'csv', encoding: 'utf-8', delimiter: ';', sheet: null, ...reading },
      { file: xlsx, format: 'xlsx', encoding: null, delimiter: null, sheet: '목록', ...reading },
    ]);
    expect(Object.keys(lines[0] as object).slice(0, 8)).toEqual([
      'file',
      'kind',
      'format',
      'columns',
      'rows',
      'accepted',
      'doubtful',
      'refused',
    ]);
  });

  test('what is no list of devices, or no list that may be opened, is refused with the reason', async () => {
    const people = put('people.csv', 'First Name,Email\na,b\n');
    const locked = put(
      'locked.xlsx',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
    );
    const page = put('page.xls', '<html><table></table></html>');
    const { code, lines, errors } = await inspect(people, locked, page);
    expect({ code, lines }).toEqual({ code: 1, lines: [] });
    expect(errors).toEqual([
      `${people}: line 1: no heading names an asset number, a serial number, a maker or a model [NO_KNOWN_COLUMN]`,
      `${locked}: file: it is protected by a password [PASSWORD]`,
      `${page}: file: this is a web page or XML under the name of a table [NOT_A_SHEET]`,
    ]);
  });

  test('a file of 200 MB is refused by its size, before it is read', async () => {
    const large = put('large.csv', '');
    truncateSync(large, 200 * 1024 * 1024);
    const started = performance.now();
    const { errors } = await inspect(large);
    expect(errors).toEqual([`${large}: file: larger than 10485760 bytes [TOO_LARGE]`]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
