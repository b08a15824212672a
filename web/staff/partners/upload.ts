import type { AnswerOf } from '../contracts.ts';
import { client } from '../core/session.ts';
import { newIntent } from '../intent.ts';
import { Problem } from '../problem.ts';
import { sendFile } from '../workshop/upload.ts';

/** 10 MB, the limit of the contract and of the upload form. */
const LIMIT = 10 * 1024 * 1024;

/** Sends a list straight to the bucket and has it read under its pledge. @throws Problem */
export async function uploadList(pledge: string, file: File): Promise<AnswerOf<'addList'>> {
  if (file.size === 0) throw new Problem('UNREADABLE_FILE', 422, { detail: { reason: 'EMPTY' } });
  if (file.size > LIMIT) throw new Problem('TOO_LARGE', 413);
  const params = { id: pledge };
  const fileName = file.name.slice(-120);
  const form = await client.write(
    'requestListUpload',
    { params, body: { fileName, size: file.size } },
    newIntent(),
  );
  await sendFile(form, file);
  return client.write('addList', { params, body: { list: form.list, fileName } }, newIntent());
}
