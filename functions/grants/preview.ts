import { dayStart } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { districtCodes } from './checks.ts';
import type { Grant } from './domain.ts';
import { type Month, plusMonths } from './months.ts';
import { payable } from './pay.ts';
import { carrierOf } from './payment-file.ts';
import type { GrantsRepository } from './repository.ts';
import { whyNot } from './runs.ts';
import { termOf } from './terms.ts';

type Reason =
  | 'STARTS_LATER'
  | 'STOPPED'
  | 'STOPS'
  | 'ENDS'
  | 'ARREARS'
  | 'RETURNED'
  | 'PAID'
  | 'CARRIER_UNKNOWN'
  | 'NO_LONGER_ELIGIBLE';
type Found = readonly [reason: Reason, month: Month];

/** As many of what is out of the ordinary are listed; all are counted. */
const LISTED = 200;

/**
 * What an accountant should see of a grant before a month is run.
 * @param lost its application was withdrawn or found ineligible: nothing of it is paid until somebody stops it
 */
export function exceptionsOf(
  deps: Pick<Dependencies, 'city'>,
  grant: Grant,
  run: Month,
  lost = false,
): Found[] {
  if (grant.status !== 'ACTIVE') {
    const { stop, lastMonth } = grant;
    return stop && stop.from <= run && run <= lastMonth ? [['STOPPED', stop.from]] : [];
  }
  const due = grant.open.filter((month) => month <= run);
  const [first] = due;
  if (first === undefined) {
    if (grant.firstMonth > run) return [['STARTS_LATER', grant.firstMonth]];
    return grant.lastRun === run ? [['PAID', run]] : [];
  }
  if (lost) return [['NO_LONGER_ELIGIBLE', first]];
  const found: Found[] = [];
  const unknown = due.find((month) => !carrierOf(deps.city, termOf(grant.terms, month).carrier));
  if (unknown !== undefined) found.push(['CARRIER_UNKNOWN', unknown]);
  const back = due.find((month) => grant.again.includes(month));
  if (back !== undefined) found.push(['RETURNED', back]);
  const late = due.find((month) => month < run && !grant.again.includes(month));
  if (late !== undefined) found.push(['ARREARS', late]);
  if (due.length === grant.open.length) found.push([grant.stop ? 'STOPS' : 'ENDS', due.at(-1) ?? first]);
  return found;
}

/** What a month's run would pay, carrier by carrier, and what is out of the ordinary. Reads only. */
export async function previewRun(deps: Dependencies, repository: GrantsRepository, month: Month) {
  const sums = new Map<string, { carrier: string; lines: number; sum: number }>();
  const counts: Record<string, number> = {};
  const exceptions: { grant: string; reference: string; district: string; reason: Reason; month: Month }[] =
    [];
  let grants = 0;
  const look = (grant: Grant, lost: boolean) => {
    const due = lost ? [] : payable(deps, grant, month);
    if (due.length > 0) grants += 1;
    for (const one of due) {
      const { carrier, fee } = termOf(grant.terms, one);
      const so = sums.get(carrier) ?? { carrier, lines: 0, sum: 0 };
      sums.set(carrier, { carrier, lines: so.lines + 1, sum: so.sum + fee });
    }
    for (const [reason, of] of exceptionsOf(deps, grant, month, lost)) {
      counts[reason] = (counts[reason] ?? 0) + 1;
      const { id, reference, district } = grant;
      if (exceptions.length < LISTED) exceptions.push({ grant: id, reference, district, reason, month: of });
    }
  };
  const since = dayStart(`${plusMonths(month, -1)}-01`, deps.city.timeZone);
  const looking = districtCodes(deps.city).map(async (district) => {
    const found: { grant: Grant; lost: boolean }[] = [];
    for await (const page of repository.active(district)) {
      const without = await repository.unsupported(page);
      found.push(...page.map((grant) => ({ grant, lost: without.has(grant.id) })));
    }
    const stopped = await repository.stoppedSince(district, since);
    return [...found, ...stopped.map((grant) => ({ grant, lost: false }))];
  });
  for (const found of await Promise.all(looking)) for (const { grant, lost } of found) look(grant, lost);
  const why = await whyNot(deps, repository, month);
  const carriers = [...sums.values()].sort((a, b) => (a.carrier < b.carrier ? -1 : 1));
  return {
    month,
    mayStart: why === undefined,
    ...(why ? { because: why.code } : {}),
    grants,
    lines: carriers.reduce((all, { lines }) => all + lines, 0),
    sum: carriers.reduce((all, one) => all + one.sum, 0),
    carriers,
    exceptions,
    counts,
  };
}
