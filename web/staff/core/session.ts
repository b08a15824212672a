import { routes } from 'ithope:routes';
import { computed, signal } from '@preact/signals';
import { type Identity, openIdentity } from '../../identity/identity.ts';
import { openClient } from '../client.ts';
import type { AnswerOf, RouteName } from '../contracts.ts';
import { newIntent } from '../intent.ts';
import { asProblem } from '../problem.ts';
import { away } from './away.ts';
import { drafts } from './drafts.ts';
import { HOME } from './places.ts';

export type Person = AnswerOf<'readStaff'> & { readonly name: string };

/** Who is signed in; undefined while that is not known or nobody is. */
export const person = signal<Person | undefined>(undefined);
/** True when the session ended under the person's hands: the page stays, and offers to sign in again. */
export const sessionEnded = signal(false);
const groups = computed(() => new Set(person.value?.groups ?? []));

let identity: Identity | undefined;
let provider: AnswerOf<'readConfiguration'>['staff'] | undefined;

/** True when the app was opened without a network, for whom this device is kept today. */
export const withoutNetwork = signal(false);
/** True when something could not be sent because the session is over; said on the page, since nobody waits for it. */
export const signInNeeded = signal(false);

const tokens = {
  current: async () => identity?.token(),
  renew: async () => identity?.renew() ?? false,
};
/** The client of all pages. */
export const client = openClient(routes, {
  ...tokens,
  ended: () => {
    // Before anybody is recognised there is no page to keep: the door is shown.
    sessionEnded.value = person.value !== undefined;
  },
});
/** The client of what is sent behind the page: whoever is writing at the door is not interrupted. */
export const quietClient = openClient(routes, {
  ...tokens,
  ended: () => {
    signInNeeded.value = true;
  },
});

/** True when one of the person's groups may call the route: what they may not do is not offered. */
export const may = (route: RouteName): boolean => {
  const allowed = routes[route][2];
  return allowed === undefined || allowed.some((group) => groups.value.has(group));
};
export const isIn = (...names: string[]): boolean => names.some((name) => groups.value.has(name));

/** Asks where to sign in and whether somebody is signed in already; without a network it is whose day is kept here. */
export async function openSession(): Promise<void> {
  const kept = away.read();
  provider = await client.read('readConfiguration', {}).then(
    ({ staff }) => staff,
    (error: unknown) => {
      if (!kept || asProblem(error).code !== 'OFFLINE') throw error;
      withoutNetwork.value = true;
      return kept.provider;
    },
  );
  const { authority, client: id } = provider;
  identity = openIdentity({
    ...{ authority, client: id, place: 'ithope.session' },
    back: `${location.origin}${HOME}signin`,
  });
  if (withoutNetwork.value) person.value = kept?.person;
  else if (identity.profile) await recognise();
}

/** Keeps who is here for the rest of the day, so that the app opens without a network. */
export function keepForToday(): void {
  if (person.value && provider) away.keep({ person: person.value, provider });
}

/** The network is back: says to the API who this is. @throws Problem while it is not */
export async function reconnect(): Promise<void> {
  if (identity?.profile) await recognise();
  if (identity?.profile) withoutNetwork.value = false;
  else signInNeeded.value = true;
}

/** Learns from the API who this is; a token that it does not take any more is forgotten. */
async function recognise(): Promise<void> {
  const { name, email } = identity?.profile ?? {};
  try {
    const me = await client.read('readStaff', {});
    drafts.belongTo(me.id);
    away.belongTo(me.id);
    person.value = { ...me, name: name ?? email ?? me.id };
    sessionEnded.value = false;
    signInNeeded.value = false;
    // Colleagues see who did what by name. Nobody waits for it, and the next start makes good what failed.
    if (may('enterStaff')) client.write('enterStaff', {}, newIntent()).catch(() => undefined);
  } catch (error) {
    if (!isUnknown(error)) throw error;
    identity?.forget();
  }
}
const isUnknown = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'status' in error && error.status === 401;

/** Goes to the sign-in page and comes back to where the person was. */
export async function signIn(returnTo = `${location.pathname}${location.search}`): Promise<void> {
  if (identity) location.assign(await identity.begin(returnTo));
}

/** Takes the code that the sign-in page sent back. @returns where the person wanted to go */
export async function finishSignIn(): Promise<string> {
  const wanted = await identity?.finish(location.href);
  await recognise();
  // Only a path of this app: the state went through the address bar.
  return typeof wanted === 'string' && wanted.startsWith(HOME) ? wanted : HOME;
}

/**
 * Signs out here and at the provider. Drafts and the stops of the day go too: the next person at this desk must not
 * see them. What was done on the way and is not sent stays, for its owner alone.
 */
export function signOut(): void {
  const target = `${location.origin}${HOME}`;
  identity?.forget();
  sessionStorage.clear();
  away.drop();
  person.value = undefined;
  const query = new URLSearchParams({ client_id: provider?.client ?? '', logout_uri: target });
  location.assign(provider?.signOut ? `${provider.signOut}?${query}` : target);
}
