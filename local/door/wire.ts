import type { Readable } from 'node:stream';

/** A request as it came over the wire, body included. */
export interface WireRequest {
  readonly method: string;
  /** As sent: still percent-encoded, no query. */
  readonly path: string;
  /** Decoded; a name that came twice has a list. */
  readonly query: Readonly<Record<string, string | string[]>>;
  /** Names in lower case, repeated ones joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | Readable;
}

/** The first value of a query parameter. */
export function queryValue(request: WireRequest, name: string): string | undefined {
  const value = request.query[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Splits a query string. Names and values are decoded; `+` is a space, as browsers send it. */
export function readQuery(text: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = query[name];
    query[name] = before === undefined ? value : [before, value].flat();
  }
  return query;
}
