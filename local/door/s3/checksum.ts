import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { objectError } from './errors.ts';

const CHECKS: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  'content-md5': (body) => createHash('md5').update(body).digest(),
  'x-amz-checksum-sha256': (body) => createHash('sha256').update(body).digest(),
  'x-amz-checksum-sha1': (body) => createHash('sha1').update(body).digest(),
  'x-amz-checksum-crc32': (body) => {
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return sum;
  },
};

/** Compares the body with every checksum that came with it. @throws ServiceError BadDigest */
export function checkDigests(headers: Readonly<Record<string, string>>, body: Buffer): void {
  for (const [name, digest] of Object.entries(headers)) {
    if (name !== 'content-md5' && !name.startsWith('x-amz-checksum-')) continue;
    const compute = CHECKS[name];
    if (!compute) throw objectError('NotImplemented', `The local cloud does not implement ${name}`);
    if (compute(body).toString('base64') !== digest)
      throw objectError('BadDigest', `The ${name} you specified did not match what we received.`);
  }
}
