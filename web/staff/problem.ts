/** One broken field: the path of it in the request's body and what is wrong. */
export interface FieldProblem {
  readonly path: string;
  readonly code: string;
}

/** What the server refused, from its problem document; or that it could not be reached (status 0). */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly fields: readonly FieldProblem[];
  readonly requestId: string | undefined;

  constructor(
    code: string,
    status: number,
    more: {
      detail?: Record<string, unknown>;
      fields?: readonly FieldProblem[];
      requestId?: string | undefined;
    } = {},
  ) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.status = status;
    this.detail = more.detail ?? {};
    this.fields = more.fields ?? [];
    this.requestId = more.requestId;
  }
}

/** Codes of our own for what has no problem document: no network, a gateway's answer, a server that is down. */
const BY_STATUS: Readonly<Record<number, string>> = {
  401: 'SIGN_IN_REQUIRED',
  403: 'NOT_ALLOWED',
  404: 'NOT_FOUND',
  413: 'TOO_LARGE',
  429: 'BUSY',
};

/** Reads an answer that is not a success; never throws, whatever stands in it. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined);
  if (!isDocument(body)) return new Problem(BY_STATUS[response.status] ?? 'UNAVAILABLE', response.status);
  return new Problem(body.code, response.status, {
    ...(body.detail ? { detail: body.detail } : {}),
    ...(body.errors ? { fields: body.errors } : {}),
    requestId: body.requestId,
  });
}

interface Document {
  readonly code: string;
  readonly detail?: Record<string, unknown>;
  readonly errors?: readonly FieldProblem[];
  readonly requestId?: string;
}
const isDocument = (body: unknown): body is Document =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';

/** Whatever was thrown, as a problem the page can show. */
export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem('UNAVAILABLE', 0);
