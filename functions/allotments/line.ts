import type { Application } from '../applications/domain.ts';
import type { Device } from '../devices/domain.ts';
import type { City } from '../kernel/city.ts';
import type { PlanLine } from './domain.ts';
import type { ComputedLine, ComputedPlan } from './plan/compute.ts';
import { pairReasons, seatReasons, sumOf } from './plan/points.ts';
import { type Circumstances, rulesBroken } from './plan/rules.ts';

/** What a line says about its device and its application. */
const about = (device: Device, application: Application) => ({
  device: device.id,
  assetNumber: device.assetNumber,
  application: application.id,
  reference: application.reference,
  applicant: application.applicant,
  ...(application.organisationId ? { organisation: application.organisationId } : {}),
  district: application.district,
  category: application.category,
});

/**
 * Why this device for this application, and what speaks against it; for a line that people make.
 * @param before PCs that the application gets or got before this one
 */
export function judged(
  city: City,
  device: Device,
  application: Application,
  before: number,
  at: Circumstances & { readonly now: string },
): Pick<PlanLine, 'points' | 'reasons' | 'against'> {
  const reasons = [
    ...seatReasons(city, application, before, at.now),
    ...pairReasons(city, device, application),
  ];
  return { points: sumOf(reasons), reasons, against: rulesBroken(device, application, at) };
}

export const handLine = (
  n: number,
  device: Device,
  application: Application,
  rest: Pick<PlanLine, 'points' | 'reasons' | 'against' | 'why' | 'changed'>,
): PlanLine => ({
  kind: 'plan-line',
  n,
  version: 1,
  ...about(device, application),
  ...rest,
  result: 'open',
});

/** The lines of a computed plan as they are written, numbered in its order, before anything is reserved. */
export function computedLines({ lines }: Pick<ComputedPlan, 'lines'>): PlanLine[] {
  const numbers = new Map(lines.map(({ device }, at) => [device.id, at + 1]));
  const nextBest = ({ nextBest: { device, seat } }: ComputedLine): PlanLine['nextBest'] => ({
    ...(device
      ? {
          device: {
            device: device.device.id,
            assetNumber: device.device.assetNumber,
            loses: device.loses,
            ...(device.instead ? { line: numbers.get(device.device.id) ?? 0 } : {}),
          },
        }
      : {}),
    ...(seat
      ? {
          application: {
            application: seat.seat.application.id,
            reference: seat.seat.application.reference,
            district: seat.seat.application.district,
            loses: seat.loses,
          },
        }
      : {}),
  });
  return lines.map((line, at) => ({
    kind: 'plan-line',
    n: at + 1,
    version: 1,
    ...about(line.device, line.seat.application),
    points: sumOf(line.reasons),
    reasons: line.reasons,
    nextBest: nextBest(line) ?? {},
    against: [],
    result: 'planned',
  }));
}
