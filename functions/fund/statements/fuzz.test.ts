import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effortOf, zipOf } from '../../kernel/tabular/specimen.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { unitsOf, unitsOfAll } from './amount.ts';
import { mustBeBookable } from './bookable.ts';
import { LARGEST_STATEMENT, readStatementFile } from './read.ts';
import { closingOf, type MeantStatement, writeCamt, writeMt940, writeOfx, writeQif } from './specimen.ts';
import type { StatementFile } from './statement.ts';
import { faultsOf } from './testing.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Amounts of any sign, of up to two decimals, never zero: a bank books none of zero. */
const amount = fc
  .tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.constantFrom(0, 1, 2), fc.boolean())
  .map(([units, decimals, negative]) => {
    const digits = String(units).padStart(decimals + 1, '0');
    const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
    return negative ? `-${text}` : text;
  });
// No blank at the ends, and none doubled: texts come on one line.
const words = fc
  .array(fc.constantFrom('Gift', '기부', 'G-7K2M', 'Müller', '2026', 'PC'), { minLength: 1, maxLength: 3 })
  .map((some) => some.join(' '));
const statement: fc.Arbitrary<MeantStatement> = fc
  .record({
    opening: amount,
    entries: fc.array(
      fc.record({
        day: fc.integer({ min: 0, max: 700 }),
        amount,
        text: words,
        counterparty: words,
      }),
      { minLength: 1, maxLength: 12 },
    ),
  })
  .map(({ opening, entries }) => ({
    ...{ account: '110-234-567890', currency: 'KRW', opening },
    entries: entries
      .toSorted((a, b) => a.day - b.day)
      .map(({ day, ...rest }, at) => ({
        ...rest,
        date: new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10),
        id: `B${at}`,
      })),
  }));

const WRITERS = {
  'camt v2': (of: MeantStatement) => writeCamt(of, 2),
  'camt v8': (of: MeantStatement) => writeCamt(of, 8),
  mt940: writeMt940,
  ofx1: (of: MeantStatement) => writeOfx(of, 1),
  ofx2: (of: MeantStatement) => writeOfx(of, 2),
  qif: writeQif,
};

describe.each(Object.entries(WRITERS))('%s', (form, write) => {
  test('every entry that was written is read, to the last digit', () => {
    fc.assert(
      fc.property(statement, (meant) => {
        // Where thousands and decimals cannot be told apart the file is refused; two decimals here tell.
        const [read] = readStatementFile(utf8(write(meant)), 'a').statements;
        expect(read?.account).toBe(meant.account);
        expect(
          read?.entries.map(({ date, amount: units, text, counterparty }) => [
            date,
            units,
            text,
            counterparty,
          ]),
        ).toEqual(
          meant.entries.map(({ date, amount: units, text, counterparty }) => [
            date,
            units,
            text,
            counterparty,
          ]),
        );
        const sums = { opening: meant.opening, closing: closingOf(meant) };
        if (form.startsWith('camt') || form === 'mt940') expect(read).toMatchObject(sums);
        if (form.startsWith('ofx')) expect(read?.closing).toBe(sums.closing);
      }),
      { numRuns: 100 },
    );
  });

  test('cut anywhere it is refused or has a fault, or nothing but its last line end is gone', () => {
    fc.assert(
      fc.property(statement, fc.nat(), (meant, at) => {
        const text = write(meant);
        const cut = text.slice(0, at % text.length);
        const found = outcomeOf(utf8(cut));
        if (typeof found === 'string') return;
        const whole = readStatementFile(utf8(text), 'a');
        // QIF ends nowhere: behind a whole record a cut cannot be seen.
        if (form === 'qif') {
          const kept = found.statements[0]?.entries ?? [];
          expect(whole.statements[0]?.entries.slice(0, kept.length)).toEqual(kept);
        } else if (form === 'mt940' && found.statements[0]?.faults) {
          // Within the decimals of its last balance a cut is a sum that does not hold.
          expect(cut).toMatch(/:62F:.*,\d*$/);
          expect(faultsOf(found)).toEqual([expect.stringMatching(/^WRONG_TOTALS at line \d+$/)]);
        } else expect(found).toEqual(whole);
      }),
      { numRuns: 150 },
    );
  });

  // Where a form says both balances, its sums can be wrong.
  test.skipIf(!form.startsWith('camt') && form !== 'mt940')(
    'with an amount changed it is read, with the fault, and not booked',
    () => {
      fc.assert(
        fc.property(statement, fc.nat(), amount, (meant, at, by) => {
          const place = at % meant.entries.length;
          const entries = meant.entries.map((one, n) =>
            n === place ? { ...one, amount: by, text: 'changed' } : one,
          );
          fc.pre(unitsOf(by) !== unitsOf(meant.entries[place]?.amount ?? ''));
          const closing = closingOf(meant);
          const file = readStatementFile(utf8(write({ ...meant, closing, entries })), 'a');
          expect(file.statements[0]).toMatchObject({ opening: meant.opening, closing });
          expect(file.statements[0]?.entries.find(({ text }) => text === 'changed')?.amount).toBe(by);
          expect(faultsOf(file)).toEqual([expect.stringMatching(/^WRONG_TOTALS at line \d+$/)]);
          expect(() => mustBeBookable(file)).toThrow(UnreadableFile);
        }),
        { numRuns: 100 },
      );
    },
  );

  test('with characters changed, doubled and left out it is read or refused, and what is read adds up or says so', () => {
    const change = fc.record({
      at: fc.nat(),
      skip: fc.nat({ max: 30 }),
      put: fc.oneof(
        fc.string({ maxLength: 6 }),
        fc.constantFrom(
          '<',
          '</',
          '&',
          ':61:',
          ':86:',
          '\n:62F:',
          '-\n',
          '^\n',
          '!Type:',
          '<STMTTRN>',
          '\0',
          '?20',
          ',',
        ),
      ),
    });
    fc.assert(
      fc.property(statement, fc.array(change, { minLength: 1, maxLength: 4 }), (meant, changes) => {
        let text = write(meant);
        for (const { at, skip, put } of changes) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + put + text.slice(start + skip);
        }
        const found = outcomeOf(utf8(text));
        if (typeof found !== 'string') mustAddUp(found);
      }),
      { numRuns: 300 },
    );
  });
});

test('arbitrary bytes, also behind the first of a known form', () => {
  const head = fc.constantFrom(
    ...['', 'PK\x03\x04', 'PK\x05\x06', '\xff\xfe', '\xef\xbb\xbf', '<?xml version="1.0"?><BkToCstmrStmt>'],
    ...[
      '<OFX>',
      '<?OFX?><OFX><STMTRS>',
      'OFXHEADER:100\n',
      '!Type:Bank\n',
      '!Account\n',
      ':20:\n:25:\n:60F:',
    ],
  );
  fc.assert(
    fc.property(head, fc.uint8Array({ maxLength: 600 }), (start, bytes) => {
      outcomeOf(Uint8Array.from([...Buffer.from(start, 'latin1'), ...bytes]));
    }),
    { numRuns: 1500 },
  );
});

/** A file of statements or a stated refusal, and nothing else. */
function outcomeOf(bytes: Uint8Array): StatementFile | string {
  try {
    return readStatementFile(bytes, 'fuzz');
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    expect(error.place).toMatch(/^(file|line|row)\b/);
    expect(error.reason).not.toMatch(/\n|undefined|\bat .*:\d+:\d+/);
    return error.code;
  }
}

/** What does not is never silent. */
function mustAddUp({ statements }: StatementFile): void {
  for (const { opening, closing, entries, faults } of statements) {
    for (const { date, amount: units } of entries) {
      expect(units).toMatch(/^-?\d+(\.\d+)?$/);
      expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
    }
    expect(entries.map(({ date }) => date)).toEqual(entries.map(({ date }) => date).toSorted());
    if (opening === undefined || closing === undefined || faults) continue;
    expect(new Set(entries.map(({ currency }) => currency)).size).toBeLessThan(2);
    const sum = unitsOfAll([opening, ...entries.map(({ amount: units }) => units)]);
    expect(sum).toBe(unitsOf(closing));
  }
}

describe('files made to exhaust the reader end quickly', () => {
  // Large enough that work which grows with the square of the size would take minutes.
  const fill = (unit: string, head = '') => utf8(head + unit.repeat(Math.floor(3e6 / unit.length)));
  const CAMT = '<?xml version="1.0"?><Document><BkToCstmrStmt><Stmt>';
  test.each<[string, () => Uint8Array]>([
    ['elements within elements', () => fill('<a>', CAMT)],
    ['elements beside elements', () => fill('<a/>', CAMT)],
    ['one text', () => fill('x', `${CAMT}<Ntry><Amt>`)],
    ['one tag', () => fill('x', `${CAMT}<`)],
    ['attributes', () => fill('a="1" ', `${CAMT}<a `)],
    ['signs by number', () => fill('&#44032;', `${CAMT}<a>`)],
    ['balances', () => fill('<Bal><Amt Ccy="A">1</Amt></Bal>', CAMT)],
    ['opened and never closed', () => fill('<A>', '<OFX>')],
    ['values never closed', () => fill('<A>1', '<OFX>')],
    ['angle brackets', () => fill('<', '<OFX>')],
    ['texts without end', () => fill('<![CDATA[', '<OFX>')],
    ['comments without end', () => fill('<!--', '<OFX>')],
    ['closed and never opened', () => fill('</A>', '<OFX>')],
    ['entries without end', () => fill('<STMTTRN>', '<OFX><STMTRS>')],
    ['signs of no name', () => fill('&a', '<OFX><A>')],
    ['fields', () => fill(':61:\n', ':20:a\n:25:b\n')],
    ['fields of details', () => fill(':86:a\n', ':20:a\n:25:b\n:60F:C260101EUR1,\n:61:260101C1,NTRFX\n')],
    ['subfields', () => fill('?20', ':20:a\n:25:b\n:60F:C260101EUR1,\n:61:260101C1,NTRFX\n:86:166?00')],
    ['lines of details', () => fill('a\n', ':20:a\n:25:b\n:60F:C260101EUR1,\n:61:260101C1,NTRFX\n:86:b\n')],
    ['slashes', () => fill('/', ':20:a\n:25:b\n:60F:C260101EUR1,\n:61:260101C1,NTRFX\n:86:/REMI/')],
    ['line ends', () => fill('\n', ':20:a\n:25:b\n')],
    ['records', () => fill('^\n', '!Type:Bank\n')],
    ['one long amount', () => fill('1', '!Type:Bank\nD2026-11-27\nT')],
    ['signs in an amount', () => fill(',', '!Type:Bank\nD2026-11-27\nT')],
    ['sections', () => fill('!Type:Bank\n')],
  ])(
    '%s',
    async (_, make) => {
      const bytes = make();
      expect(
        await effortOf(async () => {
          outcomeOf(bytes);
        }),
      ).toBeLessThan(3_000);
    },
    30_000,
  );

  test('an archive of many large statements', async () => {
    const content = `!Type:Bank\n${'\n'.repeat(9e6)}`;
    const large = Array.from({ length: 6 }, (_, at) => ({ name: `${at}.qif`, content, method: 0 }));
    expect(outcomeOf(zipOf(large))).toBe('TOO_LARGE');
  });

  test.each(Object.entries(WRITERS))(
    '10 MB or 50,000 entries of %s are read in less than 2 seconds',
    async (_, write) => {
      const entries = Array.from({ length: 50_000 }, (__, at) => ({
        date: `2026-${String(1 + (Math.floor(at / 4_500) % 12)).padStart(2, '0')}-15`,
        ...{
          amount: `${at % 3 ? '' : '-'}${at + 1}.50`,
          text: `Gift ${at}`,
          counterparty: '김하늘',
          id: `B${at}`,
        },
      }));
      const meant = { ...{ account: '110', currency: 'KRW', opening: '0' }, entries };
      const perEntry = utf8(write({ ...meant, entries: entries.slice(0, 1_000) })).length / 1_000;
      const count = Math.min(entries.length, Math.floor(LARGEST_STATEMENT / perEntry / 1.02));
      const bytes = utf8(write({ ...meant, entries: entries.slice(0, count) }));
      const effort = await effortOf(async () => {
        expect(readStatementFile(bytes, 'a').statements[0]?.entries.length).toBe(count);
      });
      expect(effort).toBeLessThan(2_000);
    },
    30_000,
  );
});
