import { signal } from '@preact/signals';
import { away } from '../core/away.ts';
import { person, reconnect, signInNeeded, withoutNetwork } from '../core/session.ts';
import { dayOf } from '../core/time.ts';
import { newIntent } from '../intent.ts';
import { OUTBOX, shelfIn } from './database.ts';
import { type Deed, inOrder, keyAfter } from './deed.ts';
import { type Ended, pause, sendAll } from './sending.ts';
import { sendDeed } from './transport.ts';

const shelf = shelfIn<Deed>(OUTBOX, 'deeds');
/** What the person has done on the way, in order; and how many deeds of others wait on this device. */
export const outbox = signal<readonly Deed[]>([]);
export const ofOthers = signal(0);
/** How the last round ended. */
export const ended = signal<Ended | undefined>(undefined);

/** Reads what is kept; what was sent is forgotten the day after. */
export async function readOutbox(today: string): Promise<void> {
  const past = (await shelf.all()).filter(({ state, sentAt }) => state === 'sent' && dayOf(sentAt) < today);
  await Promise.all(past.map(({ key }) => shelf.drop(key)));
  // Read anew: a round may have sent something meanwhile.
  show(await shelf.all());
}

function show(all: readonly Deed[]): void {
  const mine = person.value?.id;
  outbox.value = inOrder(all.filter(({ owner }) => owner === mine));
  ofOthers.value = all.filter(({ owner, state }) => owner !== mine && state !== 'sent').length;
  away.count(outbox.value.filter(({ state }) => state !== 'sent').length);
}

async function keep(deed: Deed): Promise<void> {
  await shelf.put(deed);
  show(await shelf.all());
}

/** Keeps what was done and sends it as soon as that is possible. Resolved when it is safe on this device. */
export async function record(
  done: readonly Omit<Deed, 'key' | 'owner' | 'state' | 'tries'>[],
): Promise<void> {
  const owner = person.value?.id ?? '';
  for (const one of done) {
    const key = keyAfter(outbox.value, newIntent());
    await keep({ ...one, key, owner, state: 'waiting', tries: 0 });
  }
  void send();
}

/** A refused deed once more, under its own key: nothing was written when it was refused. */
export async function sendAgain(deed: Deed): Promise<void> {
  const { because: _, ...rest } = deed;
  await keep({ ...rest, state: 'waiting', tries: 0 });
  void send();
}

/** Gives a refused deed up: the person has settled it with the office. */
export async function giveUp(deed: Deed): Promise<void> {
  await shelf.drop(deed.key);
  show(await shelf.all());
}

let timer: ReturnType<typeof setTimeout> | undefined;
let rounds = 0;
let running: Promise<void> | undefined;

/** Sends what waits; one round at a time in all tabs together, the next by itself when one was let down. */
export function send(): Promise<void> {
  running ??= round().finally(() => {
    running = undefined;
  });
  return running;
}

async function round(): Promise<void> {
  clearTimeout(timer);
  // Two tabs would do no harm (the keys are the same), but one is enough.
  await navigator.locks.request('ithope-outbox', async () => {
    ended.value = await go().catch((): Ended => 'offline');
  });
  const waits = outbox.value.some(({ state }) => state === 'waiting');
  if (!waits || ended.value === 'sign-in') {
    rounds = 0;
    return;
  }
  // What was recorded while the round ran goes at once; what was let down waits, longer each time.
  rounds = ended.value === 'done' ? 0 : rounds + 1;
  timer = setTimeout(() => void send(), ended.value === 'done' ? 0 : pause(rounds));
}

async function go(): Promise<Ended> {
  if (withoutNetwork.value) await reconnect();
  if (signInNeeded.value && withoutNetwork.value) return 'sign-in';
  const mine = person.value?.id;
  return sendAll({
    deeds: async () => (await shelf.all()).filter(({ owner }) => owner === mine),
    keep,
    send: sendDeed,
    now: () => new Date(),
  });
}

let watching = false;
/** Sends when the network is back or the person looks again. */
export function watchNetwork(): void {
  if (watching) return;
  watching = true;
  const again = () => {
    rounds = 0;
    if (outbox.value.some(({ state }) => state === 'waiting') || withoutNetwork.value) void send();
  };
  addEventListener('online', again);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') again();
  });
}
