import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCity } from '../kernel/city.ts';
import { keys } from '../kernel/keys.ts';
import { type Gift, issueReceipt, NO_SERIES, type Numbered, type Series, voidReceipt } from './domain.ts';
import { agrees, donorsOf, type Entry, type Filing, statementOf, summaryOf } from './filing.ts';

const city = readCity({ CITY: 'seoul' });
const AT = '2026-11-24T01:00:00.000Z';
const SERIES = keys.series(city.receiptIssuer.id, '2026');
const KINDS = ['person', 'business', 'corporation'] as const;

/** What a deed's writes do to the series' item: its sets, its adds. */
function applied(series: Series, writes: ReturnType<typeof voidReceipt>['writes']): Series {
  const next: Record<string, unknown> = { ...series };
  for (const write of writes) {
    if (!('update' in write) || write.update.pk !== SERIES.pk) continue;
    Object.assign(next, write.change.set);
    for (const [name, by] of Object.entries(write.change.add ?? {}))
      next[name] = Number(next[name]) + Number(by);
  }
  return next as unknown as Series;
}

const gift = fc.record({
  giver: fc.integer({ min: 0, max: 5 }),
  form: fc.constantFrom('in-kind' as const, 'money' as const),
  anonymous: fc.boolean(),
  count: fc.integer({ min: 1, max: 40 }),
  unitPrice: fc.integer({ min: 0, max: 90_000_000 }),
});
/** A gift accepted, or the receipt at that place in the list made void and perhaps issued again. */
const deed = fc.oneof(gift, fc.record({ place: fc.nat(99), again: fc.boolean() }));

function lived(deeds: readonly (typeof deed extends fc.Arbitrary<infer D> ? D : never)[]) {
  let series = NO_SERIES;
  const entries: Entry[] = [];
  const issue = (given: Gift, replaces?: Numbered) => {
    const standing = { year: '2026', series, previous: NO_SERIES };
    const { receipt, takesNumber } = issueReceipt(city, standing, { ...given, replaces }, AT);
    series = applied(series, takesNumber);
    entries.push({ receipt, giver: { name: '홍길동', address: '' } });
  };
  for (const what of deeds) {
    if ('giver' in what) {
      const { giver, form, anonymous, count, unitPrice } = what;
      issue({
        gift: 'don_1',
        personId: `per_${giver}`,
        giverKind: KINDS[giver % 3] ?? 'person',
        givenOn: '2026-11-20',
        form,
        lines: [{ kind: 'laptop', count, unitPrice }],
        ...(anonymous ? { anonymous: true as const } : {}),
      });
      continue;
    }
    const place = entries.length ? what.place % entries.length : -1;
    const old = entries[place];
    if (!old || old.voided) continue;
    const { voided, writes } = voidReceipt(city, old.receipt, { reason: 'OTHER', by: 'chest-2', at: AT });
    series = applied(series, writes);
    entries[place] = { ...old, voided };
    if (what.again) issue(old.receipt, old.receipt);
  }
  return { series, entries };
}

const column = ({ columns, rows }: Filing, title: string) => {
  const at = columns.indexOf(title);
  expect(at, title).toBeGreaterThanOrEqual(0);
  return rows.map((row) => row[at]);
};
const added = (cells: readonly unknown[]) => cells.reduce<number>((all, cell) => all + Number(cell), 0);
const titleOf = (table: 'statement' | 'summary' | 'donors', field: string) =>
  (city.filing[table] as readonly { field: string; title: string }[]).find((one) => one.field === field)
    ?.title ?? field;

test('for any history of receipts, voids and reissues the files agree with the running totals, to the won', () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
      const { series, entries } = lived(deeds);
      const valid = series.total - series.voidTotal;
      expect(agrees(entries, series)).toBe(true);

      const statement = statementOf(city, entries);
      expect(statement.rows).toHaveLength(series.last);
      expect(added(column(statement, titleOf('statement', 'amount')))).toBe(valid);
      expect(added(column(statement, titleOf('statement', 'voidedAmount')))).toBe(series.voidTotal);

      const summary = summaryOf(city, entries);
      for (const [field, is] of [
        ['issued', series.count],
        ['issuedAmount', series.total],
        ['voided', series.voids],
        ['voidedAmount', series.voidTotal],
        ['validAmount', valid],
      ] as const) {
        const cells = column(summary, titleOf('summary', field));
        expect([field, cells.at(-1), added(cells.slice(0, -1))]).toEqual([field, is, is]);
      }

      const donors = donorsOf(city, entries);
      expect(added(column(donors, titleOf('donors', 'amount')))).toBe(valid);
      const sums = new Map(
        column(donors, titleOf('donors', 'donor')).map((donor, i) => [
          donor,
          column(donors, titleOf('donors', 'donorTotal'))[i],
        ]),
      );
      expect(added([...sums.values()])).toBe(valid);
    }),
  );
});
