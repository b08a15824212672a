import { ServiceError } from '../errors.ts';
import type { Context } from '../policy/condition.ts';
import { text } from '../service.ts';
import type { EncryptionContext } from './cipher.ts';

export type Input = Record<string, unknown>;

/** Bytes that Encrypt and GenerateMac take at most. */
export const PLAINTEXT = 4096;
const RANDOM = 1024;
const DATA_KEYS: Readonly<Record<string, number>> = { AES_256: 32, AES_128: 16 };

export const base64 = (data: Buffer) => data.toString('base64');

export function contextOf(input: Input): EncryptionContext {
  const context = input.EncryptionContext ?? {};
  if (
    typeof context !== 'object' ||
    Array.isArray(context) ||
    !Object.values(context).every((v) => typeof v === 'string')
  )
    throw new ServiceError('ValidationException', 'EncryptionContext must map text to text');
  return context as EncryptionContext;
}

export const conditionsOf = (context: EncryptionContext): Context => ({
  ...Object.fromEntries(
    Object.entries(context).map(([key, value]) => [`kms:EncryptionContext:${key}`, value]),
  ),
  'kms:EncryptionContextKeys': Object.keys(context).length > 0 ? Object.keys(context) : undefined,
  'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
});

export function bytes(input: Input, name: string, most: number): Buffer {
  const data = Buffer.from(text(input, name), 'base64');
  if (data.length < 1 || data.length > most)
    throw new ServiceError(
      'ValidationException',
      `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must have length between 1 and ${most}`,
    );
  return data;
}

export function dataKeyBytes(input: Input): number {
  if ((input.KeySpec === undefined) === (input.NumberOfBytes === undefined))
    throw new ServiceError('ValidationException', 'Please specify either number of bytes or key spec.');
  const bytesOfSpec = DATA_KEYS[String(input.KeySpec)];
  return input.KeySpec === undefined ? count(input.NumberOfBytes) : (bytesOfSpec ?? count(undefined));
}

export function count(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= RANDOM) return value;
  throw new ServiceError(
    'ValidationException',
    `NumberOfBytes or KeySpec is out of range: 1 to ${RANDOM} bytes`,
  );
}
