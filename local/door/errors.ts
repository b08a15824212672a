/** An error that an AWS service would answer with: its code, its status, its words. */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;
  /** Further members of the error document, e.g. CancellationReasons. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, status = 400, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/** For what the local cloud does not implement: refused, and said aloud, so that nobody takes it for working. */
export function notImplemented(what: string): ServiceError {
  console.error(`local door: not implemented: ${what}`);
  return new ServiceError('LocalCloudNotImplemented', `The local cloud does not implement ${what}`, 501);
}
