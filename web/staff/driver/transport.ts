import type { RequestFor } from '../contracts.ts';
import { quietClient } from '../core/session.ts';
import { newIntent } from '../intent.ts';
import { Problem } from '../problem.ts';
import { sendFile } from '../workshop/upload.ts';
import type { Deed } from './deed.ts';

type Keep = (deed: Deed) => Promise<void>;

/** Sends one deed under its own key. @returns false when another result stood already. @throws Problem */
export async function sendDeed(deed: Deed, keep: Keep): Promise<boolean> {
  const { at } = deed;
  try {
    return await tell(deed, keep, { at });
  } catch (error) {
    // The phone's clock is ahead. Nothing was written: what was done is done by now, whenever it was.
    if (error instanceof Problem && isIn(error, 'AT_IN_FUTURE')) return tell(deed, keep, {});
    throw error;
  }
}
const isIn = ({ code, fields }: Problem, wanted: string) =>
  code === wanted || fields.some((field) => field.code === wanted);

async function tell(deed: Deed, keep: Keep, when: { at?: string }): Promise<boolean> {
  const { kind, about: id, body, key } = deed;
  const request = { params: { id }, body: { ...body, ...when } } as unknown;
  if (kind === 'photo') return sendPhoto(deed, keep, when);
  if (kind === 'depart') {
    await quietClient.write('departRoute', request as RequestFor<'departRoute'>, key);
    return true;
  }
  const { recorded } =
    kind === 'confirm'
      ? await quietClient.write('confirmDelivery', request as RequestFor<'confirmDelivery'>, key)
      : await quietClient.write('failDelivery', request as RequestFor<'failDelivery'>, key);
  return recorded;
}

/** A photo goes to a place of its own, then the delivery is told: under the deed's key, so that it is told once. */
async function sendPhoto(deed: Deed, keep: Keep, when: { at?: string }): Promise<boolean> {
  const { about: id, photo: file, key } = deed;
  if (!file) throw new Problem('FILE_MISSING', 422);
  let photo = deed.place;
  if (!photo) {
    const body = { type: 'image/jpeg', bytes: file.size, consent: true } as const;
    const form = await quietClient.write('preparePhoto', { params: { id }, body }, newIntent());
    await sendFile(form, new File([file], 'photo.jpg', { type: file.type }));
    photo = form.photo;
    await keep({ ...deed, place: photo });
  }
  await quietClient.write('addPhoto', { params: { id, photo }, body: when }, key);
  return true;
}
