import { localDate, nextDay } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { DomainError } from '../kernel/errors.ts';
import { type Key, keys, queue } from '../kernel/keys.ts';
import { isRenewable, moveOrganisation, type Organisation } from './domain.ts';
import { commitOrganisation } from './repository.ts';

const AT_ONCE = 50;
type Needs = Pick<Dependencies, 'table' | 'city'>;
const SYSTEM = { kind: 'system' } as const;

const isOver = ({ certifiedUntil = '' }: Organisation, today: string) => certifiedUntil < today;

async function lapse({ table }: Needs, organisation: Organisation, at: string): Promise<void> {
  const moved = moveOrganisation(organisation, 'lapse', at);
  const until = organisation.certifiedUntil ?? '';
  const event = { type: 'organisation.lapse', at, by: SYSTEM, facts: { until } };
  // Once for each certificate, however often the job is asked.
  const intent = { key: `LAPSE-${until}`, digest: organisation.id };
  await commitOrganisation(table, intent, organisation, moved, event, {});
}

async function remind({ table }: Needs, organisation: Organisation, at: string): Promise<void> {
  const { id, version, district, personId, certifiedUntil = '' } = organisation;
  await table.commit({
    intent: { key: `REMIND-${certifiedUntil}`, digest: id },
    pk: keys.organisation(id).pk,
    event: {
      type: 'organisation.remind',
      subject: id,
      at,
      by: SYSTEM,
      district,
      refs: { organisation: id, person: personId },
      facts: { until: certifiedUntil },
    },
    writes: [
      {
        update: keys.organisation(id),
        change: { set: { remindedOf: certifiedUntil, version: version + 1 } },
        when: { equals: { status: 'CERTIFIED', version } },
      },
    ],
    answer: {},
  });
}

type Outcome = 'lapsed' | 'reminded' | 'none';
/** What is due of one; whoever was quicker (an officer, this job asked twice) has the last word. */
async function settle(needs: Needs, listed: Organisation, at: string, today: string): Promise<Outcome> {
  const organisation = await needs.table.get<Organisation>(keys.organisation(listed.id));
  if (organisation?.status !== 'CERTIFIED') return 'none';
  const over = isOver(organisation, today);
  if (!over && organisation.remindedOf === organisation.certifiedUntil) return 'none';
  if (!over && !isRenewable(organisation, today, needs.city)) return 'none';
  try {
    await (over ? lapse : remind)(needs, organisation, at);
    return over ? 'lapsed' : 'reminded';
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CHANGED_MEANWHILE') return 'none';
    throw error;
  }
}

/**
 * Ends the certificates whose last day is over on the day of `at`, and reminds those organisations whose certificate
 * ends within the city pack's days, each once. They stand in their district's queue by that last day, so the first
 * that is not yet to be reminded ends the district's work, however many are certified.
 */
export async function lapseCertificates(
  needs: Needs,
  at: string,
): Promise<{ lapsed: number; reminded: number }> {
  const { table, city } = needs;
  const today = localDate(at, city.timeZone);
  const horizon = nextDay(today, city.organisations.remindDaysBefore);
  const done = { lapsed: 0, reminded: 0, none: 0 };
  const inDistrict = async (code: string): Promise<void> => {
    const q = queue('ORG', 'CERTIFIED', code);
    for (let after: string | undefined, more = true; more; ) {
      const places = await table.queueAfter(q, AT_ONCE, after);
      after = places.at(-1)?.qs;
      const due = places.filter(({ qs }) => qs.slice(0, horizon.length) <= horizon);
      more = due.length === AT_ONCE;
      for (const organisation of await table.getAll<Organisation & Key>(due))
        done[await settle(needs, organisation, at, today)]++;
    }
  };
  // Districts at once: most have nothing due, and asking one after another is only waiting.
  await Promise.all(city.districts.map(({ code }) => inDistrict(code)));
  return { lapsed: done.lapsed, reminded: done.reminded };
}
