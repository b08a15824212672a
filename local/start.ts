import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCity } from '../functions/kernel/city.ts';
import { peopleOf, servedNames } from './city-people.ts';
import { type LocalClock, openClock } from './clock.ts';
import { type Door, openDoor } from './door/door.ts';
import { deployBuckets } from './edge/cdn/bucket-deployment.ts';
import { openLocalPages } from './edge/pages/routes.ts';
import { listenOn } from './edge/server.ts';
import { openSite } from './edge/site.ts';
import { openFunctions } from './functions/functions.ts';
import { within } from './functions/within.ts';
import { openLog } from './log.ts';
import { deployMachines } from './machines.ts';
import { portalCredentials } from './portal/credentials.ts';
import { choosePorts } from './ports.ts';
import { type Visitor, visit } from './running.ts';
import { demandRights, readSchedules } from './scheduler/definition.ts';
import { openScheduler } from './scheduler/scheduler.ts';
import { openSignIn } from './signin/signin.ts';
import { synthesizeProgramme } from './synthesize.ts';
import type { Cloud } from './template/cloud.ts';
import { loadCloud } from './template/load.ts';
import { openTime, SETTLING_MS, type Time } from './time.ts';
import { openEngine } from './workflow/engine.ts';

export interface StartOptions {
  /** The site's; the door is the one above. 0 or nothing for any two free ones. */
  readonly port?: number;
  /** The data folder; a temporary one unless given. */
  readonly folder?: string;
  /** Keeps the database in memory. */
  readonly memory?: boolean;
  /** A synthesized app; synthesized now unless given. */
  readonly cdkOut?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** A local cloud in this process. */
export interface Running extends Visitor, Time {
  readonly cloud: Cloud;
  readonly doorway: Door;
  readonly localClock: LocalClock;
  readonly folder: string;
  stop(): Promise<void>;
  /** Ends one function in the middle of what it does, by its ARN; its next event is taken as ever. */
  interrupt(functionArn: string): Promise<void>;
  /** Ends the functions in the middle of what they do, then everything else. */
  kill(): Promise<void>;
}

/** Starts the whole cloud from the synthesized templates. @throws Error naming what the local cloud cannot honour */
export async function startLocalCloud(options: StartOptions = {}): Promise<Running> {
  const env = options.env ?? process.env;
  const port = await choosePorts(options.port ?? 0);
  const addresses = { site: `http://127.0.0.1:${port}`, door: `http://127.0.0.1:${port + 1}` };
  const cloud = loadCloud({ folder: options.cdkOut ?? (await synthesizeProgramme(env)), addresses });
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'ithope-local-'));
  const city = readCity(env);
  const clock = openClock(folder);
  const { log, recent } = openLog(env.LOCAL_LOG);
  const started = Promise.withResolvers<void>();
  let isReady = false;

  const functions = openFunctions({
    ...{ cloud, clock, log },
    door: addresses.door,
    credentialsFor: (roleArn) => door.credentialsFor(roleArn),
  });
  const { invoke } = functions;
  const engine = openEngine({
    folder: join(folder, 'workflow'),
    now: clock.now,
    ready: started.promise,
    permits: (...asked) => door.authorise(...asked).allowed,
    invoke: ({ roleArn, service, action, input }) => door.call(roleArn, service, action, input),
  });
  deployMachines(cloud, engine);
  const time = openTime(
    clock,
    () => door,
    engine,
    () => scheduler,
  );
  const signIn = openSignIn({
    ...{ cloud, addresses, folder, invoke },
    people: peopleOf(city),
    servedName: servedNames(city),
  });
  const pages = openLocalPages({
    ...{ addresses, clock },
    ...{ timeZone: city.timeZone, fontFolder: 'web/fonts', apiFolder: 'docs/api' },
    mailbox: () => door.mailbox,
    isReady: () => isReady,
    status: () => ({
      ...{ ready: isReady, ...addresses, folder },
      ...{ account: cloud.account, region: cloud.region, outputs: cloud.outputs },
      ...door.status(),
      schedules: scheduler.next(),
      log: recent(),
    }),
    portals: () => portalCredentials(city, signIn),
    advance: time.advance,
  });
  const door = await openDoor({
    ...{ cloud, clock, engine, folder },
    port: port + 1,
    ...(options.memory === undefined ? {} : { memory: options.memory }),
    invokeFunction: invoke,
    routes: (request, response) => pages(request, response) || signIn.route(request, response),
  });
  const schedules = readSchedules(cloud);
  const scheduler = openScheduler({
    ...{ schedules, folder: join(folder, 'scheduler'), now: clock.now, call: door.call },
    settled: () => within(SETTLING_MS, time.settled()),
  });
  const site = openSite({
    ...{ cloud, addresses, invoke },
    objects: door.objects,
    permits: (action, resource, distribution) =>
      door.authoriseService('cloudfront.amazonaws.com', action, resource, { 'aws:SourceArn': distribution })
        .allowed,
    now: clock.now,
  });
  const unfollow = clock.onAdvance(() => {
    engine.tick().catch((error: Error) => console.error(`workflow: ${error.message}`));
    void scheduler.tick();
  });

  let ended: Promise<void> | undefined;
  async function end(parts: readonly { stop(): Promise<void> }[]): Promise<void> {
    isReady = false;
    unfollow();
    site.close();
    site.closeAllConnections();
    for (const part of parts) await part.stop();
  }
  const endOnce = (...parts: readonly { stop(): Promise<void> }[]) => {
    ended ??= end(parts);
    return ended;
  };

  try {
    deployBuckets(cloud, door.objects);
    demandRights(schedules, (...asked) => door.authorise(...asked).allowed);
    await door.listen();
    await listenOn(site, port);
  } catch (error) {
    await endOnce(scheduler, engine, door, functions);
    throw error;
  }
  isReady = true;
  started.resolve();
  scheduler.start();
  return {
    ...visit(addresses),
    ...time,
    ...{ cloud, folder },
    doorway: door,
    localClock: clock,
    interrupt: functions.interrupt,
    async stop() {
      await endOnce(scheduler, engine, door, functions);
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
    kill: () => endOnce(functions, scheduler, engine, door),
  };
}
