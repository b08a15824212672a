import { ServiceError } from '../errors.ts';
import type { WireAnswer, WireRequest } from '../wire.ts';
import { queryValue } from '../wire.ts';
import type { Bucket } from './bucket.ts';
import { checkDigests } from './checksum.ts';
import { element, objectError, xmlAnswer } from './errors.ts';
import type { AcceptedForm } from './form.ts';
import { checkConditions, describe, encryption, ids, kept } from './headers.ts';
import { listPage } from './listing.ts';
import { readRange } from './range.ts';
import type { ObjectParts } from './service.ts';
import type { StoredObject } from './store.ts';

export interface Place {
  readonly bucket: Bucket;
  readonly key: string;
  readonly roleArn: string;
}

const OVERRIDES = [
  'content-type',
  'content-language',
  'expires',
  'cache-control',
  'content-disposition',
  'content-encoding',
];
const LARGEST = 5 * 1024 ** 3; // one PUT takes 5 GiB at most

/** The operations on objects, each authorised before it looks at anything. */
export function openOperations({ authority, store, buckets, region }: Omit<ObjectParts, 'keyring' | 'now'>) {
  const arnOf = ({ bucket, key }: Place) => `${bucket.arn}/${key}`;

  /** Objects under a customer's key need that key too, used by S3 on the caller's behalf. */
  function demandKey(place: Place, action: string): void {
    const { kmsKey, arn, bucketKey } = place.bucket;
    if (kmsKey === undefined) return;
    authority.demand(place.roleArn, action, kmsKey, {
      'kms:ViaService': `s3.${region}.amazonaws.com`,
      'kms:EncryptionContext:aws:s3:arn': bucketKey ? arn : arnOf(place),
      'kms:EncryptionContextKeys': ['aws:s3:arn'],
    });
  }

  function find(place: Place): StoredObject {
    authority.demand(place.roleArn, 's3:GetObject', arnOf(place));
    const object = store.head(place.bucket.name, place.key);
    if (object) {
      demandKey(place, 'kms:Decrypt');
      return object;
    }
    // Who may not list must not learn that there is nothing (S3 API, GetObject, "Permissions").
    if (!authority.decide(place.roleArn, 's3:ListBucket', place.bucket.arn).allowed)
      throw objectError('AccessDenied', 'Access Denied (no such key, and no s3:ListBucket to be told so)');
    throw objectError('NoSuchKey', 'The specified key does not exist.', { Key: place.key });
  }

  function get(place: Place, request: WireRequest): WireAnswer {
    const object = find(place);
    const headers: Record<string, string> = { ...describe(place.bucket, object), ...object.headers };
    for (const name of OVERRIDES) {
      const value = queryValue(request, `response-${name}`);
      if (value !== undefined) headers[name] = value;
    }
    const precondition = checkConditions(request.headers, object);
    if (precondition === 304) return { status: 304, headers, body: '' };
    const range = readRange(request.headers.range, object.size);
    if (range === 'unsatisfiable')
      throw objectError('InvalidRange', 'The requested range is not satisfiable', {
        ActualObjectSize: object.size,
      });
    const [from, to] = range ?? [0, object.size - 1];
    headers['content-length'] = String(to - from + 1);
    if (range) headers['content-range'] = `bytes ${from}-${to}/${object.size}`;
    const body =
      request.method === 'HEAD' ? '' : store.read(place.bucket.name, object).subarray(from, to + 1);
    return { status: range ? 206 : 200, headers, body };
  }

  function put(place: Place, given: Readonly<Record<string, string>>, body: Buffer): WireAnswer {
    authority.demand(place.roleArn, 's3:PutObject', arnOf(place), {
      's3:x-amz-server-side-encryption': given['x-amz-server-side-encryption'],
      's3:x-amz-server-side-encryption-aws-kms-key-id': given['x-amz-server-side-encryption-aws-kms-key-id'],
      's3:x-amz-content-sha256': given['x-amz-content-sha256'],
    });
    demandKey(place, 'kms:GenerateDataKey');
    if (Buffer.byteLength(place.key) > 1024) throw objectError('KeyTooLongError', 'Your key is too long');
    if (body.length > LARGEST)
      throw objectError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
    checkDigests(given, body);
    const before = store.head(place.bucket.name, place.key);
    if (
      (given['if-none-match'] === '*' && before) ||
      (given['if-match'] && given['if-match'] !== before?.etag)
    )
      throw objectError(
        'PreconditionFailed',
        'At least one of the pre-conditions you specified did not hold',
      );
    const object = store.put(place.bucket.name, place.key, body, kept(given));
    return { status: 200, headers: { etag: object.etag, ...encryption(place.bucket), ...ids() }, body: '' };
  }

  function upload(place: Place, form: AcceptedForm): WireAnswer {
    const { headers } = put(place, form.fields, form.body);
    const location = `/${place.bucket.name}/${encodeURIComponent(place.key)}`;
    const answer = { ...headers, location };
    if (form.fields.success_action_redirect)
      return { status: 303, headers: { ...answer, location: form.fields.success_action_redirect }, body: '' };
    const status = form.fields.success_action_status;
    if (status !== '201') return { status: status === '200' ? 200 : 204, headers: answer, body: '' };
    const document = [
      element('Location', location),
      element('Bucket', place.bucket.name),
      element('Key', place.key),
      element('ETag', headers.etag),
    ];
    const created = xmlAnswer(201, `<PostResponse>${document.join('')}</PostResponse>`);
    return { ...created, headers: { ...created.headers, ...answer } };
  }

  return {
    get,
    put,
    upload,
    remove(place: Place): WireAnswer {
      authority.demand(place.roleArn, 's3:DeleteObject', arnOf(place));
      store.remove(place.bucket.name, place.key);
      return { status: 204, headers: ids(), body: '' };
    },
    headBucket({ bucket, roleArn }: Place): WireAnswer {
      authority.demand(roleArn, 's3:ListBucket', bucket.arn);
      return { status: 200, headers: { 'x-amz-bucket-region': region, ...ids() }, body: '' };
    },
    list({ bucket, roleArn }: Place, request: WireRequest): WireAnswer {
      const value = (name: string) => queryValue(request, name);
      authority.demand(roleArn, 's3:ListBucket', bucket.arn, {
        's3:prefix': value('prefix') ?? '',
        's3:delimiter': value('delimiter'),
        's3:max-keys': value('max-keys'),
      });
      return listPage(bucket.name, store, value);
    },
    /** What a workflow may ask of S3 directly. */
    async call(roleArn: string, action: string, input: Record<string, unknown>): Promise<unknown> {
      const bucket = buckets.get(String(input.Bucket));
      if (!bucket) throw objectError('NoSuchBucket', 'The specified bucket does not exist');
      const place = { bucket, key: String(input.Key), roleArn };
      if (action === 'GetObject') return { Body: store.read(bucket.name, find(place)).toString('utf8') };
      if (action === 'PutObject') {
        const type = input.ContentType === undefined ? {} : { 'content-type': String(input.ContentType) };
        const { Body } = input;
        const body = Buffer.from(typeof Body === 'string' ? Body : JSON.stringify(Body ?? ''));
        return { ETag: put(place, type, body).headers.etag };
      }
      throw new ServiceError(
        'NotImplemented',
        `The local cloud does not implement s3:${action} in a workflow`,
        501,
      );
    },
  };
}
