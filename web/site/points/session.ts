import { type Identity, openIdentity } from '../../identity/identity.ts';
import { call, Problem } from '../islands/api.ts';

const PLACE = 'ithope.citizen';
let opened: Promise<Identity> | undefined;

/** Asks once where citizens sign in. */
function identity(): Promise<Identity> {
  opened ??= call<{ citizen: { authority: string; client: string } }>('/api/public/configuration').then(
    ({ citizen }) => openIdentity({ ...citizen, place: PLACE, back: `${location.origin}/signin/` }),
  );
  // What failed once may be asked again.
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

/** Goes to the sign-in page; the person comes back to this page. */
export async function signIn(): Promise<void> {
  location.assign(await (await identity()).begin(location.pathname));
}

/** Takes the code that the sign-in page sent back. @returns the page the person came from: a path of this site */
export async function finishSignIn(): Promise<string | undefined> {
  const wanted = await (await identity()).finish(location.href);
  // The state went through the address bar: only a path is followed, never another host.
  return typeof wanted === 'string' && /^\/(?!\/)/.test(wanted) ? wanted : undefined;
}

export const signOut = (): void => {
  sessionStorage.removeItem(PLACE);
  location.reload();
};

/** What the provider says of the person, to fill a form in with. */
export const profile = async (): Promise<{ name?: string | undefined; email?: string | undefined }> =>
  (await identity()).profile ?? {};

/** Calls the API as the person who is signed in; a token that has ended is renewed once. */
export async function ask<T>(path: string, sent: { body?: object; key?: string } = {}): Promise<T> {
  const who = await identity();
  try {
    return await call<T>(path, { ...sent, token: await who.token() });
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
    if (await who.renew()) return call<T>(path, { ...sent, token: await who.token() });
    who.forget();
    throw error;
  }
}
