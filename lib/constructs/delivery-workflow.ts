import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type Deadlines, deliveryWorkflow, WORKFLOW_ACTIONS } from '../../functions/workflow/states.ts';
import type { Grants } from '../domains.ts';
import { accept, acceptWildcard } from './accept.ts';
import type { Binding } from './binding.ts';
import type { ProgrammeTable } from './table.ts';

export interface DeliveryWorkflowProps {
  readonly table: ProgrammeTable;
  readonly deadlines: Deadlines;
}

/** One execution per device, from the repair centre to a home. */
export class DeliveryWorkflow extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, { table, deadlines }: DeliveryWorkflowProps) {
    super(scope, id);
    const definition = deliveryWorkflow({ tableName: table.table.tableName, deadlines });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    role.addToPolicy(table.statement(WORKFLOW_ACTIONS, 'WFL'));
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(Stack.of(this).toJsonString(definition)),
      role,
      tracingEnabled: false,
      logs: {
        // Every state entered and left, without what it carried: a task token is a right.
        level: LogLevel.ALL,
        includeExecutionData: false,
        destination: new LogGroup(this, 'Log', {
          // This prefix keeps AWS's resource policy for log delivery below its size limit.
          logGroupName: `/aws/vendedlogs/states/${Stack.of(this).stackName}`,
          retention: RetentionDays.THREE_MONTHS,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      },
    });
    accept(
      this.machine,
      'SF2',
      'The log has every state with its times; traces would cost per device and add nothing.',
    );
    acceptWildcard(
      role,
      'Resource::*',
      'Log delivery of Step Functions cannot be scoped (AWS, "Logging", IAM policies).',
    );
  }

  /** Starting executions needs the machine's name; answering waits does not. */
  use(uses: Grants['workflow'] = []): Binding {
    const actions = uses.flatMap((use) =>
      use === 'start' ? ['states:StartExecution'] : ['states:SendTaskSuccess', 'states:SendTaskFailure'],
    );
    if (actions.length === 0) return {};
    return {
      env: { DELIVERY_WORKFLOW: this.machine.stateMachineArn },
      allows: [new PolicyStatement({ actions, resources: [this.machine.stateMachineArn] })],
    };
  }
}
