import { WorkflowError } from './errors.ts';
import { labelled } from './states/map-run.ts';
import type { EndedSummary } from './store.ts';
import type { Execution, MapCounts, MapRunRecord } from './types.ts';

/** Counts as DescribeMapRun shows them; nothing is written to S3 here, and nothing redriven. */
type ShownCounts = MapCounts & { resultsWritten: 0; failuresNotRedrivable: number; pendingRedrive: 0 };

/** As DescribeMapRun answers. */
export interface MapRunDescription {
  mapRunArn: string;
  executionArn: string;
  status: MapRunRecord['status'];
  startDate: Date;
  stopDate?: Date;
  maxConcurrency: number;
  toleratedFailurePercentage: 0;
  toleratedFailureCount: 0;
  itemCounts: ShownCounts;
  executionCounts: ShownCounts;
  redriveCount: 0;
}

/** One line of ListMapRuns. */
export interface MapRunListItem {
  executionArn: string;
  mapRunArn: string;
  stateMachineArn: string;
  startDate: Date;
  stopDate?: Date;
}

/** @throws WorkflowError(ResourceNotFound) */
export function describeMapRun(
  all: Iterable<Execution | EndedSummary>,
  mapRunArn: string,
): MapRunDescription {
  for (const { arn, mapRuns = [] } of all) {
    const record = mapRuns.find((one) => one.arn === mapRunArn);
    if (!record) continue;
    return {
      ...{ mapRunArn, executionArn: arn, status: record.status, ...datesOf(record) },
      maxConcurrency: record.maxConcurrency,
      ...{ toleratedFailurePercentage: 0, toleratedFailureCount: 0 },
      itemCounts: shown(record.items),
      executionCounts: shown(record.executions),
      redriveCount: 0,
    };
  }
  throw new WorkflowError('ResourceNotFound', `Resource not found: '${mapRunArn}'`);
}

/** The map runs of an execution, the newest first. */
export function listMapRuns({ arn, stateMachineArn, mapRuns = [] }: Execution): {
  mapRuns: MapRunListItem[];
} {
  return {
    mapRuns: mapRuns.toReversed().map((record) => ({
      executionArn: arn,
      mapRunArn: record.arn,
      stateMachineArn: labelled(stateMachineArn, record.arn),
      ...datesOf(record),
    })),
  };
}

const datesOf = ({ startedAt, stoppedAt }: MapRunRecord) => ({
  startDate: new Date(startedAt),
  ...(stoppedAt === undefined ? {} : { stopDate: new Date(stoppedAt) }),
});

const shown = (counts: MapCounts): ShownCounts => ({
  ...counts,
  resultsWritten: 0,
  failuresNotRedrivable: counts.failed + counts.timedOut + counts.aborted,
  pendingRedrive: 0,
});
