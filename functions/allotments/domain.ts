import type { Application } from '../applications/domain.ts';
import { stillWanted } from '../applications/domain.ts';
import type { Device } from '../devices/domain.ts';
import { keys, OWNERS } from '../kernel/keys.ts';
import { type Moved, moveRecord, type StateRecord } from '../kernel/move.ts';
import { transitionsOf } from '../kernel/transitions.ts';
import type { AllotmentStatus } from './contract.ts';

export const allotmentTransitions = transitionsOf<AllotmentStatus>()('allotment', {
  approve: { from: ['PROPOSED'], to: 'DECIDED', by: 'committee' },
  reject: { from: ['PROPOSED'], to: 'REJECTED', by: 'committee' },
  execute: { from: ['DECIDED'], to: 'EXECUTED', by: 'Chest' },
});

/** One device for one application, with the reason and what became of it. */
export interface PlanLine {
  readonly device: string;
  readonly assetNumber: string;
  readonly application: string;
  readonly district: string;
  readonly why: string;
  readonly result: 'open' | 'allotted' | 'refused';
}

export interface Allotment extends StateRecord<AllotmentStatus> {
  readonly kind: 'allotment';
  readonly lines: readonly PlanLine[];
  readonly proposedAt: string;
  readonly proposedBy: string;
  readonly decision?: {
    readonly committee: 'ALLOTMENT_SUBCOMMITTEE' | 'STEERING' | 'DIGITAL_DIVIDE';
    readonly number: string;
    readonly decidedOn: string;
    /** Every allotment carries its legal basis (공직선거법 §112; 디지털포용법 §24). */
    readonly legalBasis: 'CHEST' | 'DIGITAL_INCLUSION_24' | 'ORDINANCE';
    readonly outcome: 'APPROVED' | 'REJECTED';
    readonly note?: string;
    readonly recordedBy: string;
  };
}

/** Whom a plan concerns, for its events: the trail of each device and application leads through here. */
export const concerned = (lines: readonly Pick<PlanLine, 'device' | 'application'>[]) => ({
  devices: lines.map(({ device }) => device),
  applications: [...new Set(lines.map(({ application }) => application))],
});

export const allotmentQueue = (status: AllotmentStatus) => ({ owner: OWNERS.allotment, scope: [status] });

export const moveAllotment = (
  plan: Allotment,
  move: keyof typeof allotmentTransitions.moves & string,
  at: string,
  set: Partial<Allotment> = {},
): Moved<AllotmentStatus> =>
  moveRecord(allotmentTransitions, keys.allotment(plan.id), plan, move, {
    at,
    queue: allotmentQueue(allotmentTransitions.moves[move].to),
    set,
  });

export interface Suggested {
  readonly device: Device;
  readonly application: Application;
  readonly why: 'LONGEST_WAITING' | 'LONGEST_WAITING_FITTING_KIND';
}

/** What serves each need; a tablet serves only who takes anything. */
const SERVING: Readonly<Record<Application['needs']['kind'], readonly Device['deviceKind'][]>> = {
  any: ['desktop', 'laptop', 'all-in-one', 'tablet'],
  desktop: ['desktop', 'all-in-one'],
  laptop: ['laptop'],
};
const fits = (device: Device, application: Application): boolean =>
  SERVING[application.needs.kind].includes(device.deviceKind);

/**
 * How a device's earmark speaks for a line: 0 the giver wished it so, 1 no wish, 2 the giver wished otherwise. Only
 * district and group are compared; use and recipient are for people to read (사회복지공동모금회법 §27).
 */
export function earmarkRank(
  { earmark }: Pick<Device, 'earmark'>,
  { district, category }: Pick<Application, 'district' | 'category'>,
): 0 | 1 | 2 {
  if (!earmark?.district && !earmark?.group) return 1;
  const met =
    (!earmark.district || earmark.district === district) && (!earmark.group || earmark.group === category);
  return met ? 0 : 2;
}

/**
 * The simple, fair rule of this issue: who has waited longest gets the longest-ready device of the kind they need,
 * of those that fit first one whose giver wished it so, last one whose giver wished otherwise.
 * @param waiting applications in the order of the queue
 * @param ready devices in the order in which they became ready
 */
export function suggest(
  waiting: readonly Application[],
  ready: readonly Device[],
  limit: number,
): Suggested[] {
  const left = [...ready];
  const lines: Suggested[] = [];
  for (const application of waiting) {
    for (let wanted = stillWanted(application); wanted > 0 && lines.length < limit; wanted--) {
      const [device] = left
        .filter((one) => fits(one, application))
        .toSorted((a, b) => earmarkRank(a, application) - earmarkRank(b, application));
      if (!device) break;
      left.splice(left.indexOf(device), 1);
      const why = application.needs.kind === 'any' ? 'LONGEST_WAITING' : 'LONGEST_WAITING_FITTING_KIND';
      lines.push({ device, application, why });
    }
  }
  return lines;
}
