import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { City } from './city-shape.ts';

export type { City } from './city-shape.ts';
export type District = City['districts'][number];
export type Phase = City['phases'][number];

/** What an allotment may rest on: the Chest's own law, the Digital Inclusion Act §24, or an ordinance. */
export const LEGAL_BASES = ['CHEST', 'DIGITAL_INCLUSION_24', 'ORDINANCE'] as const;

/**
 * The pack lies beside the function's code: the build checks it against its shape and puts it there, so that a start
 * need not (10 ms of a cold start). On this machine CITY names the folder below cities/.
 */
export function readCity(env: NodeJS.ProcessEnv = process.env): City {
  const file = env.LAMBDA_TASK_ROOT
    ? join(env.LAMBDA_TASK_ROOT, 'city.json')
    : join('cities', env.CITY ?? 'seoul', 'city.json');
  return JSON.parse(readFileSync(file, 'utf8')) as City;
}

export const districtOf = (city: City, code: string): District | undefined =>
  city.districts.find((d) => d.code === code);

/** The phases of one kind that are open on a day in a district (law and practice: phases by date and district). */
export const openPhases = (city: City, kind: Phase['kind'], day: string, district?: string): Phase[] =>
  city.phases.filter(
    (phase) =>
      phase.kind === kind &&
      phase.opensOn <= day &&
      day <= phase.closesOn &&
      (district === undefined || phase.districts.length === 0 || phase.districts.includes(district)),
  );
