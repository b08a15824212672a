import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { LocalClock } from '../clock.ts';
import { openAuthority } from './authority.ts';
import { callService } from './call.ts';
import type { Cloud } from './cloud.ts';
import { openDatabaseClient } from './dynamodb/client.ts';
import { openSweeper } from './dynamodb/expiry.ts';
import { readTables } from './dynamodb/schema.ts';
import { startDatabase } from './dynamodb/server.ts';
import { openTableService } from './dynamodb/service.ts';
import { prepareTables } from './dynamodb/tables.ts';
import type { RoleUsage } from './dynamodb/usage.ts';
import { openUsageCounters } from './dynamodb/usage.ts';
import { answerRequest } from './exchange.ts';
import { demandDestinations, readAsyncPolicy } from './functions/destinations.ts';
import type { InvokeFunction } from './functions/events.ts';
import { openEventQueue } from './functions/events.ts';
import { findFunction, openFunctionService } from './functions/service.ts';
import { openKeys } from './kms/keys.ts';
import { openKeyService } from './kms/service.ts';
import { lockFolder } from './lock.ts';
import type { Mailbox } from './mail/mailbox.ts';
import { openMailbox } from './mail/mailbox.ts';
import { openMailService } from './mail/service.ts';
import { openTextService } from './mail/texts.ts';
import { openMetricService } from './metrics.ts';
import type { Context } from './policy/condition.ts';
import type { Decision } from './policy/decide.ts';
import { openQueueService } from './queues/service.ts';
import type { Queues } from './queues/store.ts';
import { openQueues } from './queues/store.ts';
import { readBuckets } from './s3/bucket.ts';
import { openObjectService } from './s3/service.ts';
import type { ObjectStore } from './s3/store.ts';
import { openObjectStore } from './s3/store.ts';
import { createDoorServer } from './server.ts';
import type { Service } from './service.ts';
import type { Credentials } from './signature/keyring.ts';
import { openKeyring } from './signature/keyring.ts';
import { readMappings } from './streams/mapping.ts';
import type { PollerState } from './streams/poller.ts';
import { demandReading, openStreams } from './streams/streams.ts';
import type { WorkflowEngine } from './workflow/service.ts';
import { openWorkflowService } from './workflow/service.ts';

/** The one endpoint that speaks AWS's wire protocols. */
export interface Door {
  /** Accepts requests, then begins to deliver streams and kept events. */
  listen(): Promise<void>;
  stop(): Promise<void>;
  /** @throws Error for a role that the templates do not have */
  credentialsFor(roleArn: string): Credentials;
  /** The same call from inside: same authorisation, same backends; rejects with the service's error code as `name`. */
  call(roleArn: string, service: string, action: string, input: unknown): Promise<unknown>;
  authorise(roleArn: string, action: string, resource: string, context?: Context): Decision;
  /** For services that act for themselves, e.g. CloudFront reading a bucket. */
  authoriseService(service: string, action: string, resource: string, context?: Context): Decision;
  /** Database capacity consumed since the start, by role ARN. */
  usage(): Record<string, RoleUsage>;
  status(): DoorStatus;
  /** Resolves when every stream record and event has been delivered or given up. */
  settled(): Promise<void>;
  /** One round of the time-to-live sweeper; the number of items deleted. */
  sweep(): Promise<number>;
  readonly objects: ObjectStore;
  readonly mailbox: Mailbox;
  readonly queues: Queues;
}

export interface DoorStatus {
  readonly streams: PollerState[];
  readonly queues: { name: string; arn: string; messages: number }[];
  readonly usage: Record<string, RoleUsage>;
}

export interface DoorOptions {
  readonly cloud: Cloud;
  readonly port: number;
  /** The data folder. */
  readonly folder: string;
  /** Keeps the database in memory: for tests. */
  readonly memory?: boolean;
  readonly clock: LocalClock;
  readonly invokeFunction: InvokeFunction;
  readonly engine: WorkflowEngine;
  /** Gets every request first; true says that it answers it. */
  readonly routes?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** @throws Error naming what of the templates the door cannot honour */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const { cloud, clock, folder, invokeFunction: invoke } = options;
  const { region, account } = cloud;
  const now = clock.now;
  const authority = openAuthority(cloud, now);
  const keyring = openKeyring(authority.roles.keys(), folder);
  const tables = readTables(cloud);
  const mappings = readMappings(cloud);
  const usage = openUsageCounters();
  const queues = openQueues(cloud, join(folder, 'queues'), now);
  const store = openObjectStore(join(folder, 's3'), now);
  const mailbox = openMailbox(join(folder, 'mail'), now);
  const data = join(folder, 'dynamodb');
  const buckets = readBuckets(cloud);
  const keys = openKeys(cloud, join(folder, 'kms'));
  for (const mapping of mappings) demandReading(authority, mapping);
  for (const called of cloud.ofType('AWS::Lambda::Function')) demandDestinations(authority, called, cloud);
  // Everything that may refuse the templates has done so: now a process is started.
  const free = await lockFolder(folder);
  const database = await startDatabase(options.memory ? undefined : data).catch((error: Error) => {
    free();
    throw error;
  });
  const client = openDatabaseClient(database.endpoint, region);
  await prepareTables(client, tables.values()).catch(async (error: Error) => {
    await database.stop();
    free();
    throw error;
  });

  const written = (names: readonly string[]) => streams.nudge(names);
  const sweeper = openSweeper({ client, tables: tables.values(), folder: data, now, written });
  const streams = openStreams({
    ...{ mappings, client, sweeper, clock, region, invoke, queues },
    folder: join(data, 'positions'),
  });
  const events = openEventQueue({
    ...{ now, invoke, queues },
    folder: join(folder, 'events'),
    policyOf: (functionArn) => readAsyncPolicy(findFunction(cloud, functionArn), cloud),
  });
  const objects = openObjectService({ authority, store, buckets, keyring, region, now });
  const machines = () => cloud.ofType('AWS::StepFunctions::StateMachine').map(({ arn }) => arn);
  const services = new Map<string, Service>([
    ['dynamodb', openTableService({ client, authority, tables, usage, region, account, written })],
    ['kms', openKeyService(authority, keys)],
    ['lambda', openFunctionService({ authority, cloud, invoke, events })],
    ['monitoring', openMetricService(authority)],
    ['s3', objects],
    ['ses', openMailService(authority, cloud, mailbox)],
    ['sms-voice', openTextService(authority, cloud, mailbox)],
    ['sqs', openQueueService(authority, queues)],
    ['states', openWorkflowService(authority, options.engine, machines)],
  ]);
  const server = createDoorServer({
    routes: options.routes ?? (() => false),
    answer: (request) => answerRequest({ keyring, region, now, objects, services }, request),
    now,
  });
  const forgetClock = clock.onAdvance(() => {
    sweeper.sweep().catch((error: Error) => console.error(`local door: time to live: ${error.message}`));
  });

  return {
    async listen() {
      await new Promise<void>((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) =>
          reject(
            error.code === 'EADDRINUSE'
              ? new Error(`port ${options.port} is taken: PORT chooses others`)
              : error,
          ),
        );
        server.listen(options.port, '127.0.0.1', resolve);
      });
      await streams.start();
      sweeper.start();
      events.resume();
    },
    async stop() {
      forgetClock();
      sweeper.stop();
      events.stop();
      await streams.stop();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      client.close();
      await database.stop();
      free();
    },
    credentialsFor: keyring.credentialsFor,
    call: (roleArn, service, action, input) => callService(services, { roleArn, service, action, input }),
    authorise: authority.decide,
    authoriseService: authority.decideService,
    usage: usage.read,
    status: () => ({ streams: streams.states(), queues: queues.counts(), usage: usage.read() }),
    async settled() {
      for (;;) {
        await events.settled();
        // A turn for what was just answered: a write tells the streams before its caller hears of it.
        await new Promise((resolve) => setImmediate(resolve));
        if (streams.idle() && events.idle()) return;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    sweep: sweeper.sweep,
    objects: store,
    mailbox,
    queues,
  };
}
