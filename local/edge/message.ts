/** A request on its way in: what of HTTP the edge looks at. */
export interface EdgeRequest {
  readonly method: string;
  /** As sent: percent-encoded, without the query. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  /** Names in lower case; repeated ones joined by a comma, cookies by `; `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
}

export interface EdgeAnswer {
  readonly status: number;
  /** Names in lower case; only `set-cookie` has more than one value. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/** What answers a request: an API, a bucket, a whole distribution. */
export type Answerer = (request: EdgeRequest) => Promise<EdgeAnswer>;

/** The way API Gateway words its own errors. */
export const messageAnswer = (
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): EdgeAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(JSON.stringify({ message })),
});
