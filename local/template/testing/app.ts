/**
 * A small app that uses what the programme's stacks use, synthesized by the real CDK: tests of the local cloud read
 * what the CDK writes today, not what someone once wrote down.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnCondition, CfnOutput, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnIntegration, CfnRoute, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AttributeType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { type CfnFunction, Code, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';

/** Answers with its event; told to in the query, it misbehaves. */
const ECHO = `
exports.handler = async (event) => {
  const wish = event.queryStringParameters || {};
  if (wish.say === 'plain') return { hello: 'world' };
  if (wish.say === 'text') return 'just text';
  if (wish.say === 'full') return { statusCode: 201, headers: { 'X-One': 'a' }, cookies: ['a=1', 'b=2'], body: 'made' };
  if (wish.say === 'binary') return { statusCode: 200, headers: { 'content-type': 'image/png' }, isBase64Encoded: true, body: 'iVBORw==' };
  if (wish.say === 'wrong') return { statusCode: 'no number', body: 'x' };
  if (wish.say === 'throw') throw new Error('secret reason');
  if (wish.say === 'sleep') await new Promise((done) => setTimeout(done, 60000));
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) };
};
`;

/** Adds the district, takes a claim away, and says that it was asked. */
const CLAIMS = `
exports.handler = async (event) => ({ ...event, response: { claimsAndScopeOverrideDetails: {
  accessTokenGeneration: { claimsToAddOrOverride: { district: event.request.userAttributes['custom:district'] || 'none', asked: event.triggerSource }, claimsToSuppress: ['version'], scopesToAdd: ['ithope/read'] },
  idTokenGeneration: { claimsToAddOrOverride: { nickname: event.userName } },
} } });
`;

const REWRITE = `
function handler(event) {
  var request = event.request;
  if (request.uri === '/old') return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: '/new' } } };
  if (request.uri.endsWith('/')) request.uri += 'index.html';
  else if (request.uri.lastIndexOf('.') < request.uri.lastIndexOf('/')) request.uri += '/index.html';
  return request;
}
`;

/** Synthesizes the app into a new temporary folder. Takes some seconds. @returns the folder, cdk.out */
export function synthesizeFixture(): string {
  const work = mkdtempSync(join(tmpdir(), 'ithope-fixture-'));
  process.once('exit', () => rmSync(work, { recursive: true, force: true }));
  const app = new App({ outdir: join(work, 'cdk.out') });
  const env = { account: '000000000000', region: 'ap-northeast-2' };
  const data = new Stack(app, 'Data', { env });
  const edge = new Stack(app, 'Edge', { env: { ...env, region: 'us-east-1' }, crossRegionReferences: true });
  const service = new Stack(app, 'Service', { env, crossRegionReferences: true });

  const claims = lambda(data, work, 'Claims', CLAIMS);
  const staff = new cognito.UserPool(data, 'Staff', {
    featurePlan: cognito.FeaturePlan.ESSENTIALS,
    customAttributes: { district: new cognito.StringAttribute() },
  });
  staff.addTrigger(cognito.UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, claims, cognito.LambdaVersion.V2_0);
  new cognito.CfnUserPoolGroup(data, 'Chest', { userPoolId: staff.userPoolId, groupName: 'chest' });
  const staffDomain = staff.addDomain('Domain', { cognitoDomain: { domainPrefix: 'fixture-staff' } });
  const staffClient = client(staff, 'https://site.example/staff/');
  const citizens = new cognito.UserPool(data, 'Citizens', { signInAliases: { email: true } });
  const citizenClient = client(citizens, 'https://site.example/citizen/');
  machines(data);
  const table = new Table(data, 'Table', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    stream: StreamViewType.NEW_AND_OLD_IMAGES,
  });

  const acl = new CfnWebACL(edge, 'Acl', {
    scope: 'CLOUDFRONT',
    defaultAction: { allow: {} },
    visibilityConfig: { cloudWatchMetricsEnabled: false, metricName: 'acl', sampledRequestsEnabled: false },
  });

  const echo = lambda(service, work, 'Echo', ECHO, {
    TABLE_NAME: table.tableName,
    STREAM: table.tableStreamArn ?? '',
    STAFF_AUTHORITY: staff.userPoolProviderUrl,
    STAFF_SIGN_OUT: `${staffDomain.baseUrl()}/logout`,
  });
  const never = new CfnCondition(service, 'Never', {
    expression: Fn.conditionEquals(Fn.ref('AWS::Region'), 'eu-west-1'),
  });
  const conditional = new Bucket(service, 'Conditional', { removalPolicy: RemovalPolicy.DESTROY });
  (conditional.node.defaultChild as CfnFunction).cfnOptions.condition = never;

  const api = new HttpApi(service, 'Api');
  const integration = new HttpLambdaIntegration('Echo', echo);
  const add = (path: string, ...methods: HttpMethod[]) => api.addRoutes({ path, methods, integration });
  add('/api/public/things', HttpMethod.GET, HttpMethod.POST);
  add('/api/public/things/{id}', HttpMethod.GET);
  add('/api/public/things/special', HttpMethod.GET);
  add('/api/public/{proxy+}', HttpMethod.ANY);
  // A route whose permission somebody forgot.
  const forbidden = new CfnRoute(service, 'Forbidden', {
    apiId: api.apiId,
    routeKey: 'GET /api/forbidden',
    target: `integrations/${
      new CfnIntegration(service, 'ForbiddenIntegration', {
        apiId: api.apiId,
        integrationType: 'AWS_PROXY',
        integrationUri: claims.functionArn,
        payloadFormatVersion: '2.0',
      }).ref
    }`,
  });
  forbidden.node.addDependency(api);
  api.addRoutes({
    path: '/api/staff/me',
    methods: [HttpMethod.GET],
    integration,
    authorizer: new HttpJwtAuthorizer('StaffOnly', staff.userPoolProviderUrl, {
      jwtAudience: [staffClient.userPoolClientId],
    }),
  });
  api.addRoutes({
    path: '/api/citizen/me',
    methods: [HttpMethod.GET],
    integration,
    authorizer: new HttpJwtAuthorizer('CitizenOnly', citizens.userPoolProviderUrl, {
      jwtAudience: [citizenClient.userPoolClientId],
    }),
    authorizationScopes: ['ithope/none'],
  });

  const bucket = new Bucket(service, 'Site', {
    autoDeleteObjects: true,
    removalPolicy: RemovalPolicy.DESTROY,
    cors: [{ allowedMethods: [], allowedOrigins: ['https://site.example'] }],
  });
  const site = distribution(service, bucket as IBucket, api, acl.attrArn);
  mkdirSync(join(work, 'site', 'en'), { recursive: true });
  writeFileSync(join(work, 'site', 'index.html'), `<h1>홈</h1>${'<p>가나다</p>'.repeat(400)}`);
  writeFileSync(join(work, 'site', 'en', 'index.html'), '<h1>Home</h1>');
  writeFileSync(join(work, 'site', '404.html'), '<h1>없음</h1>');
  new BucketDeployment(service, 'Pages', {
    sources: [
      Source.asset(join(work, 'site')),
      Source.jsonData('config.json', { api: api.apiEndpoint, pool: staff.userPoolProviderUrl }),
    ],
    destinationBucket: bucket as IBucket,
    prune: false,
    cacheControl: [CacheControl.maxAge(Duration.minutes(5))],
    distribution: site,
  });
  new CfnOutput(service, 'SiteUrl', { value: `https://${site.distributionDomainName}` });
  app.synth();
  return join(work, 'cdk.out');
}

function lambda(scope: Stack, work: string, id: string, code: string, environment = {}): Lambda {
  const folder = join(work, `function-${id}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.js'), code);
  const runtime = Runtime.NODEJS_22_X;
  const timeout = Duration.seconds(2);
  return new Lambda(scope, id, {
    runtime,
    handler: 'index.handler',
    code: Code.fromAsset(folder),
    environment,
    timeout,
  });
}

function client(pool: cognito.UserPool, callback: string): cognito.UserPoolClient {
  return pool.addClient('Web', {
    generateSecret: false,
    oAuth: {
      flows: { authorizationCodeGrant: true },
      callbackUrls: [callback],
      logoutUrls: [callback],
      scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL],
    },
    accessTokenValidity: Duration.minutes(30),
    refreshTokenValidity: Duration.hours(12),
  });
}

/** A pool of machines, two clients with a secret, each with a scope of its own. */
function machines(scope: Stack): void {
  const pool = new cognito.UserPool(scope, 'Machines');
  const scopes = ['portal.one', 'portal.two'].map(
    (scopeName) => new cognito.ResourceServerScope({ scopeName, scopeDescription: scopeName }),
  );
  const server = pool.addResourceServer('Server', { identifier: 'ithope', scopes });
  for (const one of scopes)
    pool.addClient(one.scopeName, {
      generateSecret: true,
      oAuth: { flows: { clientCredentials: true }, scopes: [cognito.OAuthScope.resourceServer(server, one)] },
      accessTokenValidity: Duration.minutes(20),
    });
}

function distribution(
  scope: Stack,
  bucket: IBucket,
  api: HttpApi,
  webAclId: string,
): cloudfront.Distribution {
  const rewrite = new cloudfront.Function(scope, 'Rewrite', {
    code: cloudfront.FunctionCode.fromInline(REWRITE),
    runtime: cloudfront.FunctionRuntime.JS_2_0,
  });
  const headers = new cloudfront.ResponseHeadersPolicy(scope, 'Headers', {
    securityHeadersBehavior: {
      contentSecurityPolicy: {
        contentSecurityPolicy: `default-src 'self'; connect-src 'self' https://${bucket.bucketRegionalDomainName}`,
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
    },
    customHeadersBehavior: {
      customHeaders: [{ header: 'permissions-policy', value: 'camera=(self)', override: true }],
    },
    removeHeaders: ['x-one'],
  });
  return new cloudfront.Distribution(scope, 'Distribution', {
    webAclId,
    domainNames: [],
    defaultRootObject: 'index.html',
    errorResponses: [{ httpStatus: 403, responseHttpStatus: 404, responsePagePath: '/404.html' }],
    defaultBehavior: {
      origin: S3BucketOrigin.withOriginAccessControl(bucket),
      responseHeadersPolicy: headers,
      functionAssociations: [{ function: rewrite, eventType: cloudfront.FunctionEventType.VIEWER_REQUEST }],
    },
    additionalBehaviors: {
      '/api/*': {
        origin: new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint)), {
          customHeaders: { 'x-origin-word': 'fixture' },
        }),
        allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
        cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
        originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        responseHeadersPolicy: headers,
      },
    },
  });
}
