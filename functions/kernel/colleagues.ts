import { type Key, keys } from './keys.ts';
import type { Table } from './table.ts';

/** A member of staff as colleagues know them. */
export interface Colleague {
  /** Their account: the `sub` of their token, the `by` of what they did. */
  readonly id: string;
  readonly name: string;
}
export type ColleagueItem = Colleague &
  Key & {
    readonly kind: 'colleague';
    /** A driver stands in the list of drivers as well. */
    readonly drives?: true;
  };

/** What the table gives in one answer. */
const AT_ONCE = 100;

/** Names out of the staff directory (functions/identity keeps it): those who are known, in the order asked for. */
export async function namesOf(table: Table, accounts: readonly string[]): Promise<Colleague[]> {
  const found: Colleague[] = [];
  for (let from = 0; from < accounts.length; from += AT_ONCE) {
    const wanted = accounts.slice(from, from + AT_ONCE).map(keys.colleague);
    for (const { id, name } of await table.getAll<ColleagueItem>(wanted)) found.push({ id, name });
  }
  return found;
}
