import { type Colleague, type ColleagueItem, namesOf } from '../kernel/colleagues.ts';
import type { Intent } from '../kernel/contract.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';

/** Drivers of a city are a few dozen; more than this the office does not choose from. */
const DRIVERS_AT_MOST = 100;

/** The staff directory: account → name, and who drives. */
export function directoryOf(table: Table) {
  /**
   * Keeps the name that the person's token tells, and whether they drive, so that the office can give them a route;
   * the same again writes nothing. The event says who and when, never the name: the journal is kept for longer than
   * people stay.
   */
  async function enter(
    { id, name, drives = false }: Colleague & { readonly drives?: boolean },
    intent: Intent,
    at: string,
  ): Promise<{ id: string }> {
    const key = keys.colleague(id);
    return table.once(key.pk, intent, async () => {
      const known = await table.get<ColleagueItem>(key, ['name', 'drives']);
      const drove = known?.drives === true;
      if (known?.name === name && drove === drives) return { id };
      const by: DomainEvent['by'] = { kind: 'staff', id };
      const item = {
        ...{ ...key, kind: 'colleague' as const, id, name },
        ...(drives ? { drives } : {}),
      } satisfies ColleagueItem;
      return table.commit({
        intent,
        pk: key.pk,
        event: { type: 'staff.enter', subject: id, at, by },
        // Of two entries at once either name is the pool's own: the later stands, none is refused.
        writes: [
          { put: item, when: {} },
          ...(drives ? [{ put: { ...keys.driver(id), kind: 'driver', id, name }, when: {} }] : []),
          ...(drove && !drives ? [{ remove: keys.driver(id), when: {} }] : []),
        ],
        answer: { id },
      });
    });
  }

  const drivers = async (): Promise<Colleague[]> =>
    (await table.part<Colleague>(keys.driver('').pk, '', DRIVERS_AT_MOST)).map(({ id, name }) => ({
      id,
      name,
    }));

  return { drivers, namesOf: (accounts: readonly string[]) => namesOf(table, accounts), enter };
}
export type Directory = ReturnType<typeof directoryOf>;
