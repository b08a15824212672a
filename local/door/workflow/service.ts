import type { Engine } from '../../workflow/engine.ts';
import { WorkflowError } from '../../workflow/engine.ts';
import type { Authority } from '../authority.ts';
import { ServiceError } from '../errors.ts';
import type { Action, Service } from '../service.ts';
import { jsonService, text } from '../service.ts';

/** What of the engine Step Functions' API needs; and, where the engine tells, whose a task token is. */
export type WorkflowEngine = Pick<
  Engine,
  | 'startExecution'
  | 'describeExecution'
  | 'listExecutions'
  | 'stopExecution'
  | 'getExecutionHistory'
  | 'listChildren'
  | 'describeMapRun'
  | 'listMapRuns'
  | 'sendTaskSuccess'
  | 'sendTaskFailure'
  | 'sendTaskHeartbeat'
> & { stateMachineOf?(taskToken: string): string | undefined };

/** Step Functions in front of the workflow engine. */
export function openWorkflowService(
  authority: Authority,
  engine: WorkflowEngine,
  machines: () => readonly string[],
): Service {
  const optional = (input: Record<string, unknown>, name: string) =>
    input[name] === undefined ? undefined : text(input, name);

  /** Tokens belong to a machine; while the engine does not know whose one is, any machine that the role may answer will do. */
  function demandTask(roleArn: string, action: string, taskToken: string): void {
    const owner = engine.stateMachineOf?.(taskToken);
    const candidates = owner === undefined ? machines() : [owner];
    const allowed = candidates.find((arn) => authority.decide(roleArn, `states:${action}`, arn).allowed);
    if (allowed === undefined) authority.demand(roleArn, `states:${action}`, candidates[0] ?? '*');
  }
  const named: Record<string, Action> = {
    async StartExecution(input, roleArn) {
      const stateMachineArn = text(input, 'stateMachineArn');
      authority.demand(roleArn, 'states:StartExecution', stateMachineArn);
      const name = optional(input, 'name');
      return engine.startExecution({
        stateMachineArn,
        ...(name === undefined ? {} : { name }),
        input: optional(input, 'input') ?? '{}',
      });
    },
    async DescribeExecution(input, roleArn) {
      const arn = text(input, 'executionArn');
      authority.demand(roleArn, 'states:DescribeExecution', arn);
      return engine.describeExecution(arn);
    },
    async GetExecutionHistory(input, roleArn) {
      const arn = text(input, 'executionArn');
      authority.demand(roleArn, 'states:GetExecutionHistory', arn);
      return engine.getExecutionHistory(arn);
    },
    async ListExecutions(input, roleArn) {
      const { stateMachineArn: _, mapRunArn, ...rest } = input;
      if (mapRunArn !== undefined) {
        const run = text(input, 'mapRunArn');
        authority.demand(roleArn, 'states:ListExecutions', run);
        return engine.listChildren(run, rest);
      }
      const machine = text(input, 'stateMachineArn');
      authority.demand(roleArn, 'states:ListExecutions', machine);
      return engine.listExecutions(machine, rest);
    },
    async DescribeMapRun(input, roleArn) {
      const arn = text(input, 'mapRunArn');
      authority.demand(roleArn, 'states:DescribeMapRun', arn);
      return engine.describeMapRun(arn);
    },
    async ListMapRuns(input, roleArn) {
      const arn = text(input, 'executionArn');
      authority.demand(roleArn, 'states:ListMapRuns', arn);
      return engine.listMapRuns(arn);
    },
    async StopExecution(input, roleArn) {
      const arn = text(input, 'executionArn');
      authority.demand(roleArn, 'states:StopExecution', arn);
      return engine.stopExecution(arn, optional(input, 'error'), optional(input, 'cause'));
    },
    async SendTaskSuccess(input, roleArn) {
      demandTask(roleArn, 'SendTaskSuccess', text(input, 'taskToken'));
      return engine.sendTaskSuccess(text(input, 'taskToken'), text(input, 'output'));
    },
    async SendTaskFailure(input, roleArn) {
      demandTask(roleArn, 'SendTaskFailure', text(input, 'taskToken'));
      return engine.sendTaskFailure(
        text(input, 'taskToken'),
        optional(input, 'error'),
        optional(input, 'cause'),
      );
    },
    async SendTaskHeartbeat(input, roleArn) {
      demandTask(roleArn, 'SendTaskHeartbeat', text(input, 'taskToken'));
      return engine.sendTaskHeartbeat(text(input, 'taskToken'));
    },
  };
  return jsonService({
    name: 'states',
    version: '1.0',
    namespace: 'com.amazonaws.swf.service.v2.model',
    actions: Object.fromEntries(
      Object.entries(named).map(([name, action]) => [name, inServiceTerms(action)]),
    ),
  });
}

/** The engine's errors as the service answers them, its dates as seconds since 1970. */
function inServiceTerms(action: Action): Action {
  return async (input, roleArn) => {
    try {
      return seconds(await action(input, roleArn));
    } catch (error) {
      if (error instanceof WorkflowError) throw new ServiceError(error.name, error.message);
      throw error;
    }
  };
}

function seconds(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(seconds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, seconds(member)]));
}
