import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCityPack } from '../../lib/city.ts';
import { DeadLetters } from '../../lib/constructs/dead-letters.ts';
import { JobFunction } from '../../lib/constructs/job-function.ts';
import { JOBS } from '../../lib/domains.ts';
import { openAuthority } from '../../local/door/authority.ts';
import { demandRights, readSchedules, unsupportedIn } from '../../local/scheduler/definition.ts';
import { loadCloud } from '../../local/template/load.ts';
import type { Assembly } from './support/assembly.ts';
import { synthesize } from './support/assembly.ts';

const work = mkdtempSync(join(tmpdir(), 'ithope-jobs-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const OUT = join(work, 'cdk.out');

/** A job of its own, so that the construct is looked at whatever jobs there are. */
function sample(): Template {
  const bundle = join(work, 'bundle');
  mkdirSync(bundle);
  writeFileSync(join(bundle, 'index.js'), 'exports.handler = async () => {};');
  const app = new App({ outdir: OUT });
  const stack = new Stack(app, 'sample', { env: { region: 'ap-northeast-2' } });
  new JobFunction(stack, 'lights-out', {
    name: 'lights-out',
    job: {
      entry: 'functions/lights/out.ts',
      does: 'Puts the lights out',
      at: { minute: '5', hour: '0', weekDay: 'MON-FRI' },
      minutes: 3,
      retry: { maxAgeHours: 12, attempts: 8 },
      grants: {},
    },
    bundle,
    timeZone: 'Asia/Seoul',
    deadLetters: new DeadLetters(stack, 'JobDeadLetters'),
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return Template.fromStack(stack);
}

describe('a job', () => {
  let template: Template;
  beforeAll(() => {
    template = sample();
  }, 60_000);
  const only = (type: string) => {
    const found = Object.values(template.findResources(type));
    expect(found).toHaveLength(1);
    return found[0]?.Properties as Record<string, unknown>;
  };

  test("goes by the city's clock, at the minute, and says which occurrence it is", () => {
    const schedule = only('AWS::Scheduler::Schedule');
    expect(schedule).toMatchObject({
      ScheduleExpression: 'cron(5 0 ? * MON-FRI *)',
      ScheduleExpressionTimezone: 'Asia/Seoul',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Input: '{"job":"lights-out","at":"<aws.scheduler.scheduled-time>"}',
        RetryPolicy: { MaximumEventAgeInSeconds: 43_200, MaximumRetryAttempts: 8 },
        DeadLetterConfig: { Arn: expect.anything() },
      },
    });
    expect(unsupportedIn(schedule)).toEqual([]);
  });

  test('is tried again by Lambda as well, and ends as a dead letter', () => {
    expect(only('AWS::Lambda::EventInvokeConfig')).toMatchObject({
      MaximumEventAgeInSeconds: 21_600,
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
    });
    expect(only('AWS::Lambda::Function').Timeout).toBe(180);
  });

  test('has a schedule that may invoke its function and leave a letter, and nothing else, for nobody else', () => {
    const own = (type: string): Record<string, unknown> => {
      const found = Object.entries(template.findResources(type)).find(([id]) => id.includes('ScheduleRole'));
      return found?.[1].Properties ?? {};
    };
    const { Statement } = own('AWS::IAM::Policy').PolicyDocument as { Statement: Record<string, unknown>[] };
    expect(Statement.map(({ Action, Resource }) => [Action, JSON.stringify(Resource)])).toEqual([
      ['lambda:InvokeFunction', expect.stringMatching(/^\{"Fn::GetAtt":\["lightsoutFunction\w+","Arn"\]\}$/)],
      ['sqs:SendMessage', expect.stringMatching(/^\{"Fn::GetAtt":\["JobDeadLetters\w+","Arn"\]\}$/)],
    ]);
    expect(own('AWS::IAM::Role').AssumeRolePolicyDocument).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'scheduler.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        },
      ],
    });
  });
});

test('the local cloud runs its schedule, and judges it by its role', () => {
  const addresses = { site: 'http://127.0.0.1:1', door: 'http://127.0.0.1:2' };
  const cloud = loadCloud({ folder: OUT, addresses });
  const authority = openAuthority(cloud, () => Date.parse('2026-11-23T01:00:00Z'));
  const schedules = readSchedules(cloud);
  const [only] = schedules;
  expect(schedules.map(({ times }) => times.next(Date.parse('2026-11-20T15:05:00Z'), 0))).toEqual([
    Date.parse('2026-11-22T15:05:00Z'), // from Saturday 00:05 to Monday 00:05
  ]);
  const isAllowed = (...asked: [string, string, string]) => authority.decide(...asked).allowed;
  expect(() => demandRights(schedules, isAllowed)).not.toThrow();
  const others = cloud.ofType('AWS::SQS::Queue').map(({ arn }) => arn);
  expect(others).toEqual([only?.deadLetters]);
  expect(isAllowed(only?.roleArn ?? '', 'lambda:InvokeFunction', `${only?.functionArn}:1`)).toBe(false);
  expect(isAllowed(only?.roleArn ?? '', 'sqs:ReceiveMessage', others[0] ?? '')).toBe(false);
});

describe('the jobs of the programme', () => {
  let assembly: Assembly;
  beforeAll(async () => {
    assembly = await synthesize();
  }, 120_000);
  const schedules = () => assembly.ofType('AWS::Scheduler::Schedule');

  test("each has one schedule, by the city's clock, and there is no other", () => {
    expect(schedules().map(({ path }) => path)).toEqual(Object.keys(JOBS).map((name) => `${name}/Schedule`));
    for (const { properties } of schedules())
      expect(properties.ScheduleExpressionTimezone).toBe(readCityPack('seoul').timeZone);
  });

  test('what they use the local scheduler does', () => {
    expect(schedules().flatMap(({ properties }) => unsupportedIn(properties))).toEqual([]);
  });
});
