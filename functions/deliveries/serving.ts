import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { openObjects } from '../kernel/objects.ts';
import type { DeliveryDependencies } from './http.ts';

const none = (bucket: string) => () => {
  throw new Error(`this function has no ${bucket} bucket`);
};

/** The public function gives out papers; photos are the staff's. */
export function publicDependencies(): DeliveryDependencies {
  const { DOCUMENTS_BUCKET } = readEnv(['DOCUMENTS_BUCKET']);
  return { ...dependencies(), documents: () => openObjects(DOCUMENTS_BUCKET), uploads: none('uploads') };
}

export function staffDependencies(): DeliveryDependencies {
  const { DOCUMENTS_BUCKET, UPLOADS_BUCKET } = readEnv(['DOCUMENTS_BUCKET', 'UPLOADS_BUCKET']);
  return {
    ...dependencies(),
    documents: () => openObjects(DOCUMENTS_BUCKET),
    uploads: () => openObjects(UPLOADS_BUCKET),
  };
}
