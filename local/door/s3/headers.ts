import type { Bucket } from './bucket.ts';
import { objectError, requestId } from './errors.ts';
import type { StoredObject } from './store.ts';

/** What is kept with an object and sent back with it. */
const KEPT =
  /^(content-type|content-encoding|content-language|content-disposition|cache-control|expires|x-amz-meta-.+|x-amz-website-redirect-location)$/;

export const ids = () => ({ 'x-amz-request-id': requestId() });

export const encryption = (bucket: Bucket): Record<string, string> =>
  bucket.kmsKey === undefined
    ? { 'x-amz-server-side-encryption': 'AES256' }
    : {
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': bucket.kmsKey,
      };

export const describe = (bucket: Bucket, object: StoredObject): Record<string, string> => ({
  'content-type': 'binary/octet-stream',
  etag: object.etag,
  'last-modified': new Date(object.modified).toUTCString(),
  'accept-ranges': 'bytes',
  ...encryption(bucket),
  ...ids(),
});

export const kept = (given: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(given).filter(([name]) => KEPT.test(name)));

/** If-Match, If-None-Match, If-Modified-Since. @throws ServiceError PreconditionFailed. @returns 304 where the caller has it already */
export function checkConditions(
  given: Readonly<Record<string, string>>,
  object: StoredObject,
): 304 | undefined {
  const listed = (header: string) => header.split(',').map((one) => one.trim());
  const match = given['if-match'];
  if (match && match !== '*' && !listed(match).includes(object.etag))
    throw objectError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
  const none = given['if-none-match'];
  if (none) return none === '*' || listed(none).includes(object.etag) ? 304 : undefined;
  const since = Date.parse(given['if-modified-since'] ?? '');
  return Number.isNaN(since) || Math.floor(object.modified / 1000) * 1000 > since ? undefined : 304;
}
