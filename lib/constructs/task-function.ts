import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import type { TaskName } from '../domains.ts';
import { TASK_ENV } from '../functions.ts';
import type { Binding } from './binding.ts';
import type { DeadLetters } from './dead-letters.ts';
import { DomainFunction } from './domain-function.ts';

/** Receipts of a year are opened one by one, households are paid and PCs reserved one by one, a year of entries is read: minutes. */
const TIMES: Partial<Record<TaskName, Duration>> = {
  'year-filing': Duration.minutes(15),
  'ledger-report': Duration.minutes(15),
  'fee-run': Duration.minutes(15),
  'allotment-plan': Duration.minutes(15),
  'allotment-lines': Duration.minutes(5),
};

/** A function that is asked asynchronously: two more tries, then a dead letter. */
export class TaskFunction extends Construct {
  readonly function: DomainFunction;
  readonly #task: TaskName;

  constructor(
    scope: Construct,
    id: string,
    props: { task: TaskName; bundle: string; deadLetters: DeadLetters },
  ) {
    super(scope, id);
    this.#task = props.task;
    this.function = new DomainFunction(this, 'Function', {
      description: `Task: ${props.task}`,
      bundle: props.bundle,
      memory: 1024,
      timeout: TIMES[props.task] ?? Duration.seconds(60),
    });
    this.function.function.configureAsyncInvoke({
      maxEventAge: Duration.hours(6),
      retryAttempts: 2,
      onFailure: new SqsDestination(props.deadLetters.queue),
    });
  }

  invoked(): Binding {
    const { functionArn, functionName } = this.function.function;
    return {
      env: { [TASK_ENV[this.#task]]: functionName },
      allows: [new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] })],
    };
  }
}
