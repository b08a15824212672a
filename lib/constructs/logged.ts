import { Stack } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { LogName } from '../../functions/kernel/log.ts';
import { FIVE_MINUTES } from './alarm.ts';
import type { DomainFunction } from './domain-function.ts';

/** How often one of the named log events was written by any of the functions: a filter on each function's log. */
export function logged(functions: readonly DomainFunction[], names: readonly LogName[]): IMetric {
  const counted = functions.map((one, i) => {
    const metric = new MetricFilter(one, 'Counted', {
      logGroup: one.logGroup,
      // By word, not by field: Lambda writes time and request before our JSON.
      filterPattern: FilterPattern.anyTerm(...names),
      // The stack's name keeps stages apart, the function's path functions.
      metricNamespace: Stack.of(one).stackName,
      metricName: `${one.node.id}-${names.join('-')}`,
      metricValue: '1',
    }).metric({ statistic: Stats.SUM, period: FIVE_MINUTES });
    return [`m${i}`, metric] as const;
  });
  return new MathExpression({
    label: names.join(', '),
    expression: 'SUM(METRICS())',
    period: FIVE_MINUTES,
    usingMetrics: Object.fromEntries(counted),
  });
}
