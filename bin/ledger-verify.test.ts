import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transferOf } from '../functions/ledger/domain.ts';
import { type Entry, entryAfter, NO_CHAIN, pageText } from '../functions/ledger/entry.ts';
import { NO_SUMS, shownSums, withTransfer } from '../functions/ledger/sums.ts';
import { anOrder, SEOUL, ulidAt } from '../functions/ledger/testing.ts';
import { verify } from './ledger-verify.ts';

const DAYS = ['2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02'];
const transfers = fc.sample(anOrder, { numRuns: 24, seed: 7 }).map((order, n) => {
  const at = `${DAYS[Math.floor(n / 6)]}T03:00:00.000Z`;
  return transferOf(ulidAt(at, n), order, { at, timeZone: SEOUL });
});
const entries: Entry[] = [];
for (const transfer of transfers) entries.push(entryAfter(entries.at(-1) ?? NO_CHAIN, transfer));
/** Four pages of six: two a month. */
const pages = [0, 6, 12, 18].map((from, page) => ({
  name: `data/ledger/${page < 2 ? '2026-11' : '2026-12'}/${(page % 2) + 1}.csv`,
  text: pageText(entries.slice(from, from + 6)),
}));
const monthOf = (month: string) => {
  const of = entries.filter((entry) => entry.month === month);
  const [first, last] = [of[0], of.at(-1)];
  const sums = transfers.filter((_, i) => entries[i]?.month === month).reduce(withTransfer, NO_SUMS);
  return {
    month,
    first: first?.number,
    last: last?.number,
    digest: last?.digest,
    pages: 2,
    ...shownSums(sums),
  };
};
const total = { ...shownSums(transfers.reduce(withTransfer, NO_SUMS)), digest: entries.at(-1)?.digest };
const index = {
  name: 'data/ledger.json',
  text: JSON.stringify({ asOf: 'x', total, months: [monthOf('2026-12'), monthOf('2026-11')] }),
};
const whats = (files: Parameters<typeof verify>[0]) =>
  verify(files).faults.map(({ file, line, what }) => `${file}:${line} ${what}`);

describe('what holds', () => {
  test('all pages in any order, and a line a month', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...pages, index], { minLength: 5 }), (files) => {
        expect(whats(files)).toEqual([]);
      }),
    );
    const { report } = verify([...pages, index]);
    expect(report).toHaveLength(2);
    expect(report[0]).toContain('2026-11  entries 1–12 (12)');
    expect(report[1]).toContain(`digest ${entries.at(-1)?.digest}`);
  });

  test('a month alone holds by itself, and says upon what it stands', () => {
    const { faults, report } = verify(pages.slice(2));
    expect(faults).toEqual([]);
    expect(report[0]).toContain(`upon ${entries[11]?.digest}`);
  });

  test('pages that were renamed', () => {
    expect(whats(pages.map(({ text }, i) => ({ name: `${i}.csv`, text })))).toEqual([]);
  });
});

describe('where it breaks', () => {
  const [one, two, three, four] = pages as [
    (typeof pages)[0],
    (typeof pages)[0],
    (typeof pages)[0],
    (typeof pages)[0],
  ];
  const changed = (page: typeof one, change: (lines: string[]) => string[]) => ({
    ...page,
    text: `${change(page.text.split('\n').slice(0, -1)).join('\n')}\n`,
  });
  const field = (line: number, column: number, to: string) => (lines: string[]) =>
    lines.map((text, i) =>
      i + 1 === line
        ? text
            .split(',')
            .map((cell, c) => (c === column ? to : cell))
            .join(',')
        : text,
    );

  test.each([
    ['another amount', field(3, 6, '1'), /1\.csv:3 entry 2: its digest should be [0-9a-f]{64}$/],
    ['an amount of nothing', field(3, 6, '0'), /1\.csv:3 not an entry/],
    ['a day that there is not', field(3, 2, '2026-02-30'), /1\.csv:3 entry 2: there is no day 2026-02-30/],
    [
      'another digest',
      field(3, 10, 'a'.repeat(64)),
      /1\.csv:4 entry 3: its "previous" is not the digest of entry 2/,
    ],
    ['another head of columns', field(1, 1, 'ID'), /1\.csv:1 the first line is not/],
    ['a formula in a cell', field(4, 7, '=1+1'), /1\.csv:4 not an entry/],
    [
      'a line less',
      (lines: string[]) => lines.toSpliced(3, 1),
      /1\.csv:4 entry 4: entry 3 is missing before it/,
    ],
    [
      'a line twice',
      (lines: string[]) => lines.toSpliced(3, 0, lines[3] ?? ''),
      /1\.csv:5 entry 3: .*here twice/,
    ],
    [
      'lines swapped',
      (lines: string[]) => [...lines.slice(0, 2), lines[3], lines[2], ...lines.slice(4)] as string[],
      /1\.csv:3 entry 3: entry 2 is missing/,
    ],
  ])('%s', (_, change, found) => {
    expect(whats([changed(one, change), two]).some((what) => found.test(what))).toBe(true);
  });

  test('a page that is not there, one that is there twice, one in another month', () => {
    expect(whats([one, three])).toEqual([
      'data/ledger/2026-12/1.csv:2 entry 13: entries 7 to 12 are missing before it',
    ]);
    expect(whats([one, two, { ...two, name: 'copy.csv' }])[0]).toMatch(/^copy\.csv:2 entry 7: .*here twice/);
    expect(whats([{ ...four, name: 'x/2026-11/9.csv' }])[0]).toMatch(
      /is of 2026-12, and its page lies in 2026-11/,
    );
  });

  test('a history written anew from some line on: the page after it does not stand upon it', () => {
    let end: Entry = entries[8] as Entry;
    const forged = transfers.slice(9, 12).map((transfer) => {
      end = entryAfter(end, { ...transfer, amount: transfer.amount + 1 });
      return end;
    });
    const page = { ...two, text: pageText([...entries.slice(6, 9), ...forged]) };
    expect(whats([one, page])).toEqual([]);
    expect(whats([one, page, three])).toEqual([
      'data/ledger/2026-12/1.csv:2 entry 13: its "previous" is not the digest of entry 12 (data/ledger/2026-11/2.csv, line 7)',
    ]);
    expect(whats([one, page, index]).some((what) => what.includes('2026-11: its digest is not'))).toBe(true);
  });

  test('the end cut off: seen by the published numbers', () => {
    const short = changed(four, (lines) => lines.slice(0, -1));
    expect(whats([one, two, three, short])).toEqual([]);
    expect(whats([one, two, three, short, index])).toEqual([
      'data/ledger.json:0 2026-12: 12 entries are published, 11 are here',
    ]);
  });

  test('published sums that the entries do not come to', () => {
    const said = JSON.parse(index.text);
    said.months[0].accounts[0].debits += 1;
    said.total.accounts[0].credits -= 1;
    const found = whats([...pages, { ...index, text: JSON.stringify(said) }]);
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(/2026-12: \S+ KRW: the entries come to/);
    expect(found[1]).toMatch(/all months: /);
  });

  test('any byte that is another', () => {
    fc.assert(
      fc.property(fc.nat(pages.length - 1), fc.nat(), fc.integer({ min: 1, max: 255 }), (at, place, by) => {
        const bytes = Buffer.from(pages[at]?.text ?? '', 'latin1');
        const position = place % bytes.length;
        bytes[position] = ((bytes[position] ?? 0) + by) % 256;
        const broken = pages.map((page, i) =>
          i === at ? { ...page, text: bytes.toString('latin1') } : page,
        );
        expect(whats(broken)).not.toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test('any line dropped, doubled, moved, or changed for another', () => {
    const all = pages.flatMap(({ text }) => text.split('\n').slice(1, -1));
    const header = pages[0]?.text.split('\n')[0] ?? '';
    const paged = (lines: readonly string[]) =>
      [0, 6, 12, 18].map((from, i) => ({
        name: pages[i]?.name ?? '',
        text: `${[header, ...lines.slice(from, from === 18 ? undefined : from + 6)].join('\n')}\n`,
      }));
    const edit = fc.oneof(
      fc.nat(23).map((i) => all.toSpliced(i, 1)),
      fc.tuple(fc.nat(23), fc.nat(24)).map(([from, to]) => all.toSpliced(to, 0, all[from] ?? '')),
      fc
        .tuple(fc.nat(23), fc.nat(22))
        .map(([from, to]) => all.toSpliced(from, 1).toSpliced(to >= from ? to + 1 : to, 0, all[from] ?? '')),
      fc
        .tuple(fc.nat(23), fc.nat(22))
        .map(([at, of]) => all.toSpliced(at, 1, all[of >= at ? of + 1 : of] ?? '')),
    );
    fc.assert(
      fc.property(edit, (lines) => {
        fc.pre(lines.join() !== all.join());
        expect(whats([...paged(lines), index])).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

test('the example of docs/ledger.md holds, and so does its line of shell', () => {
  const blocks = [...readFileSync('docs/ledger.md', 'utf8').matchAll(/```(\w*)\n([\s\S]*?)```/g)];
  const example = blocks.find(([, , text]) => text?.startsWith('number,'))?.[2] ?? '';
  const { faults, report } = verify([{ name: 'example.csv', text: example }]);
  expect([faults, report.length]).toEqual([[], 2]);
  const shell = blocks.find(([, , text]) => text?.startsWith('printf'))?.[2] ?? '';
  const digest = execFileSync('sh', ['-c', shell], { encoding: 'utf8' }).split(' ')[0];
  expect(example.split('\n')[1]?.endsWith(`,${digest}`)).toBe(true);
});

describe('the command', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ithope-verify-'));
    for (const { name, text } of [...pages, index]) {
      mkdirSync(join(folder, dirname(name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (...files: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(process.cwd(), 'bin/ledger-verify.ts'), ...files],
      { cwd: folder, encoding: 'utf8' },
    );
    return { status, out: stdout.split('\n'), err: stderr };
  };

  test('0: every line holds', () => {
    const { status, out, err } = run(...[...pages, index].map(({ name }) => name));
    expect({ status, err, last: out.at(-2) }).toEqual({ status: 0, err: '', last: 'every line holds' });
  });

  test('1: says file, line and what', () => {
    writeFileSync(join(folder, 'broken.csv'), (pages[0]?.text ?? '').replace(/,bank,/, ',costs,'));
    const { status, err } = run('broken.csv');
    expect(status).toBe(1);
    expect(err).toMatch(/^broken\.csv: line \d+: entry \d+: its digest should be [0-9a-f]{64}\n$/);
  });

  test('1: a file that is something else', () => {
    writeFileSync(join(folder, 'other.json'), '{"months":[{}]}');
    writeFileSync(join(folder, 'binary.csv'), Buffer.from([0xff, 0xfe, 0, 10]));
    expect(run('other.json').err).toBe('other.json: neither a page nor the published numbers\n');
    expect(run('binary.csv').err).toContain('binary.csv: line 1: the first line is not');
  });

  test('2: nothing named, or nothing there', () => {
    expect(run()).toMatchObject({ status: 2, err: expect.stringContaining('usage') });
    expect(run('none.csv')).toMatchObject({
      status: 2,
      err: expect.stringContaining('none.csv: cannot be read'),
    });
  });

  test('it stands alone: one file, Node and nothing else', () => {
    const imports = [...readFileSync('bin/ledger-verify.ts', 'utf8').matchAll(/from '([^']+)'/g)].map(
      ([, of]) => of,
    );
    expect(imports.every((of) => of?.startsWith('node:'))).toBe(true);
    execFileSync('cp', ['bin/ledger-verify.ts', folder]);
    const { status } = spawnSync(process.execPath, ['ledger-verify.ts', pages[0]?.name ?? ''], {
      cwd: folder,
    });
    expect(status).toBe(0);
  });
});
