import { type IdTokenClaims, OidcClient, type SigninResponse, WebStorageStateStore } from 'oidc-client-ts';

/** What the provider gave us; kept in the tab, so that a reload does not sign out and a closed tab does. */
interface Kept {
  readonly access_token: string;
  readonly refresh_token?: string | undefined;
  readonly id_token?: string | undefined;
  readonly scope?: string | undefined;
  /** Seconds since 1970. */
  readonly expires_at?: number | undefined;
  readonly profile: IdTokenClaims;
}
/** A token that ends within this many seconds is renewed before it is used. */
const SOON = 60;

export interface Identity {
  readonly profile: IdTokenClaims | undefined;
  /** The access token, renewed when it is about to end. */
  token(): Promise<string | undefined>;
  /** Renews with the refresh token, once for all who ask at the same time; false when there is no way without the person. */
  renew(): Promise<boolean>;
  /** The address of the sign-in page (code flow with PKCE); `data` comes back with `finish`. */
  begin(data: string): Promise<string>;
  /** Exchanges the code in `address` for tokens. @throws when the answer is not to our request */
  finish(address: string): Promise<unknown>;
  forget(): void;
}

/**
 * Signing in at an OpenID provider. The protocol is `oidc-client-ts`'s; frames and pop-ups, which its UserManager
 * brings, are not used: refresh tokens need none.
 */
export function openIdentity(provider: {
  authority: string;
  client: string;
  back: string;
  /** Of the tab's store: staff and citizens are kept apart. */
  place: string;
}): Identity {
  const { place } = provider;
  const oidc = new OidcClient({
    authority: provider.authority,
    client_id: provider.client,
    redirect_uri: provider.back,
    response_type: 'code',
    scope: 'openid email profile',
    loadUserInfo: false,
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
  });
  const text = sessionStorage.getItem(place);
  let kept = text === null ? undefined : (JSON.parse(text) as Kept);
  let renewing: Promise<boolean> | undefined;

  const keep = (answer: SigninResponse) => {
    const { access_token, id_token, scope, expires_at, profile } = answer;
    // A renewal usually brings no new refresh token: the old one stays good.
    const refresh_token = answer.refresh_token ?? kept?.refresh_token;
    kept = { access_token, refresh_token, id_token, scope, expires_at, profile: profile as IdTokenClaims };
    sessionStorage.setItem(place, JSON.stringify(kept));
  };
  const exchange = async (): Promise<boolean> => {
    const { refresh_token, id_token, scope, profile } = kept ?? {};
    if (!refresh_token || !profile) return false;
    const state = { refresh_token, profile, session_state: null };
    try {
      keep(
        await oidc.useRefreshToken({
          state: { ...state, ...(id_token && { id_token }), ...(scope && { scope }) },
        }),
      );
      return true;
    } catch {
      // Ended, revoked or offline: the person signs in again and finds the drafts; there is no error to show.
      return false;
    }
  };
  const renew = (): Promise<boolean> => {
    renewing ??= exchange().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
  return {
    get profile() {
      return kept?.profile;
    },
    renew,
    async token() {
      if (kept?.expires_at !== undefined && kept.expires_at - Date.now() / 1000 < SOON) await renew();
      return kept?.access_token;
    },
    begin: async (data) => (await oidc.createSigninRequest({ state: data })).url,
    async finish(address) {
      const answer = await oidc.processSigninResponse(address);
      keep(answer);
      return answer.userState;
    },
    forget() {
      kept = undefined;
      sessionStorage.removeItem(place);
    },
  };
}
