import type { Duration } from 'aws-cdk-lib';
import { Duration as Time } from 'aws-cdk-lib';
import {
  CfnManagedLoginBranding,
  ClientAttributes,
  OAuthScope,
  type UserPool,
  UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

export interface SignInClientProps {
  readonly pool: UserPool;
  /** Where the browser comes back to, with the code and after signing out. */
  readonly callbackUrl: string;
  readonly logoutUrl: string;
  /** How long someone stays signed in without a password. */
  readonly session: Duration;
}

/** A public client: authorisation code with PKCE, no secret, nothing of the user's own account may be changed. */
export class SignInClient extends Construct {
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, props: SignInClientProps) {
    super(scope, id);
    this.client = new UserPoolClient(this, 'Client', {
      userPool: props.pool,
      generateSecret: false,
      oAuth: {
        flows: { authorizationCodeGrant: true, implicitCodeGrant: false, clientCredentials: false },
        // Without aws.cognito.signin.user.admin a token cannot change attributes, a district least of all.
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [props.callbackUrl],
        logoutUrls: [props.logoutUrl],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      readAttributes: new ClientAttributes().withStandardAttributes({ email: true, fullname: true }),
      writeAttributes: new ClientAttributes().withStandardAttributes({ email: true, fullname: true }),
      accessTokenValidity: Time.hours(1),
      idTokenValidity: Time.hours(1),
      refreshTokenValidity: props.session,
      enableTokenRevocation: true,
      preventUserExistenceErrors: true,
    });
    new CfnManagedLoginBranding(this, 'Branding', {
      userPoolId: props.pool.userPoolId,
      clientId: this.client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
  }
}
