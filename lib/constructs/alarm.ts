import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface RunbookAlarmProps {
  /** Heading of `docs/runbook.md`, word for word; a test compares the two. */
  readonly heading: string;
  readonly metric: IMetric;
  /** Alarm when the metric is at or above this. */
  readonly threshold: number;
  /** Out of how many periods, each the metric's own, all must be past it. */
  readonly periods?: number;
}

/** `The API answers with errors` → `the-api-answers-with-errors`, as Markdown renderers do. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

/** Alarms that all tell one topic, each with the place in the runbook that says what to do. */
export class RunbookAlarms extends Construct {
  readonly #topic: ITopic;

  constructor(scope: Construct, id: string, topic: ITopic) {
    super(scope, id);
    this.#topic = topic;
  }

  when({ heading, metric, threshold, periods = 1 }: RunbookAlarmProps): void {
    const anchor = anchorOf(heading);
    const alarm = new Alarm(this, anchor, {
      alarmDescription: `${heading} · docs/runbook.md#${anchor}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    const tell = new SnsAction(this.#topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
  }
}

export const FIVE_MINUTES = Duration.minutes(5);
