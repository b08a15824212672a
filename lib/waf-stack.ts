import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { managedRules, rateRules } from './constructs/web-acl-rules.ts';

/** What CloudFront lets through; in us-east-1, because AWS keeps CloudFront's rules there. */
export class WafStack extends Stack {
  readonly acl: CfnWebACL;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    this.acl = new CfnWebACL(this, 'Acl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: {
        cloudWatchMetricsEnabled: true,
        metricName: 'all',
        sampledRequestsEnabled: false,
      },
      rules: [...rateRules(), ...managedRules()].map((rule, priority) => ({ ...rule, priority })),
    });
  }
}
