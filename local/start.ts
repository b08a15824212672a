import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { districtOf, readCity } from '../functions/kernel/city.ts';
import { type LocalClock, openClock } from './clock.ts';
import { type Door, openDoor } from './door/door.ts';
import type { Mail } from './door/mail/mailbox.ts';
import { deployBuckets } from './edge/cdn/bucket-deployment.ts';
import { openLocalPages } from './edge/pages/routes.ts';
import { openSite } from './edge/site.ts';
import { openFunctions } from './functions/functions.ts';
import { within } from './functions/within.ts';
import { openLog } from './log.ts';
import { deployMachines } from './machines.ts';
import { choosePorts } from './ports.ts';
import { type Visitor, visit } from './running.ts';
import { openSignIn } from './signin/signin.ts';
import { synthesizeProgramme } from './synthesize.ts';
import type { Cloud } from './template/cloud.ts';
import { loadCloud } from './template/load.ts';
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
export interface Running extends Visitor {
  readonly cloud: Cloud;
  readonly doorway: Door;
  readonly localClock: LocalClock;
  /** Moves the clock when nothing is under way, and resolves when what became due has been acted on. */
  advance(ms: number): Promise<void>;
  readonly folder: string;
  mail(): Promise<Mail[]>;
  /** Resolves when streams, events and workflows have nothing left to do. */
  settled(): Promise<void>;
  stop(): Promise<void>;
  /** Ends the functions in the middle of what they do, then everything else. */
  kill(): Promise<void>;
}

/** Something that never settles does not keep time from moving. */
const SETTLING_MS = 10_000;

/** Starts the whole cloud from the synthesized templates. @throws Error naming what the local cloud cannot honour */
export async function startLocalCloud(options: StartOptions = {}): Promise<Running> {
  const env = options.env ?? process.env;
  const port = await choosePorts(options.port ?? 0);
  const addresses = { site: `http://127.0.0.1:${port}`, door: `http://127.0.0.1:${port + 1}` };
  const cdkOut = options.cdkOut ?? (await synthesizeProgramme(env));
  const cloud = loadCloud({ folder: cdkOut, addresses });
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
  const engine = openEngine({
    folder: join(folder, 'workflow'),
    now: clock.now,
    ready: started.promise,
    invoke: ({ roleArn, service, action, input }) => door.call(roleArn, service, action, input),
  });
  deployMachines(cloud, engine);
  const signIn = openSignIn({
    ...{ cloud, addresses, folder },
    people: city.demonstrationStaff.map(({ district, ...person }) =>
      district === undefined ? person : { ...person, district },
    ),
    districtName: (code) => districtOf(city, code)?.name.ko ?? code,
    invoke: functions.invoke,
  });
  const pages = openLocalPages({
    ...{ addresses, clock },
    timeZone: city.timeZone,
    mailbox: () => door.mailbox,
    fontFolder: 'web/fonts',
    apiFolder: 'docs/api',
    isReady: () => isReady,
    status: () => ({ ready: isReady, ...addresses, folder, ...door.status(), log: recent() }),
    advance: (ms) => advance(ms),
  });
  async function settled(): Promise<void> {
    await door.settled();
    await engine.idle();
    await door.settled();
  }
  /** Calls under way are let through first: on AWS, too, a signature of another day would be refused. */
  async function advance(ms: number): Promise<void> {
    await within(SETTLING_MS, settled());
    clock.advance(ms);
    await engine.tick();
  }
  const unfollow = clock.onAdvance(() => {
    engine.tick().catch((error: Error) => console.error(`workflow: ${error.message}`));
  });
  const door = await openDoor({
    ...{ cloud, clock, engine, folder },
    port: port + 1,
    ...(options.memory === undefined ? {} : { memory: options.memory }),
    invokeFunction: (functionArn, payload) => functions.invoke(functionArn, payload),
    routes: (request, response) => pages(request, response) || signIn.route(request, response),
  });
  deployBuckets(cloud, door.objects);
  const site = openSite({
    ...{ cloud, addresses },
    objects: door.objects,
    permits: (action, resource, distributionArn) =>
      door.authoriseService('cloudfront.amazonaws.com', action, resource, {
        'aws:SourceArn': distributionArn,
      }).allowed,
    invoke: functions.invoke,
    now: clock.now,
  });
  await door.listen();
  await new Promise<void>((resolve, reject) => {
    site.once('error', reject);
    site.listen(port, '127.0.0.1', resolve);
  });
  isReady = true;
  started.resolve();

  async function end(order: readonly (() => Promise<void>)[]): Promise<void> {
    isReady = false;
    unfollow();
    site.close();
    site.closeAllConnections();
    for (const one of order) await one();
  }
  let ended: Promise<void> | undefined;
  return {
    ...visit(addresses),
    ...{ cloud, folder },
    doorway: door,
    localClock: clock,
    settled,
    advance,
    stop: () => {
      ended ??= end([engine.stop, door.stop, functions.stop]);
      return ended;
    },
    kill: () => {
      ended ??= end([functions.stop, engine.stop, door.stop]);
      return ended;
    },
  };
}
