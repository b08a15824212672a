import { camtOf, fundOn, type Told } from '../../functions/fund/testing.ts';
import { fakeDependencies } from '../../functions/kernel/testing.ts';
import type { LocalTable } from '../support/dynamo.ts';
import { memoryObjects } from '../support/objects.ts';
import type { Meter } from './meter.ts';
import { type Row, rounded } from './row.ts';

/** As counted when this was written (docs/adr/0013 says item by item what for). */
const MATCHED = 36;
const WAITING = 17;

/** Write units of an entry of a statement, by the handlers as they are served. */
export async function moneyRows(local: LocalTable, units: Meter): Promise<Row[]> {
  const deps = fakeDependencies({ table: local.table });
  const fund = fundOn(deps, memoryObjects('uploads'), memoryObjects('documents'));
  const counted = async (work: () => Promise<unknown>) => {
    units.read();
    const found = await work();
    return { found, writes: units.read().writes };
  };
  const given = async () => {
    const { reference } = await fund.announce(50_000);
    return { day: '2026-11-20', amount: 50_000, text: reference, name: '홍길동', ref: reference };
  };
  const unknown = async (n: number) => ({
    ...{ day: '2026-11-20', amount: 30_000, text: '기부', name: '이몽룡', ref: `unknown ${n}` },
  });
  /** What one entry costs: a statement of two less a statement of one. */
  const entry = async (made: (n: number) => Promise<Told>) => {
    const [one, two, three] = [await made(1), await made(2), await made(3)];
    const short = await counted(() => fund.booked(camtOf({ entries: [one] })));
    const long = await counted(() => fund.booked(camtOf({ entries: [two, three] })));
    return long.writes - short.writes;
  };
  const row = { part: 'database', unit: 'WRU' } as const;
  const [matched, waiting] = [await entry(given), await entry(unknown)];
  return [
    {
      ...row,
      what: 'book money, gift and receipt from a statement',
      value: rounded(matched),
      budget: MATCHED,
    },
    { ...row, what: 'book money that nobody announced', value: rounded(waiting), budget: WAITING },
  ];
}
