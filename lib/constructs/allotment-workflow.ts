import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { allotmentWorkflow, PARTS_LABEL } from '../../functions/workflow/allotment-states.ts';
import type { Grants } from '../domains.ts';
import { acceptWildcard, asFound } from './accept.ts';
import type { Binding } from './binding.ts';
import type { DomainFunction } from './domain-function.ts';
import { standardMachine } from './standard-machine.ts';

/** One execution per attempt at a decided plan: its lines in parts, side by side. */
export class AllotmentWorkflow extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, { lines }: { readonly lines: DomainFunction }) {
    super(scope, id);
    const { functionArn } = lines.function;
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }));
    const definition = allotmentWorkflow({ linesFunction: functionArn });
    this.machine = standardMachine(this, { definition, role, log: '-allotments' });
    this.#allowChildren(role);
  }

  /**
   * A distributed Map starts executions of its own machine (AWS, "IAM policies for using Distributed Map state"). A policy
   * beside the role's own, because that one has to be there before the machine.
   */
  #allowChildren(role: Role): void {
    const { stateMachineArn, stateMachineName: name } = this.machine;
    const executions = [`${name}:*`, `${name}/${PARTS_LABEL}:*`].map((resourceName) =>
      Stack.of(this).formatArn({
        ...{ service: 'states', resource: 'execution', resourceName },
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    );
    const policy = new Policy(this, 'Children', {
      roles: [role],
      statements: [
        new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachineArn] }),
        new PolicyStatement({
          actions: ['states:DescribeExecution', 'states:StopExecution'],
          resources: executions,
        }),
      ],
    });
    for (const execution of executions)
      acceptWildcard(
        policy,
        `Resource::${asFound(this, execution)}`,
        'The executions of its own machine: their names are made as it runs.',
      );
  }

  use(uses: Grants['workflow'] = []): Binding {
    if (!uses.includes('execute')) return {};
    const { stateMachineArn } = this.machine;
    return {
      env: { ALLOTMENT_WORKFLOW: stateMachineArn },
      allows: [new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachineArn] })],
    };
  }
}
