import type { Intent } from '../kernel/contract.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { type Key, keys } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';

/** A member of staff as colleagues know them. */
export interface Colleague {
  /** Their account: the `sub` of their token, the `by` of what they did. */
  readonly id: string;
  readonly name: string;
}
type ColleagueItem = Colleague & Key & { readonly kind: 'colleague' };

/** What the table gives in one answer. */
const AT_ONCE = 100;

/** The staff directory: account → name. */
export function directoryOf(table: Table) {
  /** Those who are known, in the order asked for. */
  async function namesOf(accounts: readonly string[]): Promise<Colleague[]> {
    const found: Colleague[] = [];
    for (let from = 0; from < accounts.length; from += AT_ONCE) {
      const wanted = accounts.slice(from, from + AT_ONCE).map(keys.colleague);
      for (const { id, name } of await table.getAll<ColleagueItem>(wanted)) found.push({ id, name });
    }
    return found;
  }

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

  return { namesOf, enter };
}
export type Directory = ReturnType<typeof directoryOf>;
