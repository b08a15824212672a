import { WorkflowError } from './errors.ts';
import type { EndedSummary } from './store.ts';
import type { Execution, ExecutionStatus } from './types.ts';

/** As DescribeExecution answers. */
export interface ExecutionDescription {
  executionArn: string;
  stateMachineArn: string;
  name: string;
  status: ExecutionStatus;
  startDate: Date;
  stopDate?: Date;
  input: string;
  inputDetails: { included: true };
  output?: string;
  outputDetails?: { included: true };
  error?: string;
  cause?: string;
  /** Of a child execution: the map run that started it. */
  mapRunArn?: string;
  redriveCount: 0;
  redriveStatus: 'NOT_REDRIVABLE';
}

export function describeOne(execution: Execution): ExecutionDescription {
  const { arn, stateMachineArn, name, status, startedAt, stoppedAt, input, output, error, cause } = execution;
  const { childOf } = execution;
  return {
    executionArn: arn,
    stateMachineArn,
    name,
    status,
    startDate: new Date(startedAt),
    ...(stoppedAt === undefined ? {} : { stopDate: new Date(stoppedAt) }),
    input,
    inputDetails: { included: true },
    ...(output === undefined ? {} : { output, outputDetails: { included: true } }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    ...(childOf ? { mapRunArn: childOf.mapRun } : {}),
    redriveCount: 0,
    redriveStatus: 'NOT_REDRIVABLE',
  };
}

/** One line of ListExecutions. */
export type ExecutionListItem = Pick<
  ExecutionDescription,
  'executionArn' | 'stateMachineArn' | 'name' | 'status' | 'startDate' | 'stopDate' | 'mapRunArn'
> & { itemCount?: number };

export interface ListInput {
  statusFilter?: ExecutionStatus;
  maxResults?: number;
  nextToken?: string;
}

// ListExecutions: 100 a page unless asked for, never more than 1,000.
const pageSize = 100;
const largestPage = 1000;
const statuses: ReadonlySet<string> = new Set([
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
  'TIMED_OUT',
  'ABORTED',
  'PENDING_REDRIVE',
]);

type Listed = Omit<EndedSummary, 'stoppedAt'> & { stoppedAt?: number };

/**
 * A page of executions, the newest first. The token names the last one shown, so that new ones do not shift it.
 * @throws WorkflowError(ValidationException, InvalidToken)
 */
export function listPage(
  all: Iterable<Listed>,
  { statusFilter, maxResults, nextToken }: ListInput,
): { executions: ExecutionListItem[]; nextToken?: string } {
  if (
    maxResults !== undefined &&
    !(Number.isInteger(maxResults) && maxResults >= 0 && maxResults <= largestPage)
  ) {
    throw new WorkflowError('ValidationException', `'maxResults' must be from 0 to ${largestPage}`);
  }
  if (statusFilter !== undefined && !statuses.has(statusFilter)) {
    throw new WorkflowError(
      'ValidationException',
      `'statusFilter' must be one of ${[...statuses].join(', ')}`,
    );
  }
  const size = maxResults || pageSize;
  const after = nextToken === undefined ? undefined : readCursor(nextToken);
  const rest = [...all]
    .filter(({ status }) => statusFilter === undefined || status === statusFilter)
    .sort(newestFirst)
    .filter((one) => after === undefined || newestFirst(after, one) < 0);
  const page = rest.slice(0, size);
  const last = page.at(-1);
  const executions = page.map(({ arn, stateMachineArn, name, status, startedAt, stoppedAt, childOf }) => ({
    executionArn: arn,
    stateMachineArn,
    name,
    status,
    startDate: new Date(startedAt),
    ...(stoppedAt === undefined ? {} : { stopDate: new Date(stoppedAt) }),
    ...(childOf ? { mapRunArn: childOf.mapRun, itemCount: childOf.items } : {}),
  }));
  if (!last || rest.length === page.length) return { executions };
  const cursor = JSON.stringify([last.startedAt, last.arn]);
  return { executions, nextToken: Buffer.from(cursor).toString('base64url') };
}

type Cursor = Pick<Listed, 'startedAt' | 'arn'>;

function newestFirst(a: Cursor, b: Cursor): number {
  return b.startedAt - a.startedAt || (a.arn < b.arn ? -1 : a.arn > b.arn ? 1 : 0);
}

function readCursor(token: string): Cursor {
  try {
    const [startedAt, arn] = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown[];
    if (typeof startedAt === 'number' && typeof arn === 'string') return { startedAt, arn };
  } catch {
    // Falls to the same answer as a token of another shape.
  }
  throw new WorkflowError('InvalidToken', 'Invalid Token: the page token was not made here');
}
