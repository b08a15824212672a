import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

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
