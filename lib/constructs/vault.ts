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
  ['FND', 'entry'],
  ['GRT', 'grant'],
  ['CMT', 'member'],
];

type Use = NonNullable<Grants['vault']>[number];

/**
 * The keys behind personal data: one wraps data keys, one makes keyed hashes; and the same two again for registration
 * numbers alone (docs/adr/0015). Losing them is losing the data.
 */
export class VaultKeys extends Construct {
  readonly wrap: Key;
  readonly hash: Key;
  readonly registration: Key;
  readonly donor: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const kept = { removalPolicy: RemovalPolicy.RETAIN, pendingWindow: Duration.days(30) };
    this.wrap = new Key(this, 'Wrap', {
      description: 'Wraps the data key of every sealed record',
      enableKeyRotation: true,
      ...kept,
    });
    // An HMAC key cannot be rotated by AWS, and must not be: hashes written before would no longer be found.
    const mac = { keySpec: KeySpec.HMAC_256, keyUsage: KeyUsage.GENERATE_VERIFY_MAC, ...kept };
    this.hash = new Key(this, 'Hash', {
      description: 'Keyed hashes: look-ups, one-time codes, cursors',
      ...mac,
    });
    this.registration = new Key(this, 'Registration', {
      description: 'Wraps the data key of every registration number',
      enableKeyRotation: true,
      ...kept,
    });
    // Whoever may make this hash can try all numbers: it is for those alone who are given the number anyway.
    this.donor = new Key(this, 'Donor', {
      description: 'Keyed hashes of registration numbers: the gifts of one donor',
      ...mac,
    });
  }

  /** The keys' names go to every function that opens the table; what it may do with them is another matter. */
  names(): Binding {
    return {
      env: {
        VAULT_KEY: this.wrap.keyArn,
        HASH_KEY: this.hash.keyArn,
        REGISTRATION_KEY: this.registration.keyArn,
        DONOR_KEY: this.donor.keyArn,
      },
    };
  }

  /**
   * Sealing and opening are bound to what the function's own items are about: a sealed person opens only for those
   * who may use a person's items, whatever else they hold the key for.
   */
  uses({ vault = [], registration = [], read = [], write = [], append = [] }: Grants): Binding {
    const owners = new Set([...read, ...write, ...append]);
    const subjects = SUBJECTS.filter(([owner]) => owners.has(owner)).map(([, subject]) => subject);
    const statement = (action: string, key: Key, conditions = {}) =>
      new PolicyStatement({ actions: [action], resources: [key.keyArn], conditions });
    const about = (...named: string[]) => ({
      'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': named },
      // Without any context ForAllValues would be true: such a call is refused.
      Null: { 'kms:EncryptionContextKeys': 'false' },
    });
    const statements: Record<Use, () => PolicyStatement> = {
      seal: () => statement('kms:GenerateDataKey', this.wrap, about(...subjects)),
      open: () => statement('kms:Decrypt', this.wrap, about(...subjects)),
      hash: () => statement('kms:GenerateMac', this.hash),
    };
    const ofNumbers: Record<NonNullable<Grants['registration']>[number], () => PolicyStatement[]> = {
      seal: () => [
        statement('kms:GenerateDataKey', this.registration, about('registration')),
        statement('kms:GenerateMac', this.donor),
      ],
      open: () => [statement('kms:Decrypt', this.registration, about('registration'))],
    };
    return {
      allows: [...vault.map((use) => statements[use]()), ...registration.flatMap((use) => ofNumbers[use]())],
    };
  }
}
