import { contend, Taken } from '../kernel/contend.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { type DomainEvent, eventItem } from '../kernel/events.ts';
import { type Key, keys } from '../kernel/keys.ts';
import type { Table, Write } from '../kernel/table.ts';
import { post } from '../ledger/domain.ts';
import type { EntryStatus } from './contract.ts';
import type { Entry } from './entry.ts';
import { fail } from './fail.ts';
import type { Change } from './placing.ts';

export interface Moved {
  readonly to: EntryStatus;
  readonly write: Write;
  readonly event: DomainEvent;
}

/** The writes of a change, and what their refusal means. */
export function written(change: Change, key: string) {
  const posted = post(change.transfers);
  const told = change.events.map(
    ({ pk, event }): Write => ({
      put: eventItem(pk, { key, digest: '' }, event, {}) as unknown as Key & Record<string, unknown>,
      when: { exists: false },
    }),
  );
  return {
    writes: [...posted.writes, ...change.writes, ...told],
    refused: (write: Write, found: Record<string, unknown> | undefined): Error | undefined => {
      if (change.taken.includes(write)) return new Taken();
      for (const refused of change.refused) {
        const error = refused(write, found);
        if (error) return error;
      }
      return posted.refused(write);
    },
  };
}

export async function readEntry(table: Table, id: string): Promise<Entry> {
  const entry = await table.get<Entry>(keys.bankEntry(id));
  if (!entry) throw fail('NOT_FOUND');
  return entry;
}

export interface Outcome {
  readonly id: string;
  readonly status: EntryStatus;
  readonly rest: number;
}

/**
 * A deed on an entry: decided on the entry as it is, written with everything that follows in one transaction; decided
 * again when somebody was quicker, at the entry, the gift or the receipt's number.
 * @throws DomainError BUSY after 6 s of contention; what the deed refuses
 */
export function entryDeed(
  { table }: Pick<Dependencies, 'table'>,
  id: string,
  intent: Intent,
  decide: (entry: Entry) => Promise<{ moved: Moved; change: Change; rest: number }>,
): Promise<Outcome> {
  const { pk } = keys.bankEntry(id);
  return table.once(pk, intent, () =>
    contend(
      async () => {
        const { moved, change, rest } = await decide(await readEntry(table, id));
        const { writes, refused } = written(change, intent.key);
        const answer = { id, status: moved.to, rest };
        return table.commit({
          ...{ intent, pk, event: moved.event, answer, refused },
          writes: [moved.write, ...writes],
        });
      },
      () => fail('BUSY'),
    ),
  );
}
