import type { Table } from '../../functions/kernel/table.ts';
import { fakeDependencies, staffActor } from '../../functions/kernel/testing.ts';
import { pointsHandlers } from '../../functions/points/http.ts';
import type { Meter } from './meter.ts';
import { type Row, rounded } from './row.ts';

/** As counted when this was written (docs/adr/0013 says item by item what for); beside it the figure of numbers.md. */
const EARN = 10;
const GIVE = { budget: 13, reference: 6 };

/** Write units of an activity that is confirmed and of a gift of points, by the handlers as they are served. */
export async function pointsRows(table: Table, units: Meter): Promise<Row[]> {
  const deps = fakeDependencies({ table });
  const points = pointsHandlers({ ...deps, documents: () => ({ readLink: async () => '' }) });
  const common = () => ({
    ...{ params: {}, query: {}, session: '', requestId: 'bench' },
    intent: { key: deps.ids.ulid(), digest: 'bench' },
  });
  const citizen = () => ({ ...common(), actor: { kind: 'citizen' as const, id: 'bench-member' } });
  const staff = () => ({ ...common(), actor: staffActor('chest') });
  const contact = { name: '김나눔', email: 'bench@example.com', language: 'ko' as const };
  const consents = { privacy: true as const, news: false };
  const { number: member } = await points.joinPoints({ ...citizen(), body: { contact, consents } } as never);
  const activity = { member, activity: 'LECTURE', day: '2026-11-23', count: 1, evidence: 'bench' };
  const counted = async (work: () => Promise<unknown>): Promise<number> => {
    units.read();
    await work();
    return rounded(units.read().writes);
  };
  // The first lot takes its place in the queue; what is usual is another activity, and a gift of a part.
  await points.creditActivity({ ...staff(), body: activity } as never);
  const earn = await counted(() => points.creditActivity({ ...staff(), body: activity } as never));
  const give = await counted(() =>
    points.givePoints({ ...citizen(), body: { points: 100, purpose: 'internet' } } as never),
  );
  const row = { part: 'database', unit: 'WRU' } as const;
  return [
    { ...row, what: 'earn points', value: earn, budget: EARN },
    { ...row, what: 'give points', value: give, ...GIVE },
  ];
}
