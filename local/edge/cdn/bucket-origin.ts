import type { ObjectStore } from '../../door/s3/store.ts';
import type { EdgeAnswer, EdgeRequest } from '../message.ts';

/** Headers of an object that S3 sends along. */
const SENT = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/** Reads a bucket as CloudFront with origin access control does: in its own name, by the bucket's policy. */
export function openBucketOrigin(options: {
  bucket: string;
  objects: Pick<ObjectStore, 'head' | 'read'>;
  /** Whether the bucket's policy lets CloudFront do this. */
  permits: (action: string, resource: string) => boolean;
}): (request: EdgeRequest) => EdgeAnswer {
  const { bucket, objects, permits } = options;
  const arn = `arn:aws:s3:::${bucket}`;
  return (request) => {
    const key = decodeKey(request.path);
    if (!permits('s3:GetObject', `${arn}/${key}`)) return refusal(403, 'AccessDenied', 'Access Denied');
    const object = objects.head(bucket, key);
    if (!object) {
      // Whoever may not list a bucket is not told what is missing from it.
      return permits('s3:ListBucket', arn)
        ? refusal(404, 'NoSuchKey', 'The specified key does not exist.')
        : refusal(403, 'AccessDenied', 'Access Denied');
    }
    const sent = Object.entries(object.headers).filter(
      ([name]) => SENT.includes(name) || name.startsWith('x-amz-meta-'),
    );
    const headers = {
      'content-type': 'binary/octet-stream',
      ...Object.fromEntries(sent),
      etag: object.etag,
      'last-modified': new Date(object.modified).toUTCString(),
      server: 'AmazonS3',
    };
    const seen = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    if (seen?.includes(object.etag)) return { status: 304, headers, body: Buffer.alloc(0) };
    return { status: 200, headers, body: objects.read(bucket, object) };
  };
}

function decodeKey(path: string): string {
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    return path.slice(1);
  }
}

const refusal = (status: number, code: string, message: string): EdgeAnswer => ({
  status,
  headers: { 'content-type': 'application/xml', server: 'AmazonS3' },
  body: Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  ),
});
