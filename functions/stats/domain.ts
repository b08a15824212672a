import type { City } from '../kernel/city.ts';
import { localDate } from '../kernel/clock.ts';
import type { EventItem } from '../kernel/events.ts';

/** What an event adds to the public numbers: counters of the programme, of a district, of a month. */
export interface Added {
  readonly programme: Readonly<Record<string, number>>;
  readonly district?: { readonly code: string; readonly add: Readonly<Record<string, number>> };
  readonly month?: { readonly month: string; readonly add: Readonly<Record<string, number>> };
  readonly partner?: { readonly id: string; readonly add: Readonly<Record<string, number>> };
}

const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** What an event adds to its partner's figures: PCs pledged, on lists, here, rejected, at home. */
function ofPartner({ type, refs, facts = {} }: EventItem): Added['partner'] {
  const id = refs?.partner;
  if (!id) return undefined;
  const add = {
    pledged: number(facts.pledged),
    registered: type === 'list.import' ? number(facts.registered) : 0,
    received: type === 'donation.arrive' && Array.isArray(facts.devices) ? facts.devices.length : 0,
    rejected: type === 'list.reject' ? number(facts.rejected) : 0,
    delivered: facts.outcome === 'INSTALLED' ? 1 : 0,
  };
  const moved = Object.entries(add).filter(([, count]) => count !== 0);
  return moved.length > 0 ? { id, add: Object.fromEntries(moved) } : undefined;
}

/** Numbers come from events alone; an event that moves none of them gives undefined. */
export function addedBy(event: EventItem, city: City): Added | undefined {
  const partner = ofPartner(event);
  const added = addedToAll(event, city);
  return partner ? { ...(added ?? { programme: {} }), partner } : added;
}

function addedToAll(event: EventItem, city: City): Added | undefined {
  const facts = event.facts ?? {};
  const here = (add: Record<string, number>) =>
    event.district ? { district: { code: event.district, add } } : {};
  if (event.type === 'donation.offer') return { programme: { offered: number(facts.items) } };
  if (event.type === 'donation.arrive') {
    return { programme: { received: Array.isArray(facts.devices) ? facts.devices.length : 0 } };
  }
  const waiting = number(facts.waiting);
  if (facts.outcome === 'INSTALLED') {
    const month = localDate(event.at, city.timeZone).slice(0, 7);
    return {
      programme: { delivered: 1 },
      ...here({ delivered: 1 }),
      month: { month, add: { delivered: 1 } },
    };
  }
  if (facts.outcome === 'ERASED' || facts.outcome === 'DESTROYED') return { programme: { erased: 1 } };
  // A device that came back and passed once more is one refurbished device all the same.
  if (facts.outcome === 'PASSED') return facts.again ? undefined : { programme: { refurbished: 1 } };
  if (waiting !== 0) return { programme: { waiting }, ...here({ waiting }) };
  return undefined;
}

/** A row of counters as the table keeps it. `sk`: PROGRAMME, DISTRICT#<code>, MONTH#<yyyy-mm>, PARTNER#<id>. */
export interface TotalsItem {
  readonly sk: string;
  readonly [counter: string]: number | string;
}

export interface PublicNumbers {
  readonly asOf: string;
  readonly target: { readonly computers: number; readonly by: string };
  readonly offered: number;
  readonly received: number;
  readonly erased: number;
  readonly refurbished: number;
  readonly delivered: number;
  readonly waiting: number;
  readonly districts: readonly {
    readonly code: string;
    readonly delivered: number;
    readonly waiting: number;
  }[];
  readonly months: readonly { readonly month: string; readonly delivered: number }[];
  /** Partners that give PCs in bulk; those that have pledged nothing yet too. */
  readonly partners: readonly {
    readonly id: string;
    readonly pledged: number;
    readonly delivered: number;
  }[];
}

/** The file the site reads: every district is in it, also those with nothing yet; months without a gap. */
export function publicNumbers(rows: readonly TotalsItem[], city: City, asOf: string): PublicNumbers {
  const row = (sk: string) => rows.find((r) => r.sk === sk);
  const count = (sk: string, counter: string) => number(row(sk)?.[counter]);
  const programme = (counter: string) => count('PROGRAMME', counter);
  return {
    asOf,
    target: city.target,
    offered: programme('offered'),
    received: programme('received'),
    erased: programme('erased'),
    refurbished: programme('refurbished'),
    delivered: programme('delivered'),
    waiting: programme('waiting'),
    districts: city.districts.map(({ code }) => ({
      code,
      delivered: count(`DISTRICT#${code}`, 'delivered'),
      waiting: count(`DISTRICT#${code}`, 'waiting'),
    })),
    partners: city.partners
      .filter(({ givesComputers }) => givesComputers)
      .map(({ id }) => ({
        id,
        pledged: count(`PARTNER#${id}`, 'pledged'),
        delivered: count(`PARTNER#${id}`, 'delivered'),
      })),
    months: monthsBetween(rows, localDate(asOf, city.timeZone).slice(0, 7)).map((month) => ({
      month,
      delivered: count(`MONTH#${month}`, 'delivered'),
    })),
  };
}

/** From the first month with a delivery to this one, at most twelve. */
function monthsBetween(rows: readonly TotalsItem[], last: string): string[] {
  const first =
    rows
      .map((r) => r.sk)
      .filter((sk) => sk.startsWith('MONTH#'))
      .sort()[0]
      ?.slice(6) ?? last;
  const months: string[] = [];
  for (let [year, month] = first.split('-').map(Number) as [number, number]; ; month++) {
    if (month > 12) [year, month] = [year + 1, 1];
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (name > last) break;
    months.push(name);
  }
  return months.slice(-12);
}
