import { type Device, isDeviceKind, labelDevice, moveDevice } from '../devices/domain.ts';
import { arriveListed, type Donation, donationTransitions, giftOf } from '../donations/domain.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import { actedBy, eventItem } from '../kernel/events.ts';
import { type Key, keys } from '../kernel/keys.ts';
import type { Table, Write } from '../kernel/table.ts';
import { type ArrivalAsked, type Arriving, nextPart, planArrival, type Standing } from './arriving.ts';
import { fail } from './domain.ts';
import { deviceOf, type ImportDependencies, numberOf } from './importing.ts';
import { type Doing, type List, listEvent, moveList, outstanding } from './list.ts';
import { type Progress, type Turn, untilDone } from './parts.ts';
import type { Unit } from './units.ts';

/**
 * PCs of one part. Their ids go out in one event, and whoever follows it starts a workflow for each within its 10 s,
 * as with an arrival of 45 (donations/offer.ts). 45 × 2 (device, label) + list + gift + two events = 94 of a
 * transaction's 100 items.
 */
export const ARRIVING = 45;

async function devicesOf(table: Table, list: string, units: readonly number[]): Promise<Device[]> {
  const wanted = units.map((unit) => keys.device(deviceOf(list, unit)));
  const pages = Array.from({ length: Math.ceil(wanted.length / 100) }, (_, i) =>
    wanted.slice(i * 100, i * 100 + 100),
  );
  const found: Device[] = [];
  for (const page of pages) found.push(...(await table.getAll<Device & Key>(page, { consistent: true })));
  return found;
}

/** Every unit with whether it is still out. */
async function standingOf(deps: ImportDependencies, list: List, units: readonly Unit[]): Promise<Standing[]> {
  const devices = await devicesOf(
    deps.table,
    list.id,
    units.map((_, i) => i),
  );
  const out = new Set(devices.filter(({ status }) => status === 'REGISTERED').map(({ id }) => id));
  const prefix = deps.city.receiptIssuer.assetPrefix;
  return units.map((unit, i) => ({
    unit,
    assetNumber: numberOf(prefix, list, i),
    out: out.has(deviceOf(list.id, i)),
  }));
}

const readGift = async (table: Table, list: List): Promise<Donation> => {
  const gift = await table.get<Donation>(keys.donation(giftOf(list.id)));
  if (!gift) throw fail('NOT_FOUND');
  return gift;
};

/** What comes along is counted once, with the first part; only what the list names can come. */
function mustBeListed(list: List, asked: ArrivalAsked): void {
  const strange = asked.extras.filter(
    ({ kind, count }) => count > 0 && (isDeviceKind(kind) || !list.items?.some((one) => one.kind === kind)),
  );
  if (strange.length > 0) throw fail('LINES_UNKNOWN', { lines: strange.map(({ kind }) => kind) });
}

/** @throws DomainError LOT_CLOSED after the acceptance, ILLEGAL_MOVE before the collection was booked */
function mustTakeGoods({ status }: Donation): void {
  if (status === 'ACCEPTED' || status === 'RECEIPTED') throw fail('LOT_CLOSED');
  if (!donationTransitions.may(status, 'arrive') && !donationTransitions.may(status, 'arriveMore'))
    throw fail('ILLEGAL_MOVE', { entity: 'donation', move: 'arrive', status });
}

/** Says what a delivery brought. @throws DomainError what planArrival and the gift's state refuse; ARRIVAL_RUNNING */
export async function beginArrival(
  deps: ImportDependencies,
  list: List,
  asked: ArrivalAsked,
  doing: Doing,
  intent: Intent,
): Promise<Progress> {
  const { table, files } = deps;
  // Legality first: goods of a list that is not imported, or is settled, cannot arrive.
  moveList(list, 'settle', doing);
  if (list.arrival) throw fail('ARRIVAL_RUNNING');
  mustBeListed(list, asked);
  const units = await files.readUnits(list.id);
  const arriving = planArrival(await standingOf(deps, list, units), asked);
  const came = arriving.filter(({ fate }) => fate === 'came').length;
  if (came > 0) mustTakeGoods(await readGift(table, list));
  await files.writeArrival(list.id, intent.key, arriving);
  const arrival = {
    ...{ key: intent.key, of: arriving.length, cursor: 0, last: asked.last },
    extras: came > 0 ? asked.extras.filter(({ count }) => count > 0) : [],
  };
  const begin: Write = {
    update: keys.list(list.id),
    change: { set: { arrival, version: list.version + 1 } },
    when: { equals: { status: 'IMPORTED', version: list.version }, absent: ['arrival'] },
  };
  const event = listEvent(list, 'arrive', doing, { came, rejected: arriving.length - came });
  const answer = { id: list.id, status: list.status, done: 0, of: arriving.length };
  return table.commit({ intent, pk: keys.list(list.id).pk, event, writes: [begin], answer });
}

interface Part {
  readonly list: List;
  readonly arrival: NonNullable<List['arrival']>;
  readonly part: readonly Arriving[];
  readonly units: readonly Unit[];
}

async function partWrites(
  deps: ImportDependencies,
  { list, arrival, part, units }: Part,
  doing: Doing,
): Promise<Turn | 'again'> {
  const at = instant(deps.clock);
  const devices = await devicesOf(
    deps.table,
    list.id,
    part.map(({ unit }) => unit),
  );
  // Somebody else has recorded this part since the list was read.
  if (devices.some(({ status }) => status !== 'REGISTERED')) return 'again';
  const cursor = arrival.cursor + part.length;
  const came = part[0]?.fate === 'came';
  const moves = devices.flatMap((device, i) =>
    came
      ? [moveDevice(device, 'arrive', at).write, labelDevice(device)]
      : [moveDevice(device, 'reject', at, { rejectedBecause: part[i]?.reason ?? 'OTHER' }).write],
  );
  const counted = came ? 'received' : 'rejected';
  const onward: Write = {
    update: keys.list(list.id),
    change: {
      set: { arrival: { ...arrival, cursor }, [counted]: list[counted] + part.length },
    },
    when: { equals: { status: 'IMPORTED', arrival } },
  };
  const key = `${arrival.key}-${String(arrival.cursor).padStart(4, '0')}`;
  const told = await tellOf();
  return { done: cursor, writes: [onward, ...moves, ...told] } satisfies Turn;

  async function tellOf(): Promise<Write[]> {
    const put = (pk: string, event: Parameters<typeof eventItem>[2]): Write => ({
      put: eventItem(pk, { key, digest: '' }, event, {}) as unknown as Key & Record<string, unknown>,
      when: { exists: false },
    });
    if (!came) {
      const event = listEvent(list, 'reject', doing, { rejected: part.length });
      return [put(keys.list(list.id).pk, { ...event, at })];
    }
    const gift = await readGift(deps.table, list);
    const arrived = {
      devices: devices.map(({ id }) => id),
      kinds: part.map(({ unit }) => units[unit]?.kind ?? 'desktop'),
      extras: arrival.cursor === 0 ? (arrival.extras ?? []) : [],
    };
    const act = { at, by: actedBy(doing.actor) };
    const { write, event } = arriveListed(gift, arrived, act, arrival.cursor === 0);
    return [write, put(keys.donation(gift.id).pk, event)];
  }
}

/** Records a begun arrival part by part: each device gets its state, the gift its count, the workflow its event. */
export const continueArrival = (deps: ImportDependencies, id: string, doing: Doing, intent: Intent) => {
  let units: Unit[] | undefined;
  let arriving: { key: string; all: Arriving[] } | undefined;
  return untilDone(deps, id, doing, intent, {
    over: ['SETTLED'],
    async turn(list) {
      const { arrival } = list;
      moveList(list, 'settle', doing);
      const of = list.units ?? 0;
      if (!arrival) return { over: { id, status: list.status, done: of - outstanding(list), of } };
      if (arrival.cursor >= arrival.of) return { end: conclude(list, doing) };
      units ??= await deps.files.readUnits(id);
      if (arriving?.key !== arrival.key)
        arriving = { key: arrival.key, all: await deps.files.readArrival(id, arrival.key) };
      const part = nextPart(arriving.all, arrival.cursor, ARRIVING);
      const turn = await partWrites(deps, { list, arrival, part, units }, doing);
      return turn === 'again' ? turn : { part: turn };
    },
  });
};

/** The delivery is recorded; with nothing left out, the list is settled. */
function conclude(list: List, doing: Doing) {
  const { arrival, units: of = 0 } = list;
  const left = outstanding(list);
  if (left === 0) {
    const { write, event, to } = moveList(list, 'settle', doing, { remove: ['arrival'] });
    return { event, writes: [write], answer: { id: list.id, status: to, done: of, of } };
  }
  const rest: Write = {
    update: keys.list(list.id),
    change: { set: { version: list.version + 1 }, remove: ['arrival'] },
    when: { equals: { status: 'IMPORTED', arrival } },
  };
  return {
    event: listEvent(list, 'arrived', doing, { outstanding: left }),
    writes: [rest],
    answer: { id: list.id, status: list.status, done: of - left, of },
  };
}
