import type { Clock } from '../kernel/clock.ts';
import type { Objects } from '../kernel/objects.ts';

/** A quarter of an hour: long enough to open a paper, too short to pass it on. */
const LINK_SECONDS = 15 * 60;

export const linkTo = async (
  { clock }: { readonly clock: Clock },
  objects: Pick<Objects, 'readLink'>,
  key: string,
  fileName: string,
) => ({
  url: await objects.readLink(key, LINK_SECONDS, fileName),
  expiresAt: new Date(clock.now().getTime() + LINK_SECONDS * 1000).toISOString(),
});
