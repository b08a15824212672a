import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { EventItem } from '../kernel/events.ts';
import { ulidOf } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { correctionOf, post, purpose, type Transfer, transferOf } from '../ledger/domain.ts';
import type { AccountState } from './booking.ts';
import type { Doing } from './entry.ts';
import { fail } from './fail.ts';
import { spendOfYear } from './years.ts';

type Deps = Pick<Dependencies, 'table' | 'city' | 'ids'>;

/**
 * What taking costs left behind: its event is kept under the transfer's own ULID and says all that the transfer does.
 * The fund writes to the ledger and may not read there.
 */
async function readTaken({ table, city }: Deps, id: string): Promise<{ transfer: Transfer; year: string }> {
  const { pk } = keys.fundYear('ALL', '');
  const event = await table.get<EventItem>(keys.event(pk, ulidOf(id)));
  if (event?.type !== 'account.takeCosts') throw fail('NOT_FOUND');
  const { purpose: from, amount, year } = event.facts ?? {};
  const transfer = transferOf(
    ulidOf(id),
    {
      ...{ debit: purpose(String(from)), credit: 'costs', amount: Number(amount) },
      ...{ currency: city.currency.code, cause: 'COSTS', purpose: String(from) },
    },
    { at: event.at, timeZone: city.timeZone },
  );
  return { transfer, year: String(year) };
}

/**
 * Costs that were taken and not yet paid go back to their purpose, whole and once: the counter-entry of their transfer;
 * the purpose's year and the costs of the year in which they were taken count them no more.
 * @throws DomainError COSTS_BACK: it was done before; BALANCE_TOO_LOW: they are paid out (the payment is taken back
 *   first, at its entry)
 */
export async function putCostsBack(
  deps: Deps,
  id: string,
  doing: Doing,
  intent: Intent,
): Promise<{ transfer: string }> {
  const { table, ids, city } = deps;
  const { pk } = keys.fundYear('ALL', '');
  return table.once(pk, intent, async () => {
    const { transfer, year } = await readTaken(deps, id);
    const { amount, purpose: of = '' } = transfer;
    const back = transferOf(ids.ulid(), correctionOf(transfer), { at: doing.at, timeZone: city.timeZone });
    const posted = post([back]);
    // The year itself remembers which of its costs are back: some a year at most.
    const mark = `back-${ulidOf(id)}`;
    const count: Write = {
      update: keys.fundYear('ALL', year),
      change: { set: { [mark]: true }, add: { costs: -amount } },
      when: { absent: [mark] },
    };
    const { write } = spendOfYear(of, year, -amount, undefined);
    return table.commit({
      ...{ intent, pk },
      event: {
        ...{ type: 'account.putCostsBack', subject: back.id, at: doing.at, by: doing.by },
        refs: { corrects: id },
        facts: { purpose: of, amount, year },
      },
      writes: [count, write, ...posted.writes],
      answer: { transfer: back.id },
      refused: (failed) => (failed === count ? fail('COSTS_BACK', { transfer: id }) : posted.refused(failed)),
    });
  });
}

/**
 * The opening of the books is taken back by counter-entries, as long as its purpose still has the money: it may be booked
 * again, for another purpose or after an earlier statement.
 * @throws DomainError NO_OPENING: there is none; OTHER_BOOKING; BALANCE_TOO_LOW where it is spent
 */
export async function takeBackOpening(
  { table, ids, city }: Deps,
  doing: Doing,
  intent: Intent,
): Promise<{ day: string; amount: number }> {
  const key = keys.fundAccount();
  return table.once(key.pk, intent, async () => {
    const account = await table.get<AccountState>(key);
    const { opening } = account ?? {};
    if (!opening) throw fail('NO_OPENING');
    if (account?.booking) throw fail('OTHER_BOOKING', { statement: account.booking });
    const { day, amount, purpose: of, transfers } = opening;
    // Suspense lends nothing: the last is undone first.
    const counters = transfers
      .toReversed()
      .map((one) =>
        transferOf(
          ids.ulid(),
          { ...correctionOf(one), valueDay: day },
          { at: doing.at, timeZone: city.timeZone },
        ),
      );
    const posted = post(counters);
    return table.commit({
      ...{ intent, pk: key.pk },
      event: {
        ...{ type: 'account.takeBackOpening', subject: counters[0]?.id ?? '', at: doing.at, by: doing.by },
        facts: { amount, purpose: of, day },
      },
      writes: [
        {
          update: key,
          change: { remove: ['opening'] },
          when: { equals: { opening }, absent: ['booking'] },
        },
        ...posted.writes,
      ],
      answer: { day, amount },
      refused: (failed) => posted.refused(failed),
    });
  });
}
