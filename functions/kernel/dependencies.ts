import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { City } from './city.ts';
import { readCity } from './city.ts';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import { readEnv } from './env.ts';
import type { Ids } from './ids.ts';
import { systemIds } from './ids.ts';
import type { Table } from './table.ts';
import { openTable } from './table.ts';
import type { Vault } from './vault.ts';
import { openVault } from './vault.ts';

/** What every handler may need; tests pass their own. */
export interface Dependencies {
  readonly table: Table;
  readonly vault: Vault;
  /** Registration numbers have keys of their own: who may use the vault may not use these (docs/adr/0015). */
  readonly registrations: Vault;
  readonly city: City;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What work has that seals and opens nothing: it is not told the names of the keys either. */
export type WorkDependencies = Omit<Dependencies, 'vault' | 'registrations'>;

const openClient = () =>
  DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });

/** Read at start, so that a missing variable fails the start, by name; the client connects on its first call. */
export function workDependencies(): WorkDependencies {
  const env = readEnv(['TABLE_NAME']);
  return {
    table: openTable(openClient(), env.TABLE_NAME),
    city: readCity(),
    clock: systemClock,
    ids: systemIds,
  };
}

/** The same, with the vaults. */
export function dependencies(): Dependencies {
  const env = readEnv(['TABLE_NAME', 'VAULT_KEY', 'HASH_KEY', 'REGISTRATION_KEY', 'DONOR_KEY']);
  return {
    table: openTable(openClient(), env.TABLE_NAME),
    vault: openVault({ wrap: env.VAULT_KEY, hash: env.HASH_KEY }),
    registrations: openVault({ wrap: env.REGISTRATION_KEY, hash: env.DONOR_KEY }),
    city: readCity(),
    clock: systemClock,
    ids: systemIds,
  };
}
