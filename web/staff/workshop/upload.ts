import type { AnswerOf } from '../contracts.ts';
import { client } from '../core/session.ts';
import { newIntent } from '../intent.ts';
import { Problem } from '../problem.ts';

export type Reading = AnswerOf<'recordEvidence'>;
/** 10 MB, the limit of the contract and of the upload form. */
const LIMIT = 10 * 1024 * 1024;

/** Sends one file straight to the bucket and has it read into the device. @throws Problem */
export async function uploadEvidence(device: string, file: File): Promise<Reading> {
  if (file.size === 0)
    throw new Problem('UNREADABLE_FILE', 422, { detail: { file: file.name, reason: 'EMPTY' } });
  if (file.size > LIMIT) throw new Problem('TOO_LARGE', 413);
  const params = { id: device };
  const fileName = file.name.slice(0, 120);
  const form = await client.write(
    'requestUpload',
    { params, body: { fileName, size: file.size } },
    newIntent(),
  );
  await sendFile(form, file);
  return client.write('recordEvidence', { params, body: { upload: form.upload, fileName } }, newIntent());
}

export async function sendFile(
  { url, fields }: Pick<AnswerOf<'requestUpload'>, 'url' | 'fields'>,
  file: File,
): Promise<void> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  // The file must be the last field of the form: S3 ignores what follows it.
  body.append('file', file);
  const response = await fetch(url, { method: 'POST', body }).catch(() => undefined);
  if (!response) throw new Problem('OFFLINE', 0);
  if (response.ok) return;
  const answer = await response.text();
  throw new Problem(answer.includes('EntityTooLarge') ? 'TOO_LARGE' : 'UPLOAD_REFUSED', response.status);
}
