import { stepKey, until } from './expressions.ts';
import { EXCEPTIONS, type Exceptional, type StepName, WAITS } from './steps.ts';

/** Days of each step, from the city pack. */
export type Deadlines = Readonly<Record<StepName, number>>;
export interface WorkflowReferences {
  readonly tableName: string;
  readonly deadlines: Deadlines;
}

/** The one AWS call of the workflow: the table is the truth, the workflow only waits and measures. */
export const WORKFLOW_ACTIONS = ['dynamodb:UpdateItem'] as const;

const SECONDS_PER_DAY = 24 * 60 * 60;
/** A Standard execution lives at most a year; a step that is late waits that long for its people. */
const YEAR = 365 * SECONDS_PER_DAY;

const stateName = (step: StepName) => WAITS[step].state;
const lateName = (step: StepName) => `${stateName(step)} (late)`;

/** Exceptional outcomes arrive as task failures, so the straight way needs no Choice and no transition for it. */
function catches(step: StepName) {
  return WAITS[step].exceptional.map((outcome: Exceptional) => {
    const { goTo, again } = EXCEPTIONS[outcome];
    const next = goTo === 'RECYCLED' ? 'Recycled' : stateName(goTo);
    return {
      ErrorEquals: [outcome],
      ...(again ? { Assign: { round: '{% $round + 1 %}' } } : {}),
      Next: next,
    };
  });
}

/** DynamoDB UpdateItem that stores the task token beside the outcome that may already be there. */
function waiting(step: StepName, tableName: string, days: number, late: boolean) {
  const set = [
    'taskToken = :token',
    'device = :device',
    'step = :step',
    '#round = :round',
    'deadlineAt = :deadline',
  ];
  const lateSet = ['q = :q', 'qs = :qs', 'lateSince = :now'];
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
    Arguments: {
      TableName: tableName,
      Key: stepKey(step),
      UpdateExpression: `SET ${[...set, ...(late ? lateSet : [])].join(', ')}`,
      ExpressionAttributeNames: { '#round': 'round' },
      ExpressionAttributeValues: {
        ':token': { S: '{% $states.context.Task.Token %}' },
        ':device': { S: '{% $device %}' },
        ':step': { S: step },
        ':round': { N: '{% $string($round) %}' },
        ':deadline': { S: until(days) },
        ...(late
          ? {
              ':q': { S: `WFL#Q#${step}` },
              ':qs': { S: "{% $states.context.State.EnteredTime & '#' & $device %}" },
              ':now': { S: '{% $states.context.State.EnteredTime %}' },
            }
          : {}),
      },
    },
  };
}

/**
 * DynamoDB may throttle or stumble; an execution must not end by it. 1, 2, 4 … 60 s, ten times, some four minutes.
 * What people decide arrives under other error names and is never retried.
 */
const RETRY_DATABASE = [
  {
    ErrorEquals: [
      'DynamoDb.ThrottlingException',
      'DynamoDb.ProvisionedThroughputExceededException',
      'DynamoDb.RequestLimitExceededException',
      'DynamoDb.InternalServerErrorException',
      'DynamoDb.TransactionConflictException',
    ],
    IntervalSeconds: 1,
    BackoffRate: 2,
    MaxDelaySeconds: 60,
    MaxAttempts: 10,
  },
];

function step(name: StepName, refs: WorkflowReferences) {
  const next = WAITS[name].next;
  const goOn = { Next: next === 'AT_HOME' ? 'At home' : stateName(next) };
  const seconds = refs.deadlines[name] * SECONDS_PER_DAY;
  return {
    [stateName(name)]: {
      ...waiting(name, refs.tableName, refs.deadlines[name], false),
      TimeoutSeconds: seconds,
      Retry: RETRY_DATABASE,
      Catch: [...catches(name), { ErrorEquals: ['States.Timeout'], Next: lateName(name) }],
      ...goOn,
    },
    [lateName(name)]: {
      ...waiting(name, refs.tableName, 0, true),
      TimeoutSeconds: YEAR,
      Retry: RETRY_DATABASE,
      Catch: catches(name),
      ...goOn,
    },
  };
}

/**
 * Donation to delivery, one execution per device: `{ device, step, round }` in, six transitions on the straight way
 * (Begin, Erasure, Check, Allotment, Delivery, At home). Each step waits by task token for what people do, has a
 * deadline and, past it, puts the device into the lead's queue and goes on waiting. A rebuilt execution enters at
 * the step the table says.
 */
export function deliveryWorkflow(refs: WorkflowReferences) {
  const begin = { device: '{% $states.input.device %}', round: '{% $states.input.round %}' };
  const entries = (['destruction', 'check', 'allotment', 'delivery'] as const).map((name) => ({
    Condition: `{% $states.input.step = '${name}' %}`,
    Assign: begin,
    Next: stateName(name),
  }));
  return {
    Comment: 'A device from the repair centre to a home',
    QueryLanguage: 'JSONata',
    StartAt: 'Begin',
    States: {
      Begin: { Type: 'Choice', Choices: entries, Assign: begin, Default: stateName('erasure') },
      ...step('erasure', refs),
      ...step('destruction', refs),
      ...step('check', refs),
      ...step('allotment', refs),
      ...step('delivery', refs),
      'At home': { Type: 'Succeed', Output: { device: '{% $device %}', end: 'INSTALLED' } },
      Recycled: { Type: 'Succeed', Output: { device: '{% $device %}', end: 'RECYCLED' } },
    },
  };
}
