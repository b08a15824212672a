import { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRecovery, FeaturePlan, Mfa, UserPool } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { accept } from './accept.ts';
import { NOT_PLUS, SignInDomain } from './sign-in-domain.ts';

/** Members of the public who sign up by themselves, with an e-mail address. */
export class CitizenPool extends Construct {
  readonly pool: UserPool;
  readonly domain: SignInDomain;

  constructor(scope: Construct, id: string, props: { prefix: string }) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      keepOriginal: { email: true },
      // A second factor is offered; asking it of everyone would shut out those the programme is for.
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 10,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    accept(this.pool, 'COG8', NOT_PLUS);
    accept(this.pool, 'COG2', 'Offered to all, asked of none: it would shut out those the programme is for.');
    this.domain = new SignInDomain(this, 'Domain', { pool: this.pool, prefix: props.prefix });
  }
}
