import { createHash } from 'node:crypto';

/** A resource while its identity is worked out: properties are resolved one at a time, on demand. */
export interface Draft {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly account: string;
  readonly region: string;
  /** A resolved property; `a.b` reaches into objects. */
  property(path: string): unknown;
}

/** What `Ref` and `Fn::GetAtt` give for a resource type. */
export interface Kind {
  id(draft: Draft): string;
  arn?(draft: Draft, id: string): string;
  readonly attributes?: Readonly<Record<string, (draft: Draft, id: string, arn: string) => string>>;
  /** Any other attribute, for custom resources whose attribute names are data. */
  attribute?(draft: Draft, name: string): string | undefined;
}

export type Kinds = Readonly<Record<string, Kind>>;

/** The name given in the template, else `<stack>-<logicalId>`, at most `limit` characters. */
export function nameFrom(draft: Draft, property: string, limit = 128): string {
  const given = draft.property(property);
  if (typeof given === 'string' && given !== '') return given;
  const name = `${draft.stack}-${draft.logicalId}`;
  return name.length <= limit ? name : `${name.slice(0, limit - 9)}-${token(draft, 8)}`;
}

/** Letters and digits as AWS makes them up, but the same at every start. */
export function token(draft: Draft, length: number, salt = ''): string {
  const digest = createHash('sha256').update(`${draft.stack}/${draft.logicalId}${salt}`).digest('hex');
  return BigInt(`0x${digest}`).toString(36).padStart(length, '0').slice(-length);
}

/** A UUID that is the same at every start. */
export function uuid(draft: Draft): string {
  const hex = createHash('sha256').update(`${draft.stack}/${draft.logicalId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** `arn:aws:<service>:<region>:<account>:<rest>`. */
export const regional = (draft: Draft, service: string, rest: string): string =>
  `arn:aws:${service}:${draft.region}:${draft.account}:${rest}`;

/** For services without regions, e.g. IAM and CloudFront. */
export const global = (draft: Draft, service: string, rest: string): string =>
  `arn:aws:${service}::${draft.account}:${rest}`;

/** A kind that is only ever referred to by its name. */
export const named = (property: string): Kind => ({ id: (draft) => nameFrom(draft, property) });

/** A kind whose reference is a made-up id; `attribute` is the GetAtt that gives the same. */
export const numbered = (length: number, attribute?: string): Kind => ({
  id: (draft) => token(draft, length),
  ...(attribute === undefined ? {} : { attributes: { [attribute]: (_draft: Draft, id: string) => id } }),
});

export const arnAttribute = { Arn: (_draft: Draft, _id: string, arn: string) => arn };
