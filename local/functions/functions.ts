import type { LocalClock } from '../clock.ts';
import type { Cloud } from '../template/cloud.ts';
import { type FunctionDefinition, readFunctions, unqualified } from './definition.ts';
import { type Credentials, environmentOf } from './environment.ts';
import { type LogLine, PAYLOAD_LIMIT, startInstance } from './instance.ts';
import { failed, type Outcome, refused } from './outcome.ts';
import { openPool, type Pool } from './pool.ts';

/** Lambda: every function of the templates, each environment in its own worker. */
export interface Functions {
  /** Runs one event and waits for its end. Retries of asynchronous events are the caller's. */
  invoke(functionArn: string, payload: unknown): Promise<Outcome>;
  readonly definitions: ReadonlyMap<string, FunctionDefinition>;
  /** Ends the environments of a function in the middle of what they do. @throws Error naming one that there is not */
  interrupt(functionArn: string): Promise<void>;
  stop(): Promise<void>;
}

export function openFunctions(options: {
  cloud: Cloud;
  door: string;
  clock: LocalClock;
  credentialsFor(roleArn: string): Credentials;
  log: LogLine;
}): Functions {
  const { cloud, clock, log } = options;
  const definitions = readFunctions(cloud);
  const pools = new Map<string, Pool>();
  const shared = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const offset = new Float64Array(shared);
  const follow = () => {
    offset[0] = clock.offsetMs();
  };
  follow();
  const unfollow = clock.onAdvance(follow);

  let stopped = false;
  function poolOf(definition: FunctionDefinition): Pool {
    const known = pools.get(definition.arn);
    if (known) return known;
    const pool = openPool(() => {
      const credentials = options.credentialsFor(definition.roleArn);
      const place = { region: cloud.region, door: options.door, credentials };
      return startInstance({ definition, environment: environmentOf(definition, place), clock: shared, log });
    }, definition.reserved);
    pools.set(definition.arn, pool);
    return pool;
  }

  return {
    definitions,
    async invoke(functionArn, payload) {
      const definition = definitions.get(unqualified(functionArn));
      if (!definition) return refused(404, 'ResourceNotFoundException', `Function not found: ${functionArn}`);
      if (!definition.runtime.startsWith('nodejs'))
        return failed('Runtime.NotLocal', `the local cloud runs no ${definition.runtime} functions`);
      if (stopped) return refused(503, 'ServiceException', 'The local cloud is stopping.');
      const text = JSON.stringify(payload ?? null);
      if (Buffer.byteLength(text) > PAYLOAD_LIMIT)
        return refused(413, 'RequestTooLargeException', `must be smaller than ${PAYLOAD_LIMIT} bytes`);
      return poolOf(definition).invoke(text);
    },
    async interrupt(functionArn) {
      const definition = definitions.get(functionArn);
      if (!definition) throw new Error(`there is no function ${functionArn}`);
      await poolOf(definition).interrupt();
    },
    async stop() {
      stopped = true;
      unfollow();
      await Promise.all([...pools.values()].map((pool) => pool.stop()));
    },
  };
}
