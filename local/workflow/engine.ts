import type { Engine, EngineOptions } from './contract.ts';
import { checkDefinition } from './definition.ts';
import { describeOne, listPage } from './describe.ts';
import { WorkflowError } from './errors.ts';
import { describeMapRun, listMapRuns } from './map-runs.ts';
import { openRoster, unknownExecution } from './roster.ts';
import { startExecution } from './start.ts';
import { keyOf } from './store.ts';
import { openTaskDoor } from './task-door.ts';
import type { Machine } from './types.ts';

export type { Engine, EngineOptions, StartInput } from './contract.ts';
export type { ExecutionDescription, ExecutionListItem, ListInput } from './describe.ts';
export { WorkflowError } from './errors.ts';
export { supported, unsupportedIn } from './supported.ts';
export type { HistoryEvent, Invoke, Permits } from './types.ts';

/** Opens a folder and resumes every execution that was running when it was last closed, or killed. */
export function openEngine(options: EngineOptions): Engine {
  const roster = openRoster(options);
  const { store, running, ended } = roster;
  const machines = new Map<string, Machine>();

  function unknownMachine(arn: string): WorkflowError {
    return new WorkflowError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }

  return {
    ...openTaskDoor({ secret: store.secret, running, ended }),
    deploy({ arn, name, roleArn, definition }) {
      machines.set(arn, { arn, name, roleArn, definition: checkDefinition(name, definition) });
    },
    async startExecution(input) {
      const machine = machines.get(input.stateMachineArn);
      if (!machine) throw unknownMachine(input.stateMachineArn);
      return startExecution(roster, machine, input, options.now());
    },
    async stopExecution(arn, error, cause) {
      const details = {
        ...(error === undefined ? {} : { error }),
        ...(cause === undefined ? {} : { cause }),
      };
      await running.get(keyOf(arn))?.change(({ execution, end }) => {
        if (execution.status === 'RUNNING') end('ABORTED', details);
      });
      const { stoppedAt = options.now() } = await roster.find(arn);
      return { stopDate: new Date(stoppedAt) };
    },
    describeExecution: async (arn) => describeOne(await roster.find(arn)),
    async listExecutions(stateMachineArn, input = {}) {
      const its = [...roster.all()].filter((one) => one.stateMachineArn === stateMachineArn);
      if (its.length === 0 && !machines.has(stateMachineArn)) throw unknownMachine(stateMachineArn);
      return listPage(its, input);
    },
    async listChildren(mapRunArn, input = {}) {
      describeMapRun(roster.all(), mapRunArn);
      return listPage(
        [...roster.all()].filter(({ childOf }) => childOf?.mapRun === mapRunArn),
        input,
      );
    },
    describeMapRun: async (arn) => describeMapRun(roster.all(), arn),
    listMapRuns: async (arn) => listMapRuns(await roster.find(arn)),
    async getExecutionHistory(arn) {
      const { eventCount } = await roster.find(arn);
      const events = await store.readHistory(keyOf(arn), eventCount);
      return { events: events.map((event) => ({ ...event, timestamp: new Date(event.timestamp) })) };
    },
    transitions(arn) {
      const key = keyOf(arn);
      const found = running.get(key)?.execution ?? ended.get(key);
      if (!found) throw unknownExecution(arn);
      return found.transitions;
    },
    tick: () => roster.tick(),
    nextDeadline: () => roster.nextDeadline(),
    idle: () => roster.idle(),
    stop: () => roster.stop(),
  };
}
