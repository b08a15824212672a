import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepts one finding of cdk-nag on one construct, for a reason that a reader can check. */
export function accept(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
}

/** A name made of other resources' names, as cdk-nag writes it in its findings: `<Id.Attribute>` for what is not known yet. */
export function asFound(scope: IConstruct, name: string): string {
  const resolved: unknown = Stack.of(scope).resolve(name);
  const parts =
    typeof resolved === 'string'
      ? [resolved]
      : (resolved as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1];
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const { Ref, 'Fn::GetAtt': attribute } = part as { Ref?: string; 'Fn::GetAtt'?: string[] };
      return `<${Ref ?? attribute?.join('.')}>`;
    })
    .join('');
}

/** @param finding what cdk-nag names in brackets, e.g. `Resource::*` */
export const acceptWildcard = (construct: IConstruct, finding: string, reason: string): void =>
  accept(construct, `IAM5[${finding}]`, reason);
