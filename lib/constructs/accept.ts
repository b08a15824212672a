import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepts one finding of cdk-nag on one construct, for a reason that a reader can check. */
export function accept(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
}

/** @param finding what cdk-nag names in brackets, e.g. `Resource::*` */
export const acceptWildcard = (construct: IConstruct, finding: string, reason: string): void =>
  accept(construct, `IAM5[${finding}]`, reason);
