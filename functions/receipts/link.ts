import type { Dependencies } from '../kernel/dependencies.ts';
import type { Objects } from '../kernel/objects.ts';

/** A link to a paper ends after a quarter of an hour: long enough to download, too short to be passed on. */
const LINK_SECONDS = 15 * 60;

export type ReceiptDependencies = Dependencies & { readonly documents: Pick<Objects, 'readLink'> };

/** Makes the link to a file below a name of its own. */
export const linker =
  ({ clock, documents }: Pick<ReceiptDependencies, 'clock' | 'documents'>) =>
  async (key: string, fileName: string) => ({
    url: await documents.readLink(key, LINK_SECONDS, fileName),
    expiresAt: new Date(clock.now().getTime() + LINK_SECONDS * 1000).toISOString(),
  });
