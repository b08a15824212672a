import type { Cloud, Resource } from '../template/cloud.ts';
import { readExpression, type Timetable } from './expression.ts';

/** A schedule of the templates: when it is due, and what it then invokes as which role. */
export interface ScheduleDefinition {
  readonly name: string;
  readonly arn: string;
  readonly times: Timetable;
  readonly functionArn: string;
  readonly roleArn: string;
  /** With context attributes still to be filled in, `<aws.scheduler.scheduled-time>` for one. */
  readonly input: string;
  readonly attempts: number;
  readonly maxAgeMs: number;
  readonly deadLetters?: string;
}

type Fields = Record<string, unknown>;

/** What the local scheduler implements. Everything else of a schedule is refused by name before it is run. */
export const supported = {
  schedule: [
    'Name',
    'Description',
    'ScheduleExpression',
    'ScheduleExpressionTimezone',
    'FlexibleTimeWindow',
    'State',
    'Target',
  ],
  window: ['Mode'],
  target: ['Arn', 'RoleArn', 'Input', 'RetryPolicy', 'DeadLetterConfig'],
  retry: ['MaximumEventAgeInSeconds', 'MaximumRetryAttempts'],
  deadLetters: ['Arn'],
} as const;

const unknown = (where: string, value: unknown, known: readonly string[]): string[] =>
  Object.keys((value ?? {}) as Fields)
    .filter((field) => !known.includes(field))
    .map((field) => `${where}: ${field}`);

/**
 * Everything in a schedule that is not implemented here, a few words each; empty when it can run.
 * @param properties of an AWS::Scheduler::Schedule; intrinsics may still stand in it
 */
export function unsupportedIn(properties: Readonly<Fields>): string[] {
  const {
    FlexibleTimeWindow,
    State = 'ENABLED',
    ScheduleExpression,
    ScheduleExpressionTimezone,
  } = properties;
  const { Mode } = (FlexibleTimeWindow ?? {}) as Fields;
  const target = (properties.Target ?? {}) as Fields;
  const found = [
    ...unknown('schedule', properties, supported.schedule),
    ...unknown('window', FlexibleTimeWindow, supported.window),
    ...unknown('target', target, supported.target),
    ...unknown('retry policy', target.RetryPolicy, supported.retry),
    ...unknown('dead letters', target.DeadLetterConfig, supported.deadLetters),
  ];
  if (Mode !== 'OFF') found.push(`a window of ${String(Mode)}`);
  if (State !== 'ENABLED' && State !== 'DISABLED') found.push(`the state ${String(State)}`);
  try {
    readExpression(String(ScheduleExpression), String(ScheduleExpressionTimezone ?? 'UTC'));
  } catch (error) {
    found.push((error as Error).message);
  }
  return found;
}

/** AWS's own: as long and as often as it can. */
const LONGEST_S = 86_400;
const MOST = 185;

/** The schedules that are on. @throws Error naming what the local scheduler does not do */
export const readSchedules = (cloud: Cloud): ScheduleDefinition[] =>
  cloud
    .ofType('AWS::Scheduler::Schedule')
    .flatMap((schedule) => (schedule.properties.State === 'DISABLED' ? [] : readSchedule(schedule, cloud)));

function readSchedule(
  { physicalId, arn, logicalId, properties }: Resource,
  cloud: Cloud,
): ScheduleDefinition {
  const not = unsupportedIn(properties);
  if (not.length > 0) throw new Error(`schedule ${logicalId}: the local cloud does not do ${not.join(', ')}`);
  const target = properties.Target as Fields;
  const functionArn = String(target.Arn);
  if (!cloud.ofType('AWS::Lambda::Function').some((one) => one.arn === functionArn))
    throw new Error(`schedule ${logicalId}: the local cloud schedules functions only, not ${functionArn}`);
  const retry = (target.RetryPolicy ?? {}) as Partial<Record<(typeof supported.retry)[number], number>>;
  const deadLetters = (target.DeadLetterConfig as { Arn?: string } | undefined)?.Arn;
  return {
    name: physicalId,
    arn,
    times: readExpression(
      String(properties.ScheduleExpression),
      String(properties.ScheduleExpressionTimezone ?? 'UTC'),
    ),
    functionArn,
    roleArn: String(target.RoleArn),
    input: String(target.Input ?? '{}'),
    attempts: retry.MaximumRetryAttempts ?? MOST,
    maxAgeMs: (retry.MaximumEventAgeInSeconds ?? LONGEST_S) * 1000,
    ...(deadLetters === undefined ? {} : { deadLetters }),
  };
}

/**
 * On AWS a schedule whose role may not do its work fails every time, quietly; here the cloud does not start.
 * @throws Error naming what the role of a schedule may not do
 */
export function demandRights(
  schedules: readonly ScheduleDefinition[],
  isAllowed: (roleArn: string, action: string, resource: string) => boolean,
): void {
  for (const { name, roleArn, functionArn, deadLetters } of schedules) {
    const needs = [['lambda:InvokeFunction', functionArn] as const];
    const all = deadLetters === undefined ? needs : [...needs, ['sqs:SendMessage', deadLetters] as const];
    for (const [action, resource] of all)
      if (!isAllowed(roleArn, action, resource))
        throw new Error(`schedule ${name}: its role ${roleArn} may not ${action} on ${resource}`);
  }
}
