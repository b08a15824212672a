import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  StringAttribute,
  UserPool,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { GROUPS } from '../../functions/kernel/actor.ts';
import { accept } from './accept.ts';
import { NOT_PLUS, SignInDomain } from './sign-in-domain.ts';

/** People who work for the programme: invited, in groups, with a second factor. */
export class StaffPool extends Construct {
  readonly pool: UserPool;
  readonly domain: SignInDomain;

  constructor(scope: Construct, id: string, props: { prefix: string; claims: IFunction }) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { username: true, email: true },
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true } },
      customAttributes: {
        // Administrative code of the district that a district officer serves.
        district: new StringAttribute({ minLen: 1, maxLen: 10, mutable: true }),
        // Id of the partner (city pack) whose staff somebody is.
        partner: new StringAttribute({ minLen: 1, maxLen: 40, mutable: true }),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        passwordHistorySize: 5,
        tempPasswordValidity: Duration.days(3),
      },
      // The claims trigger needs V2_0 events, which the Lite plan does not send.
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, props.claims, LambdaVersion.V2_0);
    accept(this.pool, 'COG8', NOT_PLUS);
    for (const groupName of GROUPS) {
      new CfnUserPoolGroup(this, `Group-${groupName}`, { groupName, userPoolId: this.pool.userPoolId });
    }
    this.domain = new SignInDomain(this, 'Domain', { pool: this.pool, prefix: props.prefix });
  }
}
