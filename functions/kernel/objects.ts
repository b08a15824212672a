import { createHmac } from 'node:crypto';
import { credentials, endpoint, region, requestTo, signedFetch, signer } from './signed.ts';

/** One bucket: read, write, and links that end. */
export interface Objects {
  get(key: string): Promise<Uint8Array | undefined>;
  put(
    key: string,
    body: Uint8Array | string,
    options: { type: string; cacheControl?: string },
  ): Promise<void>;
  /** Removes an object; one that is not there is as good as removed. */
  remove(key: string): Promise<void>;
  /** A link that whoever holds it may read until it ends. */
  readLink(key: string, seconds: number, fileName: string): Promise<string>;
  /** A browser form that may upload exactly one object of at most `bytes`. */
  uploadForm(
    key: string,
    options: { bytes: number; type: string; seconds: number },
  ): { url: string; fields: Record<string, string> };
}

const objectUrl = (bucket: string, key: string): URL => {
  const base = endpoint('s3', bucket);
  return new URL(
    `${base.pathname.replace(/\/$/, '')}/${key.split('/').map(encodeURIComponent).join('/')}`,
    base,
  );
};

const refuse = (action: string, response: Response): never => {
  throw new Error(`S3 ${action}: ${response.status}`);
};

/** `20261123T090000Z`, as signatures want it. */
const stamp = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, '');

/** Whoever follows a link sends no body that could be signed: S3's rule for presigned requests. */
const UNSIGNED = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };

export function openObjects(bucket: string, now: () => Date = () => new Date()): Objects {
  return {
    async get(key) {
      const response = await signedFetch('s3', objectUrl(bucket, key), { method: 'GET' });
      // S3 tells a role that may not list the bucket 403 of an object that is not there.
      if (response.status === 404 || response.status === 403) return undefined;
      if (!response.ok) refuse('GetObject', response);
      return new Uint8Array(await response.arrayBuffer());
    },
    async put(key, body, { type, cacheControl }) {
      const headers = { 'content-type': type, ...(cacheControl ? { 'cache-control': cacheControl } : {}) };
      const response = await signedFetch('s3', objectUrl(bucket, key), { method: 'PUT', headers, body });
      if (!response.ok) refuse('PutObject', response);
    },
    async remove(key) {
      const response = await signedFetch('s3', objectUrl(bucket, key), { method: 'DELETE' });
      if (!response.ok) refuse('DeleteObject', response);
    },
    async readLink(key, seconds, fileName) {
      const url = objectUrl(bucket, key);
      url.searchParams.set(
        'response-content-disposition',
        `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      );
      const signed = await signer('s3').presign(requestTo(url, { method: 'GET', headers: UNSIGNED }), {
        expiresIn: seconds,
      });
      const link = new URL(url);
      link.search = new URLSearchParams(signed.query as Record<string, string>)
        .toString()
        .replaceAll('+', '%20');
      return link.href;
    },
    // A POST policy, because only it can bound the size: AWS, "Creating a POST policy" (SigV4).
    uploadForm(key, { bytes, type, seconds }) {
      const at = now();
      const { accessKeyId, secretAccessKey, sessionToken } = credentials();
      const day = stamp(at).slice(0, 8);
      const scope = `${day}/${region()}/s3/aws4_request`;
      const fields: Record<string, string> = {
        key,
        'content-type': type,
        'x-amz-algorithm': 'AWS4-HMAC-SHA256',
        'x-amz-credential': `${accessKeyId}/${scope}`,
        'x-amz-date': stamp(at),
        ...(sessionToken ? { 'x-amz-security-token': sessionToken } : {}),
      };
      const conditions = [
        { bucket },
        ['content-length-range', 1, bytes],
        ...Object.entries(fields).map(([name, value]) => ({ [name]: value })),
      ];
      const policy = Buffer.from(
        JSON.stringify({ expiration: new Date(at.getTime() + seconds * 1000).toISOString(), conditions }),
      ).toString('base64');
      const sign = (signingKey: Buffer | string, text: string) =>
        createHmac('sha256', signingKey).update(text).digest();
      const signingKey = [day, region(), 's3', 'aws4_request'].reduce<Buffer | string>(
        sign,
        `AWS4${secretAccessKey}`,
      );
      return {
        url: endpoint('s3', bucket).href,
        fields: { ...fields, policy, 'x-amz-signature': sign(signingKey, policy).toString('hex') },
      };
    },
  };
}
