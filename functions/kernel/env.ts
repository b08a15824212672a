import * as z from 'zod';

/**
 * Every environment variable of every function, in one list that the CDK app and the functions share.
 * A function names those it needs; a missing one fails the start, by name.
 */
export const ENV = {
  TABLE_NAME: z.string().min(1),
  DOCUMENTS_BUCKET: z.string().min(1),
  UPLOADS_BUCKET: z.string().min(1),
  SITE_BUCKET: z.string().min(1),
  VAULT_KEY: z.string().min(1),
  HASH_KEY: z.string().min(1),
  REGISTRATION_KEY: z.string().min(1),
  DONOR_KEY: z.string().min(1),
  MAIL_FROM: z.string().min(3),
  TEXT_SENDER: z.string().min(3),
  SITE_URL: z.url(),
  DELIVERY_WORKFLOW: z.string().min(1),
  ALLOTMENT_WORKFLOW: z.string().min(1),
  RECEIPT_PAPER_FUNCTION: z.string().min(1),
  CERTIFICATE_PAPER_FUNCTION: z.string().min(1),
  HANDOVER_PAPER_FUNCTION: z.string().min(1),
  YEAR_FILING_FUNCTION: z.string().min(1),
  LEDGER_REPORT_FUNCTION: z.string().min(1),
  FEE_RUN_FUNCTION: z.string().min(1),
  ALLOTMENT_PLAN_FUNCTION: z.string().min(1),
  ALLOTMENT_LINES_FUNCTION: z.string().min(1),
  MEETING_MINUTES_FUNCTION: z.string().min(1),
  STAFF_AUTHORITY: z.url(),
  STAFF_CLIENT: z.string().min(1),
  STAFF_SIGN_OUT: z.url(),
  CITIZEN_AUTHORITY: z.url(),
  CITIZEN_CLIENT: z.string().min(1),
} as const;
export type EnvName = keyof typeof ENV;

/** @throws Error naming every variable that is missing or malformed */
export function readEnv<const N extends readonly EnvName[]>(
  names: N,
  source: NodeJS.ProcessEnv = process.env,
): Record<N[number], string> {
  const read: Partial<Record<EnvName, string>> = {};
  const wrong: string[] = [];
  for (const name of names) {
    const value = ENV[name].safeParse(source[name]);
    if (value.success) read[name] = value.data;
    else wrong.push(name);
  }
  if (wrong.length > 0) throw new Error(`Environment: missing or malformed ${wrong.join(', ')}`);
  return read as Record<N[number], string>;
}
