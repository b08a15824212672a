import { Duration } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  type FunctionAssociation,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  PriceClass,
  type ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { siteCode, staffCode } from '../edge/code.ts';
import { SITE } from '../folders.ts';
import { accept } from './accept.ts';

const { VIEWER_REQUEST, VIEWER_RESPONSE } = FunctionEventType;

export interface SiteDistributionProps {
  readonly site: IBucket;
  readonly logs: IBucket;
  /** Host name of the HTTP API. */
  readonly apiHost: string;
  readonly headers: ResponseHeadersPolicy;
  readonly webAclArn: string;
  readonly domain?: string | undefined;
  readonly certificate?: string | undefined;
}

/** One address for everything: pages, public numbers, the staff app and the API. */
export class SiteDistribution extends Construct {
  readonly distribution: Distribution;
  /** `https://…` */
  readonly url: string;

  constructor(scope: Construct, id: string, props: SiteDistributionProps) {
    super(scope, id);
    const { domain, certificate } = props;
    const origin = S3BucketOrigin.withOriginAccessControl(props.site);
    const everywhere = {
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: props.headers,
      compress: true,
    };
    const page = (name: string, code: string, events: readonly FunctionEventType[]): BehaviorOptions => ({
      ...everywhere,
      origin,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      functionAssociations: this.#around(name, code, events),
    });
    this.distribution = new Distribution(this, 'Distribution', {
      comment: this.node.path,
      defaultBehavior: page('Site', siteCode(SITE), [VIEWER_REQUEST, VIEWER_RESPONSE]),
      additionalBehaviors: {
        '/staff/*': page('Staff', staffCode(), [VIEWER_REQUEST]),
        '/data/*': { ...everywhere, origin, cachePolicy: this.#fresh() },
        '/api/*': {
          ...everywhere,
          origin: new HttpOrigin(props.apiHost, { protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY }),
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        },
      },
      ...(domain && certificate
        ? {
            domainNames: [domain],
            certificate: Certificate.fromCertificateArn(this, 'Certificate', certificate),
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
          }
        : {}),
      httpVersion: HttpVersion.HTTP2_AND_3,
      // Seoul is in class 200; a city elsewhere is nearer to some class-200 edge than to none.
      priceClass: PriceClass.PRICE_CLASS_200,
      enableLogging: true,
      logBucket: props.logs,
      logFilePrefix: 'cloudfront/',
      webAclId: props.webAclArn,
    });
    accept(this.distribution, 'CFR1', 'Givers and people with family abroad use it from anywhere.');
    if (!domain) {
      accept(
        this.distribution,
        'CFR4',
        "Without a domain of its own a stage has CloudFront's certificate and TLS setting.",
      );
    }
    this.url = `https://${domain ?? this.distribution.distributionDomainName}`;
  }

  #around(name: string, code: string, events: readonly FunctionEventType[]): FunctionAssociation[] {
    const edge = new EdgeFunction(this, name, {
      code: FunctionCode.fromInline(code),
      runtime: FunctionRuntime.JS_2_0,
      comment: `${this.node.path}: ${name}`,
    });
    return events.map((eventType) => ({ eventType, function: edge }));
  }

  /** Public numbers: as fresh as their own Cache-Control says, five seconds where they say nothing. */
  #fresh(): CachePolicy {
    return new CachePolicy(this, 'Fresh', {
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(5),
      maxTtl: Duration.seconds(60),
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
    });
  }
}
