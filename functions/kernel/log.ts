/** Named log events; identifiers only: no name, phone, address, e-mail, serial number or raw request. */
export const LOG = {
  REQUEST_DONE: 'request_done',
  REQUEST_REFUSED: 'request_refused',
  REQUEST_FAILED: 'request_failed',
  COMMIT_RETRIED: 'commit_retried',
  MAIL_SENT: 'mail_sent',
  MAIL_SKIPPED: 'mail_skipped',
  MAIL_BLOCKED: 'mail_blocked',
  CALLBACK_SENT: 'callback_sent',
  CALLBACK_REFUSED: 'callback_refused',
  EXECUTION_STARTED: 'execution_started',
  STATS_PUBLISHED: 'stats_published',
  PAPER_RENDERED: 'paper_rendered',
  PAPER_BLOCKED: 'paper_blocked',
  GLYPHS_MISSING: 'glyphs_missing',
  FILING_MADE: 'filing_made',
  JOB_DONE: 'job_done',
  JOB_FAILED: 'job_failed',
  RUN_FINISHED: 'run_finished',
  FEE_HELD: 'fee_held',
  STREAM_FAILED: 'stream_failed',
  CONTACT_READ: 'contact_read',
  REGISTRATION_READ: 'registration_read',
} as const;
export type LogName = (typeof LOG)[keyof typeof LOG];

/** Writes one JSON line; on Lambda it lands in CloudWatch Logs. */
export function log(
  name: LogName,
  fields: Readonly<Record<string, string | number | boolean | undefined>> = {},
): void {
  console.log(JSON.stringify({ event: name, ...fields }));
}

/** For failures that nobody may see: the stack goes to the log, the caller gets an opaque 500. */
export function logFailure(
  name: LogName,
  error: unknown,
  fields: Readonly<Record<string, string>> = {},
): void {
  const known = error instanceof Error ? { error: error.name, stack: error.stack } : { error: String(error) };
  console.error(JSON.stringify({ event: name, ...fields, ...known }));
}
