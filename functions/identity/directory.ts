import { type Colleague, type ColleagueItem, namesOf } from '../kernel/colleagues.ts';
import type { Intent } from '../kernel/contract.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';

/** The staff directory: account → name. */
export function directoryOf(table: Table) {
  /**
   * Keeps the name that the person's token tells; the same name again writes nothing. The event says who and when,
   * never the name: the journal is kept for longer than people stay.
   */
  async function enter({ id, name }: Colleague, intent: Intent, at: string): Promise<{ id: string }> {
    const key = keys.colleague(id);
    return table.once(key.pk, intent, async () => {
      const known = await table.get<ColleagueItem>(key, ['name']);
      if (known?.name === name) return { id };
      const by: DomainEvent['by'] = { kind: 'staff', id };
      const item = { ...key, kind: 'colleague', id, name } satisfies ColleagueItem;
      return table.commit({
        intent,
        pk: key.pk,
        event: { type: 'staff.enter', subject: id, at, by },
        // Of two entries at once either name is the pool's own: the later stands, none is refused.
        writes: [{ put: item, when: {} }],
        answer: { id },
      });
    });
  }

  return { namesOf: (accounts: readonly string[]) => namesOf(table, accounts), enter };
}
export type Directory = ReturnType<typeof directoryOf>;
