import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Owner } from '../../functions/kernel/keys.ts';
import type { Grants } from '../domains.ts';
import type { Binding } from './binding.ts';

/** Owners of items with something sealed in them, and the name of what it is about in the encryption context. */
const SUBJECTS: readonly (readonly [Owner, string])[] = [
  ['PER', 'person'],
  ['NOT', 'notice'],
];

type Use = NonNullable<Grants['vault']>[number];

/** The two keys behind personal data: one wraps data keys, one makes keyed hashes. Losing them is losing the data. */
export class VaultKeys extends Construct {
  readonly wrap: Key;
  readonly hash: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const kept = { removalPolicy: RemovalPolicy.RETAIN, pendingWindow: Duration.days(30) };
    this.wrap = new Key(this, 'Wrap', {
      description: 'Wraps the data key of every sealed record',
      enableKeyRotation: true,
      ...kept,
    });
    // An HMAC key cannot be rotated by AWS, and must not be: hashes written before would no longer be found.
    this.hash = new Key(this, 'Hash', {
      description: 'Keyed hashes: look-ups, one-time codes, cursors',
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      ...kept,
    });
  }

  /** The keys' names go to every function that opens the table; what it may do with them is another matter. */
  names(): Binding {
    return { env: { VAULT_KEY: this.wrap.keyArn, HASH_KEY: this.hash.keyArn } };
  }

  /**
   * Sealing and opening are bound to what the function's own items are about: a sealed person opens only for those
   * who may use a person's items, whatever else they hold the key for.
   */
  uses({ vault = [], read = [], write = [], append = [] }: Grants): Binding {
    const owners = new Set([...read, ...write, ...append]);
    const subjects = SUBJECTS.filter(([owner]) => owners.has(owner)).map(([, subject]) => subject);
    const statement = (action: string, key: Key, conditions = {}) =>
      new PolicyStatement({ actions: [action], resources: [key.keyArn], conditions });
    const about = {
      'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': subjects },
      // Without any context ForAllValues would be true: such a call is refused.
      Null: { 'kms:EncryptionContextKeys': 'false' },
    };
    const statements: Record<Use, () => PolicyStatement> = {
      seal: () => statement('kms:GenerateDataKey', this.wrap, about),
      open: () => statement('kms:Decrypt', this.wrap, about),
      hash: () => statement('kms:GenerateMac', this.hash),
    };
    return { allows: vault.map((use) => statements[use]()) };
  }
}
