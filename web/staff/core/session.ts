import { routes } from 'ithope:routes';
import { computed, signal } from '@preact/signals';
import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { openClient } from '../client.ts';
import type { AnswerOf, RouteName } from '../contracts.ts';
import { HOME } from './places.ts';

export type Person = AnswerOf<'readStaff'> & { readonly name: string };

/** Who is signed in; undefined while that is not known or nobody is. */
export const person = signal<Person | undefined>(undefined);
/** True when the session ended under the person's hands: the page stays, and offers to sign in again. */
export const sessionEnded = signal(false);
const groups = computed(() => new Set(person.value?.groups ?? []));

let manager: UserManager | undefined;
let signOutAddress: string | undefined;

/** The client of all pages. */
export const client = openClient(routes, {
  current: async () => (await manager?.getUser())?.access_token,
  renew: async () => {
    // A renewal that fails (no refresh token, revoked, offline) means signing in again, not an error to show.
    const user = await manager?.signinSilent().catch(() => null);
    return Boolean(user);
  },
  ended: () => {
    sessionEnded.value = true;
  },
});

/** True when one of the person's groups may call the route: what they may not do is not offered. */
export const may = (route: RouteName): boolean => {
  const allowed = routes[route][2];
  return allowed === undefined || allowed.some((group) => groups.value.has(group));
};
export const isIn = (...names: string[]): boolean => names.some((name) => groups.value.has(name));

/** Asks where to sign in and whether somebody is signed in already. */
export async function openSession(): Promise<void> {
  const { staff } = await client.read('readConfiguration', {});
  signOutAddress = staff.signOut;
  manager = new UserManager({
    authority: staff.authority,
    client_id: staff.client,
    redirect_uri: `${location.origin}${HOME}signin`,
    response_type: 'code',
    scope: 'openid email profile',
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: true,
    loadUserInfo: false,
    // The provider's own frame may not be allowed by the policy of the page; refresh tokens need none.
    monitorSession: false,
  });
  if (await manager.getUser()) await recognise();
}

async function recognise(): Promise<void> {
  const user = await manager?.getUser();
  if (!user) return;
  const me = await client.read('readStaff', {});
  const { name, email } = user.profile;
  const username = user.profile['cognito:username'];
  person.value = { ...me, name: name ?? email ?? (typeof username === 'string' ? username : me.id) };
  sessionEnded.value = false;
}

/** Goes to the sign-in page and comes back to where the person was. */
export const signIn = (returnTo = `${location.pathname}${location.search}`): Promise<void> | undefined =>
  manager?.signinRedirect({ state: returnTo });

/** Takes the code that the sign-in page sent back. @returns where the person wanted to go */
export async function finishSignIn(): Promise<string> {
  const user = await manager?.signinCallback();
  await recognise();
  const wanted = user?.state;
  // Only a path of this app: the state went through the address bar.
  return typeof wanted === 'string' && wanted.startsWith(HOME) ? wanted : HOME;
}

/** Signs out here and at the provider. Drafts go too: the next person at this desk must not see them. */
export async function signOut(): Promise<void> {
  const target = `${location.origin}${HOME}`;
  const client_id = manager?.settings.client_id ?? '';
  await manager?.removeUser();
  sessionStorage.clear();
  person.value = undefined;
  const query = new URLSearchParams({ client_id, logout_uri: target });
  location.assign(signOutAddress ? `${signOutAddress}?${query}` : target);
}
