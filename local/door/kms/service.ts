import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Authority } from '../authority.ts';
import { ServiceError } from '../errors.ts';
import type { Context } from '../policy/condition.ts';
import type { Service } from '../service.ts';
import { jsonService, text } from '../service.ts';
import type { EncryptionContext } from './cipher.ts';
import { decrypt, encrypt, keyOfBlob } from './cipher.ts';
import type { Key, Keys } from './keys.ts';

type Input = Record<string, unknown>;

const PLAINTEXT = 4096; // bytes that Encrypt and GenerateMac take at most
const RANDOM = 1024;
const DATA_KEYS: Readonly<Record<string, number>> = { AES_256: 32, AES_128: 16 };
const MACS: Readonly<Record<string, string>> = {
  HMAC_SHA_256: 'sha256',
  HMAC_SHA_384: 'sha384',
  HMAC_SHA_512: 'sha512',
};

/** KMS with real cryptography: AES-256-GCM under an encryption context, HMAC, random bytes. */
export function openKeyService(authority: Authority, keys: Keys): Service {
  /** The key, once its use is authorised. */
  function use(key: Key, action: string, roleArn: string, usage: Key['usage'], more: Context = {}): Key {
    authority.demand(roleArn, `kms:${action}`, key.arn, {
      'kms:KeySpec': key.spec,
      'kms:KeyUsage': key.usage,
      ...(key.alias ? { 'kms:RequestAlias': key.alias } : {}),
      ...more,
    });
    if (key.usage !== usage)
      throw new ServiceError(
        'InvalidKeyUsageException',
        `${key.arn} key usage is ${key.usage} which is not valid for ${action}.`,
      );
    return key;
  }
  const forData = (input: Input, action: string, roleArn: string) => {
    const context = contextOf(input);
    const key = use(
      keys.find(text(input, 'KeyId')),
      action,
      roleArn,
      'ENCRYPT_DECRYPT',
      conditionsOf(context),
    );
    return { key, context };
  };
  const dataKey = (input: Input, action: string, roleArn: string) => {
    const { key, context } = forData(input, action, roleArn);
    const plaintext = randomBytes(dataKeyBytes(input));
    return { KeyId: key.arn, plaintext, CiphertextBlob: base64(encrypt(key, plaintext, context)) };
  };
  const mac = (input: Input, action: string, roleArn: string) => {
    const algorithm = MACS[text(input, 'MacAlgorithm')];
    const key = use(keys.find(text(input, 'KeyId')), action, roleArn, 'GENERATE_VERIFY_MAC', {
      'kms:MacAlgorithm': text(input, 'MacAlgorithm'),
    });
    if (algorithm === undefined || key.spec.split('_')[1] !== algorithm.slice(3))
      throw new ServiceError(
        'InvalidKeyUsageException',
        `Algorithm ${input.MacAlgorithm} is incompatible with key spec ${key.spec}.`,
      );
    const message = bytes(input, 'Message', PLAINTEXT);
    return { key, digest: createHmac(algorithm, key.material()).update(message).digest() };
  };
  return jsonService({
    name: 'kms',
    version: '1.1',
    namespace: '',
    actions: {
      Encrypt(input, roleArn) {
        const { key, context } = forData(input, 'Encrypt', roleArn);
        const blob = encrypt(key, bytes(input, 'Plaintext', PLAINTEXT), context);
        return { KeyId: key.arn, CiphertextBlob: base64(blob), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
      },
      Decrypt(input, roleArn) {
        const blob = bytes(input, 'CiphertextBlob', 6144);
        const key = keyOfBlob(blob, keys);
        const context = contextOf(input);
        use(key, 'Decrypt', roleArn, 'ENCRYPT_DECRYPT', conditionsOf(context));
        if (input.KeyId !== undefined && keys.find(text(input, 'KeyId')).arn !== key.arn)
          throw new ServiceError(
            'IncorrectKeyException',
            'The key ID in the request does not identify a CMK that can perform this operation.',
          );
        const plaintext = decrypt(key, blob, context);
        return { KeyId: key.arn, Plaintext: base64(plaintext), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
      },
      GenerateDataKey(input, roleArn) {
        const { plaintext, ...answer } = dataKey(input, 'GenerateDataKey', roleArn);
        return { ...answer, Plaintext: base64(plaintext) };
      },
      GenerateDataKeyWithoutPlaintext(input, roleArn) {
        const { plaintext: _, ...answer } = dataKey(input, 'GenerateDataKeyWithoutPlaintext', roleArn);
        return answer;
      },
      GenerateMac(input, roleArn) {
        const { key, digest } = mac(input, 'GenerateMac', roleArn);
        return { KeyId: key.arn, Mac: base64(digest), MacAlgorithm: input.MacAlgorithm };
      },
      VerifyMac(input, roleArn) {
        const { key, digest } = mac(input, 'VerifyMac', roleArn);
        const given = bytes(input, 'Mac', PLAINTEXT);
        if (given.length !== digest.length || !timingSafeEqual(given, digest))
          throw new ServiceError('KMSInvalidMacException', '');
        return { KeyId: key.arn, MacValid: true, MacAlgorithm: input.MacAlgorithm };
      },
      GenerateRandom(input, roleArn) {
        authority.demand(roleArn, 'kms:GenerateRandom', '*');
        return { Plaintext: base64(randomBytes(count(input.NumberOfBytes))) };
      },
      DescribeKey(input, roleArn) {
        const key = keys.find(text(input, 'KeyId'));
        use(key, 'DescribeKey', roleArn, key.usage);
        const { arn, id, spec, usage } = key;
        return {
          KeyMetadata: {
            Arn: arn,
            KeyId: id,
            KeySpec: spec,
            KeyUsage: usage,
            Enabled: true,
            KeyState: 'Enabled',
            KeyManager: 'CUSTOMER',
          },
        };
      },
    },
  });
}

const base64 = (data: Buffer) => data.toString('base64');

function contextOf(input: Input): EncryptionContext {
  const context = input.EncryptionContext ?? {};
  if (
    typeof context !== 'object' ||
    Array.isArray(context) ||
    !Object.values(context).every((v) => typeof v === 'string')
  )
    throw new ServiceError('ValidationException', 'EncryptionContext must map text to text');
  return context as EncryptionContext;
}

const conditionsOf = (context: EncryptionContext): Context => ({
  ...Object.fromEntries(
    Object.entries(context).map(([key, value]) => [`kms:EncryptionContext:${key}`, value]),
  ),
  'kms:EncryptionContextKeys': Object.keys(context).length > 0 ? Object.keys(context) : undefined,
  'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
});

function bytes(input: Input, name: string, most: number): Buffer {
  const data = Buffer.from(text(input, name), 'base64');
  if (data.length < 1 || data.length > most)
    throw new ServiceError(
      'ValidationException',
      `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must have length between 1 and ${most}`,
    );
  return data;
}

function dataKeyBytes(input: Input): number {
  if ((input.KeySpec === undefined) === (input.NumberOfBytes === undefined))
    throw new ServiceError('ValidationException', 'Please specify either number of bytes or key spec.');
  const bytesOfSpec = DATA_KEYS[String(input.KeySpec)];
  return input.KeySpec === undefined ? count(input.NumberOfBytes) : (bytesOfSpec ?? count(undefined));
}

function count(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= RANDOM) return value;
  throw new ServiceError(
    'ValidationException',
    `NumberOfBytes or KeySpec is out of range: 1 to ${RANDOM} bytes`,
  );
}
