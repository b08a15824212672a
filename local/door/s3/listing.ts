import type { WireAnswer } from '../wire.ts';
import { element, objectError, xmlAnswer } from './errors.ts';
import type { ObjectStore, StoredObject } from './store.ts';

const PAGE = 1000;

/** ListObjectsV2: keys in order, common prefixes rolled up, continued behind the last entry of the page before. */
export function listPage(
  bucket: string,
  store: ObjectStore,
  value: (name: string) => string | undefined,
): WireAnswer {
  const prefix = value('prefix') ?? '';
  const delimiter = value('delimiter') ?? '';
  const most = Math.min(readCount(value('max-keys')), PAGE);
  const token = value('continuation-token');
  const after = token === undefined ? (value('start-after') ?? '') : readToken(token);
  const encode = value('encoding-type') === 'url' ? encodeURIComponent : (text: string) => text;
  const contents: StoredObject[] = [];
  const prefixes: string[] = [];
  let last = '';
  let truncated = false;
  for (const object of store.list(bucket, { prefix, after })) {
    const end = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
    const common = end < 0 ? undefined : object.key.slice(0, end + delimiter.length);
    // All keys below a common prefix are one entry, also where it ended the page before.
    if (common !== undefined && (common === prefixes.at(-1) || common === after)) continue;
    if (contents.length + prefixes.length === most) {
      truncated = most > 0;
      break;
    }
    if (common === undefined) contents.push(object);
    else prefixes.push(common);
    last = common ?? object.key;
  }
  const document = [
    element('Name', bucket),
    element('Prefix', encode(prefix)),
    ...(delimiter === '' ? [] : [element('Delimiter', encode(delimiter))]),
    element('MaxKeys', most),
    element('KeyCount', contents.length + prefixes.length),
    element('IsTruncated', truncated),
    ...(token === undefined ? [] : [element('ContinuationToken', token)]),
    ...(truncated ? [element('NextContinuationToken', Buffer.from(last).toString('base64url'))] : []),
    ...contents.map((object) => `<Contents>${entry(object, encode)}</Contents>`),
    ...prefixes.map((common) => `<CommonPrefixes>${element('Prefix', encode(common))}</CommonPrefixes>`),
  ];
  const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
  return xmlAnswer(200, `<ListBucketResult xmlns="${namespace}">${document.join('')}</ListBucketResult>`);
}

const entry = (object: StoredObject, encode: (text: string) => string) =>
  [
    element('Key', encode(object.key)),
    element('LastModified', new Date(object.modified).toISOString()),
    element('ETag', object.etag),
    element('Size', object.size),
    element('StorageClass', 'STANDARD'),
  ].join('');

function readCount(text: string | undefined): number {
  const count = text === undefined ? PAGE : Number(text);
  if (!Number.isInteger(count) || count < 0)
    throw objectError('InvalidArgument', 'Argument maxKeys must be an integer between 0 and 2147483647');
  return count;
}

function readToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString('utf8');
  if (key === '') throw objectError('InvalidArgument', 'The continuation token provided is incorrect');
  return key;
}
