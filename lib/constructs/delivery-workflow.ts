import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type Deadlines, deliveryWorkflow, WORKFLOW_ACTIONS } from '../../functions/workflow/states.ts';
import type { Grants } from '../domains.ts';
import type { Binding } from './binding.ts';
import { standardMachine } from './standard-machine.ts';
import type { ProgrammeTable } from './table.ts';

export interface DeliveryWorkflowProps {
  readonly table: ProgrammeTable;
  readonly deadlines: Deadlines;
}

const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  start: ['states:StartExecution'],
  callback: ['states:SendTaskSuccess', 'states:SendTaskFailure'],
};

/** One execution per device, from the repair centre to a home. */
export class DeliveryWorkflow extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, { table, deadlines }: DeliveryWorkflowProps) {
    super(scope, id);
    const definition = deliveryWorkflow({ tableName: table.table.tableName, deadlines });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    role.addToPolicy(table.statement(WORKFLOW_ACTIONS, 'WFL'));
    this.machine = standardMachine(this, { definition, role });
  }

  /** Starting executions needs the machine's name; answering waits does not. */
  use(uses: Grants['workflow'] = []): Binding {
    const actions = uses.flatMap((use) => ACTIONS[use] ?? []);
    if (actions.length === 0) return {};
    return {
      env: { DELIVERY_WORKFLOW: this.machine.stateMachineArn },
      allows: [new PolicyStatement({ actions, resources: [this.machine.stateMachineArn] })],
    };
  }
}
