import { type Application, stillWanted } from '../../applications/domain.ts';
import type { Device } from '../../devices/domain.ts';
import type { City } from '../../kernel/city.ts';
import type { Network } from './network.ts';
import { balanceStep, pairReasons, seatReasons, sumOf } from './points.ts';
import { brokenByPair, plainName, runsScreenReader } from './rules.ts';

/** One PC that an application waits for. */
export interface Seat {
  readonly application: Application;
  /** PCs of the application before this one. */
  readonly before: number;
  readonly points: number;
}

/** Devices and seats by kinds, and the network that they make. Kinds and their members stand in a fixed order. */
export interface Kinds {
  readonly devices: readonly (readonly Device[])[];
  readonly seats: readonly (readonly Seat[])[];
  readonly districts: readonly string[];
  readonly waiting: readonly number[];
  readonly network: Network;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups].sort(([a], [b]) => byText(a, b)).map(([, members]) => members);
}

/** All that a rule or a point of a pair looks at; devices alike in this are one kind, the longest ready first. */
function devicesByKind(devices: readonly Device[], rules: City['allotment']): Device[][] {
  const key = (device: Device) => {
    const { district = '', group = '', recipient = '' } = device.earmark ?? {};
    const wished = recipient === '' ? '' : `=${plainName(recipient)}`;
    return [device.deviceKind, runsScreenReader(device, rules), district, group, wished].join('|');
  };
  const readySince = ({ stages, since }: Device) => stages.READY ?? since;
  return grouped(devices, key).map((kind) =>
    kind.sort((a, b) => byText(readySince(a), readySince(b)) || byText(a.id, b.id)),
  );
}

/** The same of seats: within a kind those that count for more come first, then who was confirmed earlier. */
function seatsByKind(
  applications: readonly Application[],
  devices: readonly Device[],
  city: City,
  now: string,
): Seat[][] {
  const named = new Set(
    devices.flatMap(({ earmark }) => (earmark?.recipient ? [plainName(earmark.recipient)] : [])),
  );
  const key = ({ application: { district, category, needs, organisation } }: Seat) => {
    const name = plainName(organisation ?? '');
    const { kind, screenReader, largeScreen } = needs;
    return [district, category, kind, screenReader, largeScreen, named.has(name) ? name : ''].join('|');
  };
  const seats = applications.flatMap((application) =>
    Array.from({ length: stillWanted(application) }, (_, n): Seat => {
      const before = application.reserved + application.allotted + n;
      return { application, before, points: sumOf(seatReasons(city, application, before, now)) };
    }),
  );
  const since = ({ application: { queuedAt, submittedAt } }: Seat) => queuedAt ?? submittedAt;
  return grouped(seats, key).map((kind) =>
    kind.sort(
      (a, b) =>
        b.points - a.points ||
        byText(since(a), since(b)) ||
        byText(a.application.id, b.application.id) ||
        a.before - b.before,
    ),
  );
}

/** @param applications those that no rule speaks against, with PCs still wanted */
export function kindsOf(
  devices: readonly Device[],
  applications: readonly Application[],
  city: City,
  now: string,
): Kinds {
  const rules = city.allotment;
  const byKind = devicesByKind(devices, rules);
  const seats = seatsByKind(applications, devices, city, now);
  const districts = [...new Set(applications.map(({ district }) => district))].sort(byText);
  const place = new Map(districts.map((code, d) => [code, d]));
  const district = Int32Array.from(seats, (kind) => place.get(kind[0]?.application.district ?? '') ?? 0);
  const waiting = districts.map(() => 0);
  seats.forEach((kind, j) => {
    const d = district[j] as number;
    waiting[d] = (waiting[d] as number) + kind.length;
  });
  const start = new Int32Array(byKind.length + 1);
  const to: number[] = [];
  const cost: number[] = [];
  byKind.forEach(([device], i) => {
    seats.forEach((kind, j) => {
      const application = kind[0]?.application;
      if (!device || !application || brokenByPair(device, application, rules).length > 0) return;
      to.push(j);
      cost.push(-sumOf(pairReasons(city, device, application)));
    });
    start[i + 1] = to.length;
  });
  const network = {
    supply: Int32Array.from(byKind, ({ length }) => length),
    start,
    to: Int32Array.from(to),
    cost: Int32Array.from(cost),
    district,
    seats: seats.map((kind) => Int32Array.from(kind, ({ points }) => -points)),
    steps: waiting.map((many) => Int32Array.from({ length: many }, (_, k) => balanceStep(city, k, many))),
  };
  return { devices: byKind, seats, districts, waiting, network };
}
