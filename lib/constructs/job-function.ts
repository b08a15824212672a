import { Aws, Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  type ScheduleTargetConfig,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Job } from '../domains.ts';
import type { DeadLetters } from './dead-letters.ts';
import { DomainFunction } from './domain-function.ts';

export interface JobFunctionProps {
  readonly name: string;
  readonly job: Job;
  readonly bundle: string;
  /** The city's, by whose clock the schedule goes. */
  readonly timeZone: string;
  readonly deadLetters: DeadLetters;
}

/** A function that a schedule invokes, by the city's clock; what cannot be invoked or done is a dead letter. */
export class JobFunction extends Construct {
  readonly function: DomainFunction;

  constructor(scope: Construct, id: string, { name, job, bundle, timeZone, deadLetters }: JobFunctionProps) {
    super(scope, id);
    this.function = new DomainFunction(this, 'Function', {
      description: `Scheduled: ${name}`,
      bundle,
      timeout: Duration.minutes(job.minutes),
    });
    const { maxAgeHours, attempts } = job.retry;
    const maxEventAge = Duration.hours(maxAgeHours);
    // The schedule's own tries end when Lambda has taken the event; what the function then fails at, Lambda tries again.
    this.function.function.configureAsyncInvoke({
      maxEventAge: Duration.hours(Math.min(maxAgeHours, 6)),
      retryAttempts: Math.min(attempts, 2),
      onFailure: new SqsDestination(deadLetters.queue),
    });
    const { functionArn } = this.function.function;
    const { queueArn } = deadLetters.queue;
    const target: ScheduleTargetConfig = {
      arn: functionArn,
      role: this.#role(functionArn, queueArn),
      input: ScheduleTargetInput.fromObject({ job: name, at: ContextAttribute.scheduledTime }),
      retryPolicy: { maximumEventAgeInSeconds: maxEventAge.toSeconds(), maximumRetryAttempts: attempts },
      deadLetterConfig: { arn: queueArn },
    };
    new Schedule(this, 'Schedule', {
      description: job.does,
      schedule: ScheduleExpression.cron({ ...job.at, timeZone: TimeZone.of(timeZone) }),
      target: { bind: () => target },
    });
  }

  /** Not the targets module's own role: that one may invoke every version of the function as well. */
  #role(functionArn: string, queueArn: string): Role {
    const group = Stack.of(this).formatArn({
      service: 'scheduler',
      resource: 'schedule-group',
      resourceName: 'default',
    });
    const role = new Role(this, 'ScheduleRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': group } },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }));
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queueArn] }));
    return role;
  }
}
