import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { EnvName } from '../../functions/kernel/env.ts';

/**
 * What a function is given of one resource: the variables that name it and the statements that open it, together,
 * so that they cannot drift apart.
 */
export interface Binding {
  readonly env?: Partial<Readonly<Record<EnvName, string>>>;
  readonly allows?: readonly PolicyStatement[];
  /** Wildcards among them that cannot be narrower, with the reason, as cdk-nag names them. */
  readonly wildcards?: Readonly<Record<string, string>>;
}
