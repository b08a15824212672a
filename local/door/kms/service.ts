import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Authority } from '../authority.ts';
import { ServiceError } from '../errors.ts';
import type { Context } from '../policy/condition.ts';
import type { Service } from '../service.ts';
import { jsonService, text } from '../service.ts';
import { decrypt, encrypt, keyOfBlob } from './cipher.ts';
import type { Input } from './input.ts';
import { base64, bytes, conditionsOf, contextOf, count, dataKeyBytes, PLAINTEXT } from './input.ts';
import type { Key, Keys } from './keys.ts';

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
