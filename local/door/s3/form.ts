import type { Keyring } from '../signature/keyring.ts';
import { SignatureRefused } from '../signature/refusal.ts';
import { readScope, readStamp, sameText, signerOf } from '../signature/scope.ts';
import type { WireRequest } from '../wire.ts';
import { objectError } from './errors.ts';
import type { UploadForm } from './form-policy.ts';
import { checkFormPolicy } from './form-policy.ts';

/** A form upload whose policy was signed by a role and is met. */
export interface AcceptedForm {
  readonly roleArn: string;
  readonly key: string;
  readonly body: Buffer;
  readonly fields: Readonly<Record<string, string>>;
}

export const isForm = (request: WireRequest): boolean =>
  request.method === 'POST' && (request.headers['content-type'] ?? '').startsWith('multipart/form-data');

/**
 * Reads a browser's upload form and checks its signed policy.
 * @throws ServiceError or SignatureRefused as S3 would refuse it
 */
export async function acceptForm(
  request: WireRequest,
  bucket: string,
  keyring: Keyring,
  now: number,
): Promise<AcceptedForm> {
  const { fields, body, fileName } = await readForm(request);
  const policy = fields.policy;
  if (policy === undefined) throw objectError('AccessDenied', 'Access Denied');
  const roleArn = await verifyPolicy(policy, fields, keyring);
  const form: UploadForm = { fields, size: body.length };
  checkFormPolicy(policy, form, bucket, now);
  const key = fields.key?.replaceAll('$'.concat('{filename}'), fileName);
  if (!key) throw objectError('InvalidArgument', "Bucket POST must contain a field named 'key'.");
  return { roleArn, key, body, fields };
}

async function readForm(request: WireRequest) {
  let form: FormData;
  try {
    const { body, headers } = request;
    form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData();
  } catch {
    throw objectError(
      'MalformedPOSTRequest',
      'The body of your POST request is not well-formed multipart/form-data.',
    );
  }
  const fields: Record<string, string> = {};
  for (const [name, value] of form) {
    if (name.toLowerCase() === 'file') {
      const file = typeof value === 'string' ? new Blob([value]) : value;
      const fileName = typeof value === 'string' ? '' : value.name;
      // Whatever comes behind the file is not read (S3 API, "The file must be the last field").
      return { fields, body: Buffer.from(await file.arrayBuffer()), fileName };
    }
    if (typeof value === 'string') fields[name.toLowerCase()] = value;
  }
  throw objectError('InvalidArgument', 'POST requires exactly one file upload per request.');
}

/** The policy's signature. @returns the role that signed it */
async function verifyPolicy(
  policy: string,
  fields: Record<string, string>,
  keyring: Keyring,
): Promise<string> {
  const need = (name: string): string => {
    const value = fields[name];
    if (value === undefined)
      throw objectError('InvalidArgument', `Bucket POST must contain a field named '${name}'.`);
    return value;
  };
  if (need('x-amz-algorithm') !== 'AWS4-HMAC-SHA256')
    throw objectError('InvalidArgument', 'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  const date = need('x-amz-date');
  const claim = readScope(need('x-amz-credential'), keyring, date);
  if (fields['x-amz-security-token'] !== claim.credentials.sessionToken)
    throw new SignatureRefused('wrong-token', 'The provided token is malformed or otherwise invalid.');
  const expected = await signerOf(claim).sign(policy, { signingDate: new Date(readStamp(date)) });
  if (!sameText(expected, need('x-amz-signature'))) throw new SignatureRefused('wrong-signature', '');
  return claim.roleArn;
}
