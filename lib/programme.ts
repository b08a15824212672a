import type { App, Environment } from 'aws-cdk-lib';
import { ReferenceStrength, Stack, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { DataStack } from './data-stack.ts';
import { ServiceStack } from './service-stack.ts';
import type { Programme } from './settings.ts';
import { SiteStack } from './site-stack.ts';
import { WafStack } from './waf-stack.ts';
import { WorkStack } from './work-stack.ts';

/** One city, one stage: five stacks, each needing only those above it. */
export function deployProgramme(app: App, programme: Programme, account = process.env.CDK_DEFAULT_ACCOUNT) {
  const at = (region: string): { env: Environment } => ({ env: { region, ...(account ? { account } : {}) } });
  const here = at(programme.city.region);

  const data = new DataStack(app, `${programme.name}-data`, { ...here, programme });
  const waf = new WafStack(app, `${programme.name}-waf`, at('us-east-1'));
  // Weak: read from the other region's stack at deploy time, without AWS's pair of copying functions.
  const webAclArn = Stack.consumeReference(waf.acl.attrArn, ReferenceStrength.WEAK);
  const site = new SiteStack(app, `${programme.name}-site`, { ...here, programme, data, webAclArn });
  const work = new WorkStack(app, `${programme.name}-work`, { ...here, programme, data, site });
  const service = new ServiceStack(app, `${programme.name}-service`, { ...here, data, site });

  Tags.of(app).add('programme', programme.name);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { data, waf, site, work, service };
}
