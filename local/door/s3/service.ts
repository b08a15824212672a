import type { Authority } from '../authority.ts';
import { ServiceError } from '../errors.ts';
import type { Service } from '../service.ts';
import type { Keyring } from '../signature/keyring.ts';
import { SignatureRefused } from '../signature/refusal.ts';
import type { WireAnswer, WireRequest } from '../wire.ts';
import type { Bucket } from './bucket.ts';
import { answerPreflight, withCors } from './cors.ts';
import { errorAnswer, objectError, refusedSignature } from './errors.ts';
import { acceptForm, isForm } from './form.ts';
import { openOperations } from './operations.ts';
import type { ObjectStore } from './store.ts';

export interface ObjectService extends Service {
  /** The bucket that a path names, if it is one of the templates'. */
  bucketOf(path: string): Bucket | undefined;
  /** Whole exchange of one request to S3, CORS and errors included; `verify` gives the signer's role. */
  exchange(request: WireRequest, verify: () => Promise<string>): Promise<WireAnswer>;
}

export interface ObjectParts {
  readonly authority: Authority;
  readonly store: ObjectStore;
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly keyring: Keyring;
  readonly region: string;
  readonly now: () => number;
}

/** S3, path style: `/<bucket>/<key>`. */
export function openObjectService(parts: ObjectParts): ObjectService {
  const { buckets, keyring, now } = parts;
  const operations = openOperations(parts);
  const bucketOf = (path: string) => buckets.get(splitPath(path).bucket);

  async function perform(request: WireRequest, roleArn: string): Promise<WireAnswer> {
    const { bucket: name, key } = splitPath(request.path);
    const bucket = buckets.get(name);
    if (!bucket)
      throw objectError('NoSuchBucket', 'The specified bucket does not exist', { BucketName: name });
    refuseUnknown(request);
    const place = { bucket, key, roleArn };
    if (key === '') {
      if (request.method === 'GET' && request.query['list-type'] === '2')
        return operations.list(place, request);
      if (request.method === 'HEAD') return operations.headBucket(place);
      throw objectError('NotImplemented', `The local cloud does not implement ${request.method} on a bucket`);
    }
    switch (request.method) {
      case 'GET':
      case 'HEAD':
        return operations.get(place, request);
      case 'PUT':
        return operations.put(place, request.headers, request.body);
      case 'DELETE':
        return operations.remove(place);
      default:
        throw objectError('MethodNotAllowed', 'The specified method is not allowed against this resource.');
    }
  }

  async function upload(request: WireRequest): Promise<WireAnswer> {
    const bucket = bucketOf(request.path);
    if (!bucket) throw objectError('NoSuchBucket', 'The specified bucket does not exist');
    const form = await acceptForm(request, bucket.name, keyring, now());
    return operations.upload({ bucket, key: form.key, roleArn: form.roleArn }, form);
  }

  async function exchange(request: WireRequest, verify: () => Promise<string>): Promise<WireAnswer> {
    const bucket = bucketOf(request.path);
    if (request.method === 'OPTIONS' && bucket) return answerPreflight(bucket, request);
    let answer: WireAnswer;
    try {
      answer = isForm(request) ? await upload(request) : await perform(request, await verify());
    } catch (error) {
      const refused = error instanceof SignatureRefused ? refusedSignature(error) : error;
      if (!(refused instanceof ServiceError)) throw refused;
      answer = errorAnswer(refused, request.method === 'HEAD');
    }
    return withCors(bucket, request, answer);
  }

  return {
    bucketOf,
    exchange,
    answer: (request, roleArn) => exchange(request, async () => roleArn),
    call: (roleArn, action, input) => operations.call(roleArn, action, input),
  };
}

function splitPath(path: string): { bucket: string; key: string } {
  const [, bucket = '', ...rest] = path.split('/');
  try {
    return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(rest.join('/')) };
  } catch {
    throw objectError('InvalidArgument', "Couldn't parse the specified URI.");
  }
}

/** Query parameters that choose another operation, which this S3 does not have. */
const KNOWN =
  /^(x-id|list-type|prefix|delimiter|max-keys|start-after|continuation-token|encoding-type|fetch-owner|response-.*|x-amz-.*)$/i;

function refuseUnknown(request: WireRequest): void {
  const unknown = Object.keys(request.query).find((name) => !KNOWN.test(name));
  if (unknown) throw objectError('NotImplemented', `The local cloud does not implement ?${unknown}`);
  if (request.headers['x-amz-copy-source'] || request.headers['content-encoding']?.includes('aws-chunked'))
    throw objectError('NotImplemented', 'The local cloud does not implement copies or chunked uploads');
}
