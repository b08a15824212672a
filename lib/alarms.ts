import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { LOG } from '../functions/kernel/log.ts';
import { FIVE_MINUTES, type RunbookAlarms } from './constructs/alarm.ts';
import type { AllotmentWorkflow } from './constructs/allotment-workflow.ts';
import type { DeadLetters } from './constructs/dead-letters.ts';
import type { DeliveryWorkflow } from './constructs/delivery-workflow.ts';
import type { DomainFunction } from './constructs/domain-function.ts';
import { logged } from './constructs/logged.ts';
import type { ProgrammeTable } from './constructs/table.ts';

export interface Watched {
  readonly apiId: string;
  readonly table: ProgrammeTable;
  readonly workflow: DeliveryWorkflow;
  readonly allotments: AllotmentWorkflow;
  readonly claims: DomainFunction;
  readonly streams: { readonly workflow: DomainFunction; readonly projections: DomainFunction };
  /** Functions that may refuse to print or send: each says so in its log. */
  readonly speaking: readonly DomainFunction[];
  readonly deadLetters: {
    readonly workflow: DeadLetters;
    readonly projections: DeadLetters;
    readonly tasks: DeadLetters;
    readonly jobs: DeadLetters;
  };
}

/** What the check of printed and sent texts says when it stops one (공직선거법 §112④). */
const BLOCKED = [LOG.MAIL_BLOCKED, LOG.PAPER_BLOCKED] as const;
const TEN_MINUTES_MS = 10 * 60 * 1000;

/** What must not go unnoticed, in the order in which people would feel it. Each heading is in docs/runbook.md. */
export function watch(alarms: RunbookAlarms, watched: Watched): void {
  const { apiId, table, workflow, allotments, claims, streams, speaking, deadLetters } = watched;
  const api = (metricName: string, statistic: string) =>
    new Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensionsMap: { ApiId: apiId },
      statistic,
      period: FIVE_MINUTES,
    });
  const mail = (metricName: string) =>
    new Metric({ namespace: 'AWS/SES', metricName, statistic: Stats.MAXIMUM, period: FIVE_MINUTES });
  const letters = (of: DeadLetters) =>
    of.queue.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES, statistic: Stats.MAXIMUM });
  const late = (reader: DomainFunction) =>
    reader.function.metric('IteratorAge', { period: FIVE_MINUTES, statistic: Stats.MAXIMUM });

  alarms.when({ heading: 'The API answers with errors', metric: api('5xx', Stats.SUM), threshold: 5 });
  alarms.when({ heading: 'The API is slow', metric: api('Latency', 'p95'), threshold: 3000, periods: 3 });
  alarms.when({
    heading: 'Staff cannot sign in',
    metric: claims.function.metricErrors({ period: FIVE_MINUTES }),
    threshold: 1,
  });
  alarms.when({ heading: 'Functions are throttled', metric: accountThrottles(), threshold: 1, periods: 2 });
  alarms.when({
    heading: 'The table refuses requests',
    metric: tableRefusals(table),
    threshold: 5,
    periods: 2,
  });
  alarms.when({
    heading: 'Devices wait for the workflow',
    metric: late(streams.workflow),
    threshold: TEN_MINUTES_MS,
  });
  alarms.when({
    heading: 'Numbers and messages are late',
    metric: late(streams.projections),
    threshold: TEN_MINUTES_MS,
  });
  alarms.when({
    heading: 'A workflow callback was given up',
    metric: letters(deadLetters.workflow),
    threshold: 1,
  });
  alarms.when({
    heading: 'A message or number was given up',
    metric: letters(deadLetters.projections),
    threshold: 1,
  });
  alarms.when({ heading: 'A task could not be done', metric: letters(deadLetters.tasks), threshold: 1 });
  alarms.when({ heading: 'A scheduled job was not done', metric: letters(deadLetters.jobs), threshold: 1 });
  alarms.when({
    heading: 'A text names an office-holder',
    metric: logged(speaking, BLOCKED),
    threshold: 1,
  });
  alarms.when({ heading: 'A device lost its workflow', metric: lostExecutions(workflow), threshold: 1 });
  alarms.when({
    heading: 'An allotment was not carried out to its end',
    metric: lostExecutions(allotments),
    threshold: 1,
  });
  // AWS reviews an account at 5 % bounces and 0.1 % complaints.
  alarms.when({ heading: 'Mail bounces', metric: mail('Reputation.BounceRate'), threshold: 0.05 });
  alarms.when({
    heading: 'Mail is reported as spam',
    metric: mail('Reputation.ComplaintRate'),
    threshold: 0.001,
  });
}

const accountThrottles = (): IMetric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName: 'Throttles',
    statistic: Stats.SUM,
    period: FIVE_MINUTES,
  });

/** DynamoDB counts its own failures by operation; these are the ones that the house allows (kernel/table.ts). */
const OPERATIONS = ['GetItem', 'BatchGetItem', 'Query', 'UpdateItem', 'TransactWriteItems'] as const;

const tableRefusals = ({ table }: ProgrammeTable): IMetric => {
  const errors = OPERATIONS.map((operation, i) => [`e${i}`, tableMetric(table, 'SystemErrors', operation)]);
  const usingMetrics: Record<string, IMetric> = {
    ...Object.fromEntries(errors),
    reads: tableMetric(table, 'ReadThrottleEvents'),
    writes: tableMetric(table, 'WriteThrottleEvents'),
  };
  return new MathExpression({
    label: 'system errors, throttled reads and writes',
    expression: 'SUM(METRICS())',
    period: FIVE_MINUTES,
    usingMetrics,
  });
};

const tableMetric = (table: TableV2, metricName: string, operation?: string): IMetric =>
  new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensionsMap: { TableName: table.tableName, ...(operation ? { Operation: operation } : {}) },
    statistic: Stats.SUM,
    period: FIVE_MINUTES,
  });

const lostExecutions = ({ machine }: DeliveryWorkflow | AllotmentWorkflow): IMetric =>
  new MathExpression({
    label: 'executions that ended without an end',
    expression: 'failed + timedOut + aborted',
    period: FIVE_MINUTES,
    usingMetrics: {
      failed: machine.metricFailed({ period: FIVE_MINUTES }),
      timedOut: machine.metricTimedOut({ period: FIVE_MINUTES }),
      aborted: machine.metricAborted({ period: FIVE_MINUTES }),
    },
  });
