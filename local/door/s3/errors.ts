import { randomBytes } from 'node:crypto';
import { ServiceError } from '../errors.ts';
import type { SignatureRefused } from '../signature/refusal.ts';
import type { WireAnswer } from '../wire.ts';

const STATUS: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  AccessForbidden: 403,
  BadDigest: 400,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  InvalidPolicyDocument: 400,
  InvalidRange: 416,
  InvalidToken: 400,
  MalformedPOSTRequest: 400,
  MethodNotAllowed: 405,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NotImplemented: 501,
  PreconditionFailed: 412,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  XAmzContentSHA256Mismatch: 400,
};

/** An error of S3; details become elements of its XML document. */
export const objectError = (
  code: string,
  message: string,
  details: Record<string, unknown> = {},
): ServiceError => new ServiceError(code, message, STATUS[code] ?? 400, details);

/** How S3 words a signature that it does not accept. */
export function refusedSignature(refused: SignatureRefused): ServiceError {
  const { message } = refused;
  switch (refused.kind) {
    case 'missing':
      return objectError('AccessDenied', 'Access Denied');
    case 'malformed':
      return objectError('AuthorizationQueryParametersError', message);
    case 'unknown-key':
      return objectError(
        'InvalidAccessKeyId',
        'The AWS Access Key Id you provided does not exist in our records.',
        { AWSAccessKeyId: message },
      );
    case 'wrong-token':
      return objectError('InvalidToken', 'The provided token is malformed or otherwise invalid.');
    case 'wrong-signature':
      return objectError(
        'SignatureDoesNotMatch',
        'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      );
    case 'wrong-body':
      return objectError('XAmzContentSHA256Mismatch', message);
    case 'skewed':
      return objectError(
        'RequestTimeTooSkewed',
        'The difference between the request time and the current time is too large.',
      );
    case 'expired':
      return objectError('AccessDenied', message);
  }
}

export const xmlText = (value: unknown): string =>
  [...String(value)]
    .map((character) => (needsReference(character) ? reference(character) : character))
    .join('');

/** XML 1.0 has no control characters at all: as in S3's answers, they are written as references too. */
const needsReference = (character: string) => '&<>"'.includes(character) || character < ' ';
const reference = (character: string) => `&#${character.codePointAt(0)};`;

export const element = (name: string, value: unknown): string => `<${name}>${xmlText(value)}</${name}>`;

export const xmlAnswer = (status: number, document: string): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${document}`,
});

export function errorAnswer(error: ServiceError, head: boolean): WireAnswer {
  // An answer to HEAD has no body, so not even the code.
  if (head) return { status: error.status, headers: { 'content-type': 'application/xml' }, body: '' };
  const code = error.code === 'AccessDeniedException' ? 'AccessDenied' : error.code;
  const details = Object.entries(error.details).map(([name, value]) => element(name, value));
  return xmlAnswer(
    code === 'AccessDenied' ? 403 : error.status,
    `<Error>${element('Code', code)}${element('Message', error.message)}${details.join('')}${element('RequestId', requestId())}</Error>`,
  );
}

export const requestId = (): string => randomBytes(8).toString('hex').toUpperCase();
