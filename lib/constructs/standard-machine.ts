import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { accept, acceptWildcard } from './accept.ts';

/**
 * A Standard state machine with its log: every state entered and left, without what it carried, for a task token is a
 * right.
 * @param log what follows the stack's name in the log group's
 */
export function standardMachine(
  scope: Construct,
  { definition, role, log = '' }: { definition: object; role: Role; log?: string },
): StateMachine {
  const machine = new StateMachine(scope, 'Machine', {
    stateMachineType: StateMachineType.STANDARD,
    definitionBody: DefinitionBody.fromString(Stack.of(scope).toJsonString(definition)),
    role,
    tracingEnabled: false,
    logs: {
      level: LogLevel.ALL,
      includeExecutionData: false,
      destination: new LogGroup(scope, 'Log', {
        // This prefix keeps AWS's resource policy for log delivery below its size limit.
        logGroupName: `/aws/vendedlogs/states/${Stack.of(scope).stackName}${log}`,
        retention: RetentionDays.THREE_MONTHS,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    },
  });
  accept(
    machine,
    'SF2',
    'The log has every state with its times; traces would cost per execution and add nothing.',
  );
  acceptWildcard(
    role,
    'Resource::*',
    'Log delivery of Step Functions cannot be scoped (AWS, "Logging", IAM policies).',
  );
  return machine;
}
