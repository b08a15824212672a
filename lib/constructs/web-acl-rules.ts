import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';

type Rule = Omit<CfnWebACL.RuleProperty, 'priority'>;

const seen = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  // Sampled requests would keep callers' headers for AWS's console.
  sampledRequestsEnabled: false,
});

const pathStartsWith = (path: string): CfnWebACL.StatementProperty => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: 'STARTS_WITH',
    searchString: path,
    textTransformations: [{ priority: 0, type: 'NORMALIZE_PATH' }],
  },
});
const isPost: CfnWebACL.StatementProperty = {
  byteMatchStatement: {
    fieldToMatch: { method: {} },
    positionalConstraint: 'EXACTLY',
    searchString: 'POST',
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
};

/** @param limit requests of one address in five minutes */
const rate = (name: string, limit: number, scope?: CfnWebACL.StatementProperty): Rule => ({
  name,
  action: { block: { customResponse: { responseCode: 429 } } },
  statement: {
    rateBasedStatement: {
      limit,
      aggregateKeyType: 'IP',
      evaluationWindowSec: 300,
      ...(scope ? { scopeDownStatement: scope } : {}),
    },
  },
  visibilityConfig: seen(name),
});

/**
 * Limits per address. A library or a company shares one, so they are generous to people and narrow to machines:
 * a code is asked for and typed a handful of times (30), a form is sent once in minutes (100), a page with its files
 * is some 15 requests (3,000 = 200 pages).
 */
export const rateRules = (): Rule[] => [
  rate('codes', 30, { andStatement: { statements: [isPost, pathStartsWith('/api/public/follow/')] } }),
  rate('public-writes', 100, { andStatement: { statements: [isPost, pathStartsWith('/api/public/')] } }),
  rate('everything', 3000),
];

/** AWS's own lists; what a rule would get wrong here is only counted. */
export const managedRules = (): Rule[] => [
  managed('AWSManagedRulesAmazonIpReputationList'),
  managed('AWSManagedRulesKnownBadInputsRuleSet'),
  // A drawn signature makes a body longer than the 8 KB this rule allows; serve() has its own limit of 256 KB.
  managed('AWSManagedRulesCommonRuleSet', ['SizeRestrictions_BODY']),
];

const managed = (name: string, countOnly: readonly string[] = []): Rule => ({
  name,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: countOnly.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: seen(name),
});
