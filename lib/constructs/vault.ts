import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Grants } from '../domains.ts';
import type { Binding } from './binding.ts';

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

  uses(uses: readonly Use[] = []): Binding {
    const actions: Record<Use, [string, Key]> = {
      seal: ['kms:GenerateDataKey', this.wrap],
      open: ['kms:Decrypt', this.wrap],
      hash: ['kms:GenerateMac', this.hash],
    };
    return {
      allows: uses.map((use) => {
        const [action, key] = actions[use];
        return new PolicyStatement({ actions: [action], resources: [key.keyArn] });
      }),
    };
  }
}
