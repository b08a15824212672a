// The package ships no types; this is what the local sign-in uses of it.
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Grant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }
  export interface Interaction {
    readonly uid: string;
    readonly prompt: { readonly name: string };
    readonly params: Readonly<Record<string, string | undefined>>;
  }
  export interface ProviderClient {
    readonly clientId: string;
  }
  export interface TokenSource {
    readonly authTime?: number;
    readonly sessionUid?: string;
    readonly scope?: string;
  }
  export interface ProviderContext {
    readonly oidc: {
      readonly client: ProviderClient;
      readonly account?: { readonly accountId: string };
      readonly params: Readonly<Record<string, string | undefined>>;
      readonly requestParamScopes: ReadonlySet<string>;
      readonly session?: { readonly accountId?: string };
      readonly entities: {
        readonly AuthorizationCode?: TokenSource;
        readonly RefreshToken?: TokenSource;
      };
      readonly result?: { readonly consent?: { readonly grantId?: string } };
    };
    type: string;
    body: unknown;
  }
  export interface StructuredToken {
    header: Record<string, unknown> | undefined;
    payload: Record<string, unknown>;
  }
  export interface StoredRecord {
    readonly grantId?: string;
    readonly uid?: string;
    readonly consumed?: number;
    readonly [member: string]: unknown;
  }
  export interface Adapter {
    upsert(id: string, record: StoredRecord, expiresIn: number | undefined): Promise<void>;
    find(id: string): Promise<StoredRecord | undefined>;
    findByUid(uid: string): Promise<StoredRecord | undefined>;
    findByUserCode(code: string): Promise<StoredRecord | undefined>;
    destroy(id: string): Promise<void>;
    consume(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }

  export class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    readonly issuer: string;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: Record<string, unknown>,
    ): Promise<void>;
    createContext(request: IncomingMessage, response: ServerResponse): unknown;
    on(event: string, listener: (context: ProviderContext, error: Error) => void): this;
    readonly Grant: new (input: {
      accountId: string;
      clientId: string;
    }) => Grant;
    readonly Session: { get(context: unknown): Promise<{ destroy(): Promise<void> }> };
    readonly IdToken: {
      readonly prototype: {
        payload(this: { ctx: ProviderContext }): Promise<Record<string, unknown>>;
      };
    };
  }
  export const errors: {
    readonly InvalidRequest: new (description: string) => Error;
    readonly InvalidScope: new (description: string) => Error;
  };
}
