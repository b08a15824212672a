import { instant, localDate } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import { actedBy } from '../kernel/events.ts';
import { type Key, keys } from '../kernel/keys.ts';
import type { receiptsContract } from './contract.ts';
import { mediumOf, seriesKeys, standingOf, yearsLater } from './domain.ts';
import { type Filed, type FilingOrder, readFilings } from './filing-records.ts';
import { linker, type ReceiptDependencies } from './link.ts';
import { fail } from './repository.ts';

type Year = Pick<Handlers<typeof receiptsContract>, 'readReceiptYear' | 'requestFiling' | 'recordHandOver'>;

const dueOf = ({ from, to, count, total }: NonNullable<Filed['electronic']>) => ({ from, to, count, total });

/** A year's books: totals, files for the tax office, what was handed over to it. */
export const yearHandlers = (deps: ReceiptDependencies): Year => {
  const { table, city, clock } = deps;
  const { receiptIssuer: issuer, retention, timeZone } = city;
  const link = linker(deps);
  const readStanding = async (year: string) =>
    standingOf(city, year, await table.getAll<Key>(seriesKeys(city, year), { consistent: true }));
  const kept = (at: string) => yearsLater(localDate(at, timeZone), retention.statementYears);

  const shownFiling = async ({ id, by, at }: FilingOrder, done: Filed | undefined) => ({
    id,
    by,
    at,
    ...(done
      ? {
          done: {
            at: done.at,
            last: done.last,
            issued: done.issued,
            issuedAmount: done.issuedAmount,
            voided: done.voided,
            voidedAmount: done.voidedAmount,
            agrees: done.agrees,
            ...(done.electronic ? { electronic: dueOf(done.electronic) } : {}),
            retainUntil: done.retainUntil,
            files: await Promise.all(
              done.files.map(async ({ key, name }) => ({ ...(await link(key, name)), name })),
            ),
          },
        }
      : {}),
  });

  return {
    async readReceiptYear({ params: { year } }) {
      const [standing, { orders, filed, handOvers }] = await Promise.all([
        readStanding(year),
        readFilings(table, issuer.id, year),
      ]);
      const { series } = standing;
      const next = String(Number(year) + 1);
      return {
        year,
        issued: series.count,
        issuedAmount: series.total,
        voided: series.voids,
        voidedAmount: series.voidTotal,
        medium: mediumOf(issuer, standing, 0),
        electronicFrom: issuer.electronicFrom,
        electronicBasis: issuer.electronicBasis,
        electronicBy: `${next}-${issuer.electronicBy}`,
        handedTo: series.handedTo ?? 0,
        handOvers: handOvers.map(({ from, to, count, total, by, at, retainUntil }) => ({
          from,
          to,
          count,
          total,
          by,
          at,
          retainUntil,
        })),
        filings: await Promise.all(
          orders.toReversed().map((order) =>
            shownFiling(
              order,
              filed.find(({ id }) => id === order.id),
            ),
          ),
        ),
        statementsUntil: yearsLater(`${year}-12-31`, retention.statementYears),
        booksUntil: yearsLater(`${year}-12-31`, retention.bookYears),
      };
    },

    async requestFiling({ params: { year }, actor, intent }) {
      const key = keys.filing(issuer.id, year, intent.key);
      const at = instant(clock);
      return table.commit({
        intent,
        pk: key.pk,
        event: {
          type: 'receipt.requestFiling',
          subject: `${issuer.id}-${year}`,
          at,
          by: actedBy(actor),
          facts: { year, filing: intent.key },
        },
        writes: [{ put: { ...key, kind: 'filing', id: intent.key, by: actor.id, at } }],
        answer: { id: intent.key },
      });
    },

    async recordHandOver({ params: { year }, body, actor, intent }) {
      const { pk } = keys.filing(issuer.id, year, '');
      return table.once(pk, intent, async () => {
        const filed = await table.get<Filed>(keys.filed(issuer.id, year, body.filing));
        if (!filed) throw fail('FILING_NOT_READY');
        const { electronic } = filed;
        if (!electronic) throw fail('NOTHING_TO_HAND_OVER');
        const { after, from, to, count, total } = electronic;
        const at = instant(clock);
        const series = keys.series(issuer.id, year);
        const record = {
          kind: 'hand-over',
          filing: body.filing,
          filedAt: filed.at,
          from,
          to,
          count,
          total,
          by: actor.id,
          at,
          retainUntil: kept(at),
        };
        return table.commit({
          intent,
          pk,
          event: {
            type: 'receipt.handOver',
            subject: `${issuer.id}-${year}`,
            at,
            by: actedBy(actor),
            facts: { year, from, to, count, total },
          },
          writes: [
            // Handed over once: these files must follow on what was handed over last.
            {
              update: series,
              change: { set: { handedTo: to, handOvers: after + 1 } },
              when: after === 0 ? { exists: true, absent: ['handOvers'] } : { equals: { handOvers: after } },
            },
            { put: { ...keys.receiptHandOver(issuer.id, year, body.filing), ...record } },
          ],
          answer: { from, to, count },
          refused: () => fail('HANDED_OVER_BEFORE'),
        });
      });
    },
  };
};
