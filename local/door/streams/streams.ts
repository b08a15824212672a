import type { LocalClock } from '../../clock.ts';
import type { Authority } from '../authority.ts';
import type { DatabaseClient } from '../dynamodb/client.ts';
import type { Sweeper } from '../dynamodb/expiry.ts';
import type { InvokeFunction } from '../functions/events.ts';
import type { Queues } from '../queues/store.ts';
import type { StreamMapping } from './mapping.ts';
import type { PollerState } from './poller.ts';
import { openPoller } from './poller.ts';
import { openPositions } from './positions.ts';

/** All event source mappings. */
export interface Streams {
  start(): Promise<void>;
  /** These tables were written. */
  nudge(tables: readonly string[]): void;
  /** Whether everything that was written has been delivered or given up. */
  idle(): boolean;
  stop(): Promise<void>;
  states(): PollerState[];
}

export function openStreams(parts: {
  mappings: readonly StreamMapping[];
  client: DatabaseClient;
  sweeper: Sweeper;
  clock: LocalClock;
  region: string;
  folder: string;
  invoke: InvokeFunction;
  queues: Queues;
}): Streams {
  const { mappings, queues, invoke, folder, ...shared } = parts;
  const positions = openPositions(folder);
  const pollers = mappings.map((mapping) =>
    openPoller({
      ...shared,
      mapping,
      positions,
      invoke: (functionArn, payload) => invoke(functionArn, payload, 'RequestResponse'),
      discard({ deadLetters, id }, failure) {
        console.error(`local door: batch of ${id} given up: ${JSON.stringify(failure.requestContext)}`);
        if (deadLetters !== undefined) queues.send(deadLetters, JSON.stringify(failure));
      },
    }),
  );
  return {
    async start() {
      await Promise.all(pollers.map((poller) => poller.start()));
    },
    nudge(tables) {
      for (const poller of pollers) if (tables.includes(poller.mapping.tableName)) poller.nudge();
    },
    idle: () => pollers.every((poller) => poller.state().idle),
    async stop() {
      await Promise.all(pollers.map((poller) => poller.stop()));
    },
    states: () => pollers.map((poller) => poller.state()),
  };
}

/**
 * Lambda reads a stream, and reports what it gave up, as the function's role.
 * @throws ServiceError AccessDeniedException where that role may not
 */
export function demandReading(authority: Authority, mapping: StreamMapping): void {
  for (const action of ['DescribeStream', 'GetRecords', 'GetShardIterator'])
    authority.demand(mapping.roleArn, `dynamodb:${action}`, mapping.streamArn);
  if (mapping.deadLetters !== undefined)
    authority.demand(mapping.roleArn, 'sqs:SendMessage', mapping.deadLetters);
}
