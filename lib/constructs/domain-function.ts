import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { EnvName } from '../../functions/kernel/env.ts';
import { acceptWildcard } from './accept.ts';
import type { Binding } from './binding.ts';

export interface DomainFunctionProps {
  readonly description: string;
  /** Folder of the bundle: `index.js` exporting `handler`, `city.json`. */
  readonly bundle: string;
  /** MB; CPU comes with it: 512 MB is where a cold start of our size stops getting shorter for the money. */
  readonly memory?: 512 | 1024;
  readonly timeout?: Duration;
}

/** One function with a role of its own that may do nothing but write its log until something is bound to it. */
export class DomainFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;
  readonly logGroup: LogGroup;
  readonly #env = new Map<EnvName, string>();

  constructor(scope: Construct, id: string, props: DomainFunctionProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    // Not AWSLambdaBasicExecutionRole: that one may write every log of the account.
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logGroup.logGroupArn],
      }),
    );
    this.function = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(props.bundle),
      handler: 'index.handler',
      memorySize: props.memory ?? 512,
      timeout: props.timeout ?? Duration.seconds(10),
      role: this.role,
      logGroup: this.logGroup,
    });
  }

  /** Gives the function a resource: its variables and its statements in one call. */
  bind(...bindings: readonly Binding[]): this {
    for (const { env = {}, allows = [], wildcards = {} } of bindings) {
      for (const [name, value] of Object.entries(env) as [EnvName, string][]) this.#name(name, value);
      for (const statement of allows) this.role.addToPolicy(statement);
      for (const [finding, why] of Object.entries(wildcards)) acceptWildcard(this.role, finding, why);
    }
    return this;
  }

  #name(variable: EnvName, value: string): void {
    const before = this.#env.get(variable);
    if (before === value) return;
    if (before !== undefined) throw new Error(`${this.node.path}: ${variable} is bound to two resources`);
    this.#env.set(variable, value);
    this.function.addEnvironment(variable, value);
  }
}
