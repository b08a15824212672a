import type { Dependencies } from '../kernel/dependencies.ts';
import { DomainError } from '../kernel/errors.ts';
import { keys } from '../kernel/keys.ts';
import { LOG, log } from '../kernel/log.ts';
import type { Write } from '../kernel/table.ts';
import { post, transferOf } from '../ledger/domain.ts';
import { districtCodes, stillSupported } from './checks.ts';
import { dueBy, payFee } from './deeds.ts';
import type { Grant, PaidMonth } from './domain.ts';
import type { Month } from './months.ts';
import { carrierOf } from './payment-file.ts';
import type { GrantsRepository } from './repository.ts';
import { counts, type RunLine } from './run.ts';
import { termOf } from './terms.ts';
import { occasionOf } from './writes.ts';

/** The run was closed by another task while this one paid. Never leaves the run. */
class Closed extends Error {}
/** The household's application was withdrawn or found ineligible since. Never leaves the run. */
class NotSupported extends Error {}
const isStale = (error: unknown) => error instanceof DomainError && error.code === 'CHANGED_MEANWHILE';

/** What a grant has due by a run, oldest first. A carrier that the city pack no longer knows cannot be paid. */
export const payable = (
  { city }: Pick<Dependencies, 'city'>,
  grant: Pick<Grant, 'open' | 'terms' | 'status'>,
  run: Month,
): Month[] =>
  grant.status === 'ACTIVE'
    ? dueBy(grant, run).filter((month) => carrierOf(city, termOf(grant.terms, month).carrier))
    : [];

/** Pays one month of one grant, in one transaction that can be written once. */
async function payMonth(
  deps: Dependencies,
  repository: GrantsRepository,
  run: Month,
  grant: Grant,
  month: Month,
) {
  const { city, ids } = deps;
  const occasion = occasionOf(deps);
  const { at } = occasion;
  const paid = payFee(grant, month, run, occasion);
  const transfer = transferOf(ids.ulid(), paid.order, { at, timeZone: city.timeZone });
  const posted = post([transfer]);
  const { carrier, plan, fee: amount, term } = paid;
  const common = { carrier, plan, grant: grant.id, month, amount, term, transfer: transfer.id };
  const mark: PaidMonth = { kind: 'grant-month', status: 'PAID', run, day: transfer.day, at, ...common };
  const { reference, district } = grant;
  const line: RunLine = { kind: 'fee-line', reference, district, ...common };
  const counted: Write = {
    update: keys.feeRun(run),
    change: { add: counts(carrier, amount) },
    when: { equals: { status: 'RUNNING' } },
  };
  const supported = stillSupported(grant.application);
  await repository.commit({
    // The key of the event says what it is of: whoever pays it a second time meets it there.
    intent: { key: `FEE-${run}-${month}`, digest: 'fee-run' },
    id: grant.id,
    event: {
      type: 'grant.payFee',
      subject: grant.id,
      from: paid.moved.from,
      to: paid.moved.to,
      at,
      by: { kind: 'system' },
      district,
      refs: {
        person: grant.personId,
        application: grant.application,
        grant: grant.id,
        transfer: transfer.id,
      },
      facts: {
        ...{ run, month, carrier, fee: amount, left: paid.left, lastMonth: grant.lastMonth },
        ...(paid.ending ? { ending: true } : {}),
      },
    },
    writes: [
      paid.moved.write,
      {
        put: { ...keys.grantMonth(grant.id, month), ...mark },
        when: grant.again.includes(month) ? { equals: { status: 'RETURNED' } } : { exists: false },
      },
      { put: { ...keys.feeRunLine(run, carrier, grant.id, month), ...line }, when: { exists: false } },
      counted,
      supported,
      ...paid.also,
      ...posted.writes,
    ],
    answer: {},
    refused: (write) =>
      write === counted ? new Closed() : write === supported ? new NotSupported() : posted.refused(write),
  });
}

/**
 * Pays what one grant has due. One whose application is not supported any more is left as it is, with what is set aside
 * for it: whether it stops, and from which month, is a person's decision (`NO_LONGER_ELIGIBLE` in each preview).
 * @returns how many months, also where another task was quicker
 */
async function payGrant(deps: Dependencies, repository: GrantsRepository, run: Month, found: Grant) {
  let grant = found;
  let paid = 0;
  for (;;) {
    const [month, ...later] = payable(deps, grant, run);
    if (month === undefined) return paid;
    try {
      await payMonth(deps, repository, run, grant, month);
      paid += 1;
      if (later.length === 0) return paid;
    } catch (error) {
      if (error instanceof NotSupported) {
        log(LOG.FEE_HELD, { grant: grant.id, run });
        return paid;
      }
      // An officer or another task changed it meanwhile: what is due is decided anew on what is there.
      if (!isStale(error)) throw error;
    }
    grant = await repository.read(grant.id);
  }
}

/**
 * Pays what is due by a run, district by district in pages, until a whole pass finds nothing more: so it goes on where
 * one that died was, and two at once do each other's work. A run that another task has closed is left.
 */
export async function payAll(deps: Dependencies, repository: GrantsRepository, run: Month): Promise<void> {
  try {
    for (let paid = 1; paid > 0; ) {
      paid = 0;
      for (const district of districtCodes(deps.city)) {
        for await (const grants of repository.active(district, run)) {
          for (const grant of grants) paid += await payGrant(deps, repository, run, grant);
        }
      }
    }
  } catch (error) {
    if (!(error instanceof Closed)) throw error;
  }
}
