/** One broken field of a request: JSON path of the field and a code that the web turns into a sentence. */
export interface FieldError {
  path: string;
  code: string;
}

/**
 * An error the caller may see. It carries a code, never a sentence: the web has the words in each language.
 * Everything that is not a DomainError is logged and answered with an opaque 500.
 */
export class DomainError extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly errors: readonly FieldError[];

  constructor(
    code: string,
    status: number,
    detail: Readonly<Record<string, unknown>> = {},
    errors: readonly FieldError[] = [],
  ) {
    super(code);
    this.name = 'DomainError';
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.errors = errors;
  }
}

/** Codes → HTTP status. Each domain's contract declares its own; texts must exist for all (a test). */
export type ErrorCodes = Readonly<Record<string, 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429>>;

/** Codes that any route can answer with. */
export const KERNEL_ERRORS = {
  NOT_JSON: 400,
  INVALID_REQUEST: 400,
  KEY_REQUIRED: 400,
  SIGN_IN_REQUIRED: 401,
  SESSION_REQUIRED: 401,
  NOT_ALLOWED: 403,
  OTHER_DISTRICT: 403,
  OTHER_PARTNER: 403,
  NOT_FOUND: 404,
  ILLEGAL_MOVE: 409,
  CHANGED_MEANWHILE: 409,
  BUSY: 409,
  BALANCE_TOO_LOW: 409,
  TOO_LARGE: 413,
  KEY_REUSED: 422,
  NAMES_OFFICE_HOLDER: 422,
  LANGUAGE_UNKNOWN: 422,
  BAD_CURSOR: 400,
} as const satisfies ErrorCodes;

/** What a portal's request can be refused with besides; no page shows these: docs/portal.md has the words. */
export const PORTAL_ERRORS = {
  SIGNATURE_MISSING: 401,
  SIGNATURE_WRONG: 401,
  SIGNATURE_STALE: 401,
  DIGEST_WRONG: 401,
  KEY_UNKNOWN: 403,
  KEY_NOT_OF_REPORT: 422,
} as const satisfies ErrorCodes;

/** `const fail = failing(errors)`; `throw fail('OFFER_CLOSED', {…})` — a code that is not declared does not compile. */
export const failing =
  <C extends ErrorCodes>(codes: C) =>
  (
    code: keyof C & string,
    detail?: Readonly<Record<string, unknown>>,
    errors?: readonly FieldError[],
  ): DomainError =>
    new DomainError(code, codes[code] ?? 400, detail, errors);

export const fail = failing(KERNEL_ERRORS);
