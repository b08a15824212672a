import { Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';

/** Two years, as browsers' preload lists ask. */
const HSTS = Duration.days(2 * 365);

/** What the browser may do with our pages: nothing that is not named here. No inline script or style. */
export const contentSecurity = (connect: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "manifest-src 'self'",
    // The staff app keeps itself on a driver's phone: web/staff/worker.
    "worker-src 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types ithope-worker',
  ].join('; ');

const NOTHING_OF = ['camera', 'microphone', 'geolocation', 'payment', 'usb'];

export class SiteHeaders extends Construct {
  readonly policy: ResponseHeadersPolicy;

  /** @param connect origins besides our own that scripts may call */
  constructor(scope: Construct, id: string, connect: readonly string[]) {
    super(scope, id);
    this.policy = new ResponseHeadersPolicy(this, 'Policy', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: contentSecurity(connect), override: true },
        strictTransportSecurity: {
          accessControlMaxAge: HSTS,
          includeSubdomains: true,
          preload: true,
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: {
          referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN,
          override: true,
        },
      },
      customHeadersBehavior: {
        customHeaders: [
          {
            header: 'Permissions-Policy',
            value: NOTHING_OF.map((feature) => `${feature}=()`).join(', '),
            override: true,
          },
          { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
        ],
      },
      removeHeaders: ['Server'],
    });
  }
}
