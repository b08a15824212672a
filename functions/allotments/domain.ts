import type { City } from '../kernel/city.ts';
import { DomainError } from '../kernel/errors.ts';
import { type Key, keys, OWNERS } from '../kernel/keys.ts';
import { type Moved, moveRecord, type StateRecord } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import { transitionsOf } from '../kernel/transitions.ts';
import type { AllotmentStatus, LINE_ENDS, LINE_RESULTS } from './contract.ts';
import type { Reason } from './plan/points.ts';
import { basisAllows, type LegalBasis, type Rule } from './plan/rules.ts';

export const allotmentTransitions = transitionsOf<AllotmentStatus>()('allotment', {
  compute: { from: ['COMPUTING'], to: 'COMPUTING', by: 'Chest, where it stopped half way' },
  propose: { from: ['COMPUTING'], to: 'PROPOSED', by: 'plan' },
  change: { from: ['PROPOSED'], to: 'PROPOSED', by: 'Chest, line by line' },
  withdraw: { from: ['COMPUTING', 'PROPOSED'], to: 'WITHDRAWN', by: 'Chest' },
  approve: { from: ['PROPOSED'], to: 'DECIDED', by: 'committee' },
  reject: { from: ['PROPOSED'], to: 'REJECTED', by: 'committee' },
  /** The steering committee sets the decision aside before it is carried out (사회복지공동모금회법 §13⑤). */
  overturn: { from: ['DECIDED'], to: 'REJECTED', by: 'committee' },
  start: { from: ['DECIDED'], to: 'EXECUTING', by: 'Chest' },
  goOn: { from: ['EXECUTING'], to: 'EXECUTING', by: 'Chest, where it stopped half way' },
  close: { from: ['EXECUTING'], to: 'EXECUTED', by: 'workflow' },
  freeRejected: { from: ['REJECTED'], to: 'REJECTED', by: 'plan' },
  freeWithdrawn: { from: ['WITHDRAWN'], to: 'WITHDRAWN', by: 'plan' },
});
export type AllotmentMove = keyof typeof allotmentTransitions.moves & string;

export type LineResult = (typeof LINE_RESULTS)[number];
export type LineEnd = (typeof LINE_ENDS)[number];

/** What a line was before people changed it. */
export interface FirstLine {
  readonly device: string;
  readonly assetNumber: string;
  readonly points: number;
  readonly reasons: readonly Reason[];
  readonly nextBest?: PlanLine['nextBest'];
}

/** One device for one application: an item of its own, so that a plan of thousands is no bigger to read than a page. */
export interface PlanLine {
  readonly kind: 'plan-line';
  /** From 1, in the order of the plan; never used again. */
  readonly n: number;
  readonly version: number;
  readonly device: string;
  readonly assetNumber: string;
  readonly application: string;
  readonly reference: string;
  readonly applicant: 'organisation' | 'household';
  /** Id of the organisation that applies: members of a committee with an interest in it do not see the line. */
  readonly organisation?: string;
  readonly district: string;
  readonly category: string;
  readonly points: number;
  readonly reasons: readonly Reason[];
  readonly nextBest?: {
    readonly device?: {
      readonly device: string;
      readonly assetNumber: string;
      readonly loses: number;
      readonly line?: number;
    };
    readonly application?: {
      readonly application: string;
      readonly reference: string;
      readonly district: string;
      readonly loses: number;
    };
  };
  readonly why?: string;
  readonly against: readonly Rule[];
  readonly changed?: {
    readonly what: 'added' | 'exchanged' | 'dropped';
    readonly by: string;
    readonly at: string;
    readonly reason: string;
    readonly was?: FirstLine;
  };
  readonly result: LineResult;
  readonly because?: LineEnd;
}

/** How many lines ended how; of a part of an execution, or of all of it. */
export interface Progress {
  readonly allotted: number;
  readonly refused: number;
}

export interface Allotment extends StateRecord<AllotmentStatus> {
  readonly kind: 'allotment';
  readonly origin: 'computed' | 'hand';
  /** The highest number of its lines, dropped ones included: an execution goes over 1 … lineCount. */
  readonly lineCount: number;
  /** Lines that stand: what a committee decides on. */
  readonly lines: number;
  /** What it will rest on; the decision says it with the law's words. */
  readonly legalBasis: LegalBasis;
  /** Ids of organisations that get something by it, for recusal. */
  readonly organisations: readonly string[];
  readonly byDistrict: Readonly<Record<string, { readonly lines: number; readonly waiting?: number }>>;
  readonly byCategory: Readonly<Record<string, number>>;
  readonly choices?: {
    readonly limit?: number;
    readonly districts?: readonly string[];
    readonly kinds?: readonly ('organisation' | 'household')[];
  };
  readonly objective?: {
    readonly points: number;
    readonly balance: number;
    readonly waiting: number;
    readonly ready: number;
    readonly unserved: Readonly<Record<string, number>>;
    readonly idle: { readonly fittingNobody: number; readonly left: number };
    readonly headsOnly: boolean;
    readonly rules: City['allotment'];
  };
  /** Which attempt computes, executes or frees; a task of an earlier one stops. */
  readonly attempt: number;
  /** Set once all lines of a computed plan are written: from then on only reserving is left. */
  readonly written?: true;
  readonly dropped?: number;
  readonly released?: number;
  readonly releasedAt?: string;
  readonly done?: Progress;
  readonly withdrawnBecause?: string;
  readonly proposedAt: string;
  readonly proposedBy: string;
  readonly decision?: PlanDecision;
}

export interface PlanDecision {
  readonly committee: 'ALLOTMENT_SUBCOMMITTEE' | 'STEERING' | 'DIGITAL_DIVIDE';
  readonly number: string;
  readonly decidedOn: string;
  /** Every allotment carries its legal basis (공직선거법 §112; 디지털포용법 §24). */
  readonly legalBasis: LegalBasis;
  readonly outcome: 'APPROVED' | 'REJECTED';
  readonly note?: string;
  readonly recordedBy: string;
}

export const allotmentQueue = (status: AllotmentStatus) => ({ owner: OWNERS.allotment, scope: [status] });

export const moveAllotment = (
  plan: Allotment,
  move: AllotmentMove,
  at: string,
  set: Partial<Allotment> = {},
): Moved<AllotmentStatus> => {
  const { to } = allotmentTransitions.moves[move];
  // What only goes on keeps its place and the day on which it came there.
  const stays = to === plan.status;
  const moved = moveRecord(allotmentTransitions, keys.allotment(plan.id), plan, move, {
    at,
    queue: { ...allotmentQueue(to), ...(stays ? { since: plan.stages[to] ?? plan.since } : {}) },
    ...(stays ? { stageAt: plan.stages[to] ?? plan.since } : {}),
    set,
  });
  return moved;
};

/**
 * A committee's decision on a plan, as a conditional write for its own transaction. What a rejected plan holds is freed
 * line by line by the task `allotment-plan`, which the stream starts when it sees the plan REJECTED.
 * @throws DomainError ILLEGAL_MOVE unless it is PROPOSED; BASIS_NOT_ALLOWED (422) where a category of the plan may not
 * rest on the decision's legal basis
 */
export function decidePlan(
  plan: Allotment,
  decision: PlanDecision,
  at: string,
  city: Pick<City, 'allotment'>,
): Moved<AllotmentStatus> {
  const approved = decision.outcome === 'APPROVED';
  const category = Object.keys(plan.byCategory).find(
    (code) => (plan.byCategory[code] ?? 0) > 0 && !basisAllows(city, code, decision.legalBasis),
  );
  if (approved && category) throw new DomainError('BASIS_NOT_ALLOWED', 422, { category });
  return moveAllotment(plan, approved ? 'approve' : 'reject', at, { decision });
}

/** A plan that came to nothing and may still hold devices: as the stream sees its item. */
export const holdsForNothing = (item: Readonly<Record<string, unknown>>): boolean =>
  item.kind === 'allotment' &&
  (item.status === 'REJECTED' || item.status === 'WITHDRAWN') &&
  item.releasedAt === undefined;

/** A line changes only as whoever changes it saw it. */
export const changeLine = (
  plan: string,
  line: PlanLine,
  set: Partial<PlanLine>,
  remove: readonly (keyof PlanLine & string)[] = [],
): Write => ({
  update: keys.allotmentLine(plan, line.n),
  change: { set: { ...set, version: line.version + 1 }, ...(remove.length > 0 ? { remove } : {}) },
  when: { equals: { result: line.result, version: line.version } },
});

export const writeLine = (plan: string, line: PlanLine): Key & Readonly<Record<string, unknown>> => ({
  ...keys.allotmentLine(plan, line.n),
  ...line,
});

/** A plan's counts with one line more, or one less: of those that stand. */
export function counted(
  plan: Pick<Allotment, 'lines' | 'byDistrict' | 'byCategory'>,
  { district, category }: Pick<PlanLine, 'district' | 'category'>,
  by: 1 | -1,
): Pick<Allotment, 'lines' | 'byDistrict' | 'byCategory'> {
  const here = plan.byDistrict[district];
  return {
    lines: plan.lines + by,
    byDistrict: { ...plan.byDistrict, [district]: { ...here, lines: (here?.lines ?? 0) + by } },
    byCategory: { ...plan.byCategory, [category]: (plan.byCategory[category] ?? 0) + by },
  };
}
