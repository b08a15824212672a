import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { watch } from './alarms.ts';
import { bindingsOf, opensTable } from './bindings.ts';
import { RunbookAlarms } from './constructs/alarm.ts';
import { AllotmentWorkflow } from './constructs/allotment-workflow.ts';
import type { Binding } from './constructs/binding.ts';
import { DeadLetters } from './constructs/dead-letters.ts';
import { DeliveryWorkflow } from './constructs/delivery-workflow.ts';
import { DomainFunction } from './constructs/domain-function.ts';
import { JobFunction } from './constructs/job-function.ts';
import { StreamReader } from './constructs/stream-reader.ts';
import { TaskFunction } from './constructs/task-function.ts';
import type { DataStack } from './data-stack.ts';
import type { Grants, TaskName } from './domains.ts';
import { BUNDLES } from './folders.ts';
import { JOB_FUNCTIONS, STREAM_FUNCTIONS, TASK_FUNCTIONS } from './functions.ts';
import type { Programme } from './settings.ts';
import type { SiteStack } from './site-stack.ts';
import { PROJECTED, WORKFLOW_MATTERS } from './stream-patterns.ts';

export interface WorkStackProps extends StackProps {
  readonly programme: Programme;
  readonly data: DataStack;
  readonly site: SiteStack;
}

/** What is done without being asked: tasks, jobs, readers of the stream, the workflow; and the alarms over all. */
export class WorkStack extends Stack {
  readonly #data: DataStack;
  readonly #site: SiteStack;
  readonly #workflow: DeliveryWorkflow;
  readonly #allotments: AllotmentWorkflow;
  readonly #tasks = new Map<TaskName, TaskFunction>();

  constructor(scope: Construct, id: string, { programme, data, site, ...props }: WorkStackProps) {
    super(scope, id, props);
    this.#data = data;
    this.#site = site;
    this.#workflow = new DeliveryWorkflow(this, 'Delivery', {
      table: data.table,
      deadlines: programme.city.deadlines,
    });
    const tasks = this.#prepareTasks();
    this.#allotments = new AllotmentWorkflow(this, 'Allotments', {
      lines: this.#task('allotment-lines').function,
    });
    const jobs = this.#scheduleJobs(programme.city.timeZone);
    const streams = this.#followStream();

    // What `npm run workflow:rebuild` wants to be told (docs/runbook.md).
    new CfnOutput(this, 'TableName', { value: data.table.table.tableName });
    new CfnOutput(this, 'DeliveryWorkflow', { value: this.#workflow.machine.stateMachineArn });
    new CfnOutput(this, 'AllotmentWorkflow', { value: this.#allotments.machine.stateMachineArn });

    const topic = new Topic(this, 'Alarms', { enforceSSL: true });
    if (programme.alarmMail) topic.addSubscription(new EmailSubscription(programme.alarmMail));
    watch(new RunbookAlarms(this, 'Alarm', topic), {
      apiId: site.api.attrApiId,
      table: data.table,
      workflow: this.#workflow,
      allotments: this.#allotments,
      claims: data.claims,
      streams: { workflow: streams.workflow.function, projections: streams.projections.function },
      speaking: [
        streams.projections.function,
        ...TASK_FUNCTIONS.filter(({ prints }) => prints).map(({ task }) => this.#task(task).function),
      ],
      deadLetters: {
        workflow: streams.workflow.reader.deadLetters,
        projections: streams.projections.reader.deadLetters,
        tasks,
        jobs,
      },
    });
  }

  #prepareTasks(): DeadLetters {
    const deadLetters = new DeadLetters(this, 'TaskDeadLetters');
    for (const { name, task, grants } of TASK_FUNCTIONS) {
      const made = new TaskFunction(this, name, { task, bundle: `${BUNDLES}/${name}`, deadLetters });
      made.function.bind(...this.#bindings(grants), ...(grants.vault ? [this.#data.vault.names()] : []));
      this.#tasks.set(task, made);
    }
    return deadLetters;
  }

  #scheduleJobs(timeZone: string): DeadLetters {
    const deadLetters = new DeadLetters(this, 'JobDeadLetters');
    for (const { name, job, grants } of JOB_FUNCTIONS) {
      const bundle = `${BUNDLES}/${name}`;
      const scheduled = new JobFunction(this, name, { name, job, bundle, timeZone, deadLetters });
      const bindings = this.#bindings(grants);
      scheduled.function.bind(...bindings, ...(opensTable(bindings) ? [this.#data.vault.names()] : []));
    }
    return deadLetters;
  }

  #followStream() {
    const follow = (name: keyof typeof STREAM_FUNCTIONS, patterns: typeof PROJECTED, extra: Binding) => {
      const { grants, name: bundle } = STREAM_FUNCTIONS[name];
      const by = new DomainFunction(this, bundle, {
        description: `Follows the table: ${name}`,
        bundle: `${BUNDLES}/${bundle}`,
      }).bind(...this.#bindings(grants), extra);
      const reader = new StreamReader(this, `${bundle}-reader`, {
        table: this.#data.table.table,
        reader: by,
        patterns,
      });
      return { function: by, reader };
    };
    const { vault } = this.#data;
    return {
      workflow: follow('workflow', WORKFLOW_MATTERS, {}),
      projections: follow('projections', PROJECTED, {
        env: { ...vault.names().env, SITE_URL: this.#site.distribution.url },
      }),
    };
  }

  /** What every function may be given, and what only work has: the workflow and other tasks. */
  #bindings(grants: Grants): Binding[] {
    return [
      ...bindingsOf(grants, this.#data, this.#site),
      this.#workflow.use(grants.workflow),
      ...(grants.workflow ? [this.#allotments.use(grants.workflow)] : []),
      ...(grants.invokes ?? []).map((task) => this.#task(task).invoked()),
    ];
  }

  #task(task: TaskName): TaskFunction {
    const found = this.#tasks.get(task);
    if (!found) throw new Error(`lib/domains.ts: ${task} is not a task`);
    return found;
  }
}
