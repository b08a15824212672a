import type { Device } from '../devices/domain.ts';
import type { EventItem } from '../kernel/events.ts';
import { historyOf } from '../kernel/history.ts';
import type { Key } from '../kernel/keys.ts';
import {
  type Allotment,
  allotmentTransitions,
  type LineEnd,
  type PlanLine,
  type Progress,
} from './domain.ts';

export const listLine = ({ id, status, origin, lines, proposedAt, proposedBy, since }: Allotment) => ({
  ...{ id, status, origin, lines, proposedAt, since, proposedBy },
});

/** A line for people who may see the plan; `trouble` is what has come between since. */
export function lineView(line: PlanLine & Partial<Key>, trouble?: LineEnd | undefined) {
  const { kind: _, version: __, pk: ___, sk: ____, changed, ...rest } = line;
  const was = changed?.was;
  return {
    ...rest,
    reasons: [...line.reasons],
    against: [...line.against],
    ...(changed
      ? {
          changed: {
            ...{ what: changed.what, by: changed.by, at: changed.at, reason: changed.reason },
            ...(was ? { was: { device: was.device, assetNumber: was.assetNumber, points: was.points } } : {}),
          },
        }
      : {}),
    ...(trouble ? { trouble } : {}),
  };
}

export const choiceView = (device: Device, points: number, against: readonly string[]) => ({
  device: device.id,
  assetNumber: device.assetNumber,
  kind: device.deviceKind,
  ...(device.specification?.model ? { model: device.specification.model } : {}),
  ...(device.grade ? { grade: `${device.grade.appearance}${device.grade.functionality}` } : {}),
  points,
  against: [...against],
});

/** What was weighed, and how much. */
function objectiveView({ rules, ...sums }: NonNullable<Allotment['objective']>) {
  const { waiting, need, balance, travel, fit } = rules;
  return {
    ...sums,
    unserved: { ...sums.unserved },
    weights: {
      ...{ perDay: waiting.perDay, mostDays: waiting.mostDays, perPercent: balance.perPercent },
      ...{ perTile: travel.perTile, furtherComputer: need.furtherComputer },
      ...{ screenReader: need.screenReader, largeScreen: need.largeScreen, ...fit },
    },
    need: need.categories,
    from: travel.from,
  };
}

/** What people and committees may do with it; what only the plan's tasks do is not offered. */
const NOT_OFFERED = ['propose', 'close'];
const movesOf = (plan: Allotment): string[] =>
  plan.releasedAt
    ? []
    : allotmentTransitions.movesFrom(plan.status).filter((move) => !NOT_OFFERED.includes(move));

/** Reading a plan: its sums and how far it is. Events of single lines are not its history. */
export function planView(plan: Allotment, parts: readonly Progress[], history: readonly EventItem[]) {
  const { id, status, origin, lineCount, lines, legalBasis, byDistrict, byCategory } = plan;
  const done = parts.reduce<Progress>(
    (sum, { allotted, refused }) => ({ allotted: sum.allotted + allotted, refused: sum.refused + refused }),
    { allotted: 0, refused: 0 },
  );
  return {
    ...{ id, status, origin, lineCount, lines, legalBasis, attempt: plan.attempt },
    byDistrict: Object.fromEntries(Object.entries(byDistrict).map(([code, sums]) => [code, { ...sums }])),
    byCategory: { ...byCategory },
    ...(plan.choices
      ? {
          choices: {
            ...(plan.choices.limit ? { limit: plan.choices.limit } : {}),
            ...(plan.choices.districts ? { districts: [...plan.choices.districts] } : {}),
            ...(plan.choices.kinds ? { kinds: [...plan.choices.kinds] } : {}),
          },
        }
      : {}),
    ...(plan.objective ? { objective: objectiveView(plan.objective) } : {}),
    proposedAt: plan.proposedAt,
    proposedBy: plan.proposedBy,
    ...(plan.decision ? { decision: plan.decision } : {}),
    progress: { ...(plan.done ?? done), dropped: plan.dropped ?? 0, released: plan.released ?? 0 },
    moves: movesOf(plan),
    history: historyOf(history),
  };
}
