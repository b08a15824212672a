import { type Application, stillWanted } from '../../applications/domain.ts';
import type { Device } from '../../devices/domain.ts';
import type { City } from '../../kernel/city.ts';
import { cheapestFlow } from './flow.ts';
import { type Kinds, kindsOf, type Seat } from './kinds.ts';
import { type Choice, type NextBest, nextBestOf } from './next-best.ts';
import { pairReasons, type Reason, seatReasons } from './points.ts';
import { provenCheapest } from './proof.ts';
import { type ApplicationRule, brokenByApplication, type Circumstances } from './rules.ts';

export interface Choices {
  /** PCs at most. */
  readonly limit?: number | undefined;
  /** Only these districts, only these kinds of applicants; undefined = all. */
  readonly districts?: readonly string[] | undefined;
  readonly kinds?: readonly Application['applicant'][] | undefined;
}

export interface PlanInput extends Choices, Circumstances {
  readonly city: City;
  readonly devices: readonly Device[];
  readonly applications: readonly Application[];
  /** ISO instant up to which waiting is counted. */
  readonly now: string;
}

export interface ComputedLine {
  readonly device: Device;
  readonly seat: Seat;
  readonly reasons: readonly Reason[];
  readonly nextBest: NextBest;
}

/** What went without, by why: PCs wanted, or devices. */
export type LeftOut = Partial<Record<ApplicationRule | 'NOT_CHOSEN' | 'NOTHING_FITS' | 'TOO_FEW', number>>;

export interface ComputedPlan {
  readonly lines: readonly ComputedLine[];
  /** The sum that no other plan of as many lines exceeds: points of the lines less what balance takes off. */
  readonly points: number;
  /** Taken off for balance between districts. */
  readonly balance: number;
  readonly districts: Readonly<Record<string, { readonly waiting: number; readonly lines: number }>>;
  readonly unserved: LeftOut;
  /** Devices that fit nobody who waits; devices that are left because everybody whom they fit is served, or by the limit. */
  readonly idle: { readonly fittingNobody: number; readonly left: number };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Those whom no rule and no choice leaves out, and how many PCs the others wanted, by why. */
function admitted(input: PlanInput): { applications: Application[]; unserved: LeftOut } {
  const unserved: Record<string, number> = {};
  const applications = input.applications.filter((application) => {
    const { district, applicant } = application;
    const chosen =
      (input.districts?.includes(district) ?? true) && (input.kinds?.includes(applicant) ?? true);
    const why = chosen ? brokenByApplication(application, input)[0] : 'NOT_CHOSEN';
    if (why) unserved[why] = (unserved[why] ?? 0) + stillWanted(application);
    return !why;
  });
  return { applications, unserved };
}

/** Which device of a kind goes to which seat of a kind: both in their order, so that nothing depends on the input's. */
function choicesOf({ devices, seats, network }: Kinds, arcs: Int32Array): Choice[] {
  const nextSeat = seats.map(() => 0);
  return devices.flatMap((kind, i) => {
    let nextDevice = 0;
    const choices: Choice[] = [];
    for (let a = network.start[i] as number; a < (network.start[i + 1] as number); a++) {
      const j = network.to[a] as number;
      for (let n = 0; n < (arcs[a] as number); n++) {
        const place = nextSeat[j] ?? 0;
        nextSeat[j] = place + 1;
        choices.push({ device: kind[nextDevice++] as Device, i, seat: seats[j]?.[place] as Seat, j });
      }
    }
    return choices;
  });
}

/**
 * The plan for a queue and a stock: no line breaks a rule; first as many PCs as can be given, then the most points
 * (docs/adr/0027). Pure: the same input, in whatever order, gives the same plan.
 * @throws Error when the solution does not prove to be the best: a fault of the program, never of the input
 */
export function computePlan(input: PlanInput): ComputedPlan {
  const { city, now } = input;
  const { applications, unserved } = admitted(input);
  const kinds = kindsOf(input.devices, applications, city, now);
  const flow = cheapestFlow(kinds.network, input.limit);
  if (!provenCheapest(kinds.network, flow)) throw new Error('the plan that was found is not the best');

  const choices = choicesOf(kinds, flow.arcs);
  const nextBest = nextBestOf(kinds, choices);
  const rank = new Map(city.districts.map(({ code }, n) => [code, n]));
  const rankOf = ({ seat }: Choice) => rank.get(seat.application.district) ?? rank.size;
  const lines = choices
    .toSorted(
      (a, b) =>
        rankOf(a) - rankOf(b) ||
        b.seat.points - a.seat.points ||
        (a.seat.application.id < b.seat.application.id ? -1 : 1) *
          Number(a.seat.application !== b.seat.application) ||
        a.seat.before - b.seat.before,
    )
    .map((choice) => ({
      device: choice.device,
      seat: choice.seat,
      reasons: [
        ...seatReasons(city, choice.seat.application, choice.seat.before, now),
        ...pairReasons(city, choice.device, choice.seat.application),
      ],
      nextBest: nextBest(choice),
    }));

  const { start, steps } = kinds.network;
  const fitting = new Set(kinds.network.to);
  const wanting = kinds.seats.map((kind, j) => ({
    fits: fitting.has(j),
    open: kind.length - (flow.served[j] ?? 0),
  }));
  const without = (fits: boolean) => sum(wanting.filter((one) => one.fits === fits).map(({ open }) => open));
  const fittingNobody = sum(kinds.devices.map((kind, i) => (start[i] === start[i + 1] ? kind.length : 0)));
  return {
    lines,
    points: 0 - flow.cost,
    balance: sum(steps.map((costs, d) => sum([...costs.subarray(0, flow.given[d])]))),
    districts: Object.fromEntries(
      kinds.districts.map((code, d) => [code, { waiting: kinds.waiting[d] ?? 0, lines: flow.given[d] ?? 0 }]),
    ),
    unserved: {
      ...unserved,
      ...(without(false) ? { NOTHING_FITS: without(false) } : {}),
      ...(without(true) ? { TOO_FEW: without(true) } : {}),
    },
    idle: { fittingNobody, left: input.devices.length - lines.length - fittingNobody },
  };
}
