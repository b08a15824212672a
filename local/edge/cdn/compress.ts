import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Cloud } from '../../template/cloud.ts';
import type { EdgeAnswer } from '../message.ts';

/** What a behaviour may compress with; empty for none. */
export type Compression = readonly ('br' | 'gzip')[];

/** AWS's own cache policies: CachingOptimized keeps compressed copies, CachingDisabled does not compress at all. */
const MANAGED: Readonly<Record<string, Compression>> = {
  '658327ea-f89d-4fab-a63d-7e88639e58f6': ['br', 'gzip'],
  '4135ea2d-6df8-44a3-9df3-4b5a84be39ad': [],
};

export function readCompression(cloud: Cloud, policyId: string | undefined): Compression {
  const managed = policyId === undefined ? [] : MANAGED[policyId];
  if (managed) return managed;
  const own = cloud.ofType('AWS::CloudFront::CachePolicy').find((one) => one.physicalId === policyId);
  if (!own) throw new Error(`the local cloud does not know the cache policy ${policyId}`);
  const { ParametersInCacheKeyAndForwardedToOrigin: key } = own.properties.CachePolicyConfig as {
    ParametersInCacheKeyAndForwardedToOrigin: Record<string, boolean>;
  };
  return [
    ...(key.EnableAcceptEncodingBrotli ? (['br'] as const) : []),
    ...(key.EnableAcceptEncodingGzip ? (['gzip'] as const) : []),
  ];
}

/** CloudFront compresses bodies of these sizes and types only (developer guide, "Serve compressed files"). */
const SMALLEST = 1000;
const LARGEST = 10_000_000;
const TYPES =
  /^(text\/(css|csv|html|javascript|js|markdown|plain|xml|x-component)|application\/(javascript|json|ld\+json|manifest\+json|rss\+xml|atom\+xml|wasm|x-javascript|xhtml\+xml|xml|vnd\.ms-fontobject|x-font-(opentype|otf|truetype|ttf))|font\/(eot|opentype|otf|ttf)|image\/svg\+xml)\b/i;

/** Pages are read often and change seldom: compressed copies are kept by entity tag. */
const kept = new Map<string, Buffer>();
const KEPT_LIMIT = 500;

/** The answer compressed as the viewer can take it, Brotli first. */
export function compressed(answer: EdgeAnswer, allowed: Compression, acceptEncoding: string): EdgeAnswer {
  const type = String(answer.headers['content-type'] ?? '');
  const { length } = answer.body;
  if (answer.status !== 200 || length < SMALLEST || length > LARGEST || !TYPES.test(type)) return answer;
  if (answer.headers['content-encoding'] !== undefined) return answer;
  const encoding = allowed.find((one) => new RegExp(`(^|[\\s,])${one}($|[\\s,;])`).test(acceptEncoding));
  if (!encoding) return answer;
  const { etag } = answer.headers;
  const key = `${encoding} ${String(etag)}`;
  const known = etag === undefined ? undefined : kept.get(key);
  const body = known ?? compress(encoding, answer.body);
  if (etag !== undefined && !known) {
    if (kept.size >= KEPT_LIMIT) kept.clear();
    kept.set(key, body);
  }
  return {
    ...answer,
    body,
    headers: {
      ...answer.headers,
      'content-encoding': encoding,
      vary: 'Accept-Encoding',
      ...(typeof etag === 'string' && !etag.startsWith('W/') ? { etag: `W/${etag}` } : {}),
    },
  };
}

const compress = (encoding: 'br' | 'gzip', body: Buffer): Buffer =>
  encoding === 'gzip'
    ? gzipSync(body)
    : brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
