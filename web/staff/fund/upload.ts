import type { AnswerOf } from '../contracts.ts';
import { client } from '../core/session.ts';
import { newIntent } from '../intent.ts';
import { Problem } from '../problem.ts';
import { sendFile } from '../workshop/upload.ts';

/** 10 MB, the limit of the contract and of the upload form. */
const LIMIT = 10 * 1024 * 1024;

/** A file that lies in the bucket and was not read yet. */
export interface Sent {
  readonly statement: string;
  readonly fileName: string;
}

/** Sends a bank's file straight to the bucket. @throws Problem */
export async function sendStatement(file: File): Promise<Sent> {
  if (file.size === 0) throw new Problem('UNREADABLE_FILE', 422, { detail: { reason: 'EMPTY' } });
  if (file.size > LIMIT) throw new Problem('TOO_LARGE', 413);
  const fileName = file.name.slice(-120);
  const form = await client.write(
    'requestStatementUpload',
    { body: { fileName, size: file.size } },
    newIntent(),
  );
  await sendFile(form, file);
  return { statement: form.statement, fileName };
}

/** Has it read. @param isOurs a person says that a file which names no account is of ours. @throws Problem */
export const readSent = (sent: Sent, isOurs = false): Promise<AnswerOf<'addStatement'>> =>
  client.write('addStatement', { body: { ...sent, ...(isOurs ? { isOurs: true } : {}) } }, newIntent());
