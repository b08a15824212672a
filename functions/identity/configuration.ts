import type * as z from 'zod';
import { readCity } from '../kernel/city.ts';
import { readEnv } from '../kernel/env.ts';
import type { identityContract } from './contract.ts';

export type Configuration = z.input<typeof identityContract.routes.readConfiguration.answer>;

/** @throws Error naming every variable that is missing or malformed */
export function readConfiguration(env: NodeJS.ProcessEnv = process.env): Configuration {
  const city = readCity(env);
  const names = [
    'STAFF_AUTHORITY',
    'STAFF_CLIENT',
    'STAFF_SIGN_OUT',
    'CITIZEN_AUTHORITY',
    'CITIZEN_CLIENT',
  ] as const;
  const { STAFF_AUTHORITY, STAFF_CLIENT, STAFF_SIGN_OUT, CITIZEN_AUTHORITY, CITIZEN_CLIENT } = readEnv(
    names,
    env,
  );
  return {
    city: city.id,
    languages: city.languages,
    staff: { authority: STAFF_AUTHORITY, client: STAFF_CLIENT, signOut: STAFF_SIGN_OUT },
    citizen: { authority: CITIZEN_AUTHORITY, client: CITIZEN_CLIENT },
  };
}
