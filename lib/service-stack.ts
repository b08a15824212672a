import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { bindingsOf, opensTable } from './bindings.ts';
import { DomainFunction } from './constructs/domain-function.ts';
import { ApiRoutes } from './constructs/http-api.ts';
import type { DataStack } from './data-stack.ts';
import { BUNDLES } from './folders.ts';
import { API_FUNCTIONS } from './functions.ts';
import type { SiteStack } from './site-stack.ts';

export interface ServiceStackProps extends StackProps {
  readonly data: DataStack;
  readonly site: SiteStack;
}

/** What is asked: the API's functions and their routes. May be replaced at any deploy. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { data, site, ...props }: ServiceStackProps) {
    super(scope, id, props);
    const { staff, citizens, portals } = data;
    const { staffClient, citizenClient, api } = site;
    const routes = new ApiRoutes(this, 'Routes', {
      apiId: api.attrApiId,
      tokens: {
        staff: { issuer: staff.domain.issuer, clients: [staffClient.client.userPoolClientId] },
        citizen: { issuer: citizens.domain.issuer, clients: [citizenClient.client.userPoolClientId] },
        portal: portals?.tokens,
      },
    });
    for (const { name, audience, contract, grants } of API_FUNCTIONS) {
      // A city without portals has nobody to call these.
      if (audience === 'portal' && !portals) continue;
      // Work is ordered by an event, whose reader invokes it: an answer waits for nothing.
      if (grants.invokes || grants.workflow) throw new Error(`lib/domains.ts: ${name} starts work itself`);
      const bindings = bindingsOf(grants, data, site);
      const by = new DomainFunction(this, name, {
        description: `${contract.domain} for ${audience}`,
        bundle: `${BUNDLES}/${name}`,
      }).bind(...bindings, ...(opensTable(bindings) ? [data.vault.names()] : []));
      routes.serve(contract, audience, by);
    }
  }
}
