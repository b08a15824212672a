import { Aws, Stack } from 'aws-cdk-lib';
import { ManagedLoginVersion, type UserPool, type UserPoolDomain } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

/** Why the pools are not on the Plus plan (docs/adr/0010). */
export const NOT_PLUS =
  'Plus scores the risk of each sign-in at three times the price; second factor, short sessions and WAF stand in.';

/** The hosted pages of a user pool: authorise, token, logout. */
export class SignInDomain extends Construct {
  readonly domain: UserPoolDomain;
  /** `https://….amazoncognito.com`; spelt out, because other stacks name it before it exists. */
  readonly url: string;
  /** `https://cognito-idp.…/<pool>`: the issuer of its tokens. */
  readonly issuer: string;

  constructor(scope: Construct, id: string, props: { pool: UserPool; prefix: string }) {
    super(scope, id);
    // Prefixes are unique in a region of all of AWS, hence the account.
    const domainPrefix = `${props.prefix}-${Aws.ACCOUNT_ID}`;
    this.domain = props.pool.addDomain('Hosted', {
      cognitoDomain: { domainPrefix },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    const { region } = Stack.of(this);
    this.url = `https://${domainPrefix}.auth.${region}.amazoncognito.com`;
    this.issuer = `https://cognito-idp.${region}.amazonaws.com/${props.pool.userPoolId}`;
  }
}
