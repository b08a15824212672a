import type { Binding } from './constructs/binding.ts';
import type { DataStack } from './data-stack.ts';
import type { Grants } from './domains.ts';
import type { SiteStack } from './site-stack.ts';

/** A function's line in lib/domains.ts, as variables and statements: all that `data` and `site` have to give. */
export function bindingsOf(grants: Grants, data: DataStack, siteStack: SiteStack): Binding[] {
  const { table, vault, documents, post, staff, citizens } = data;
  const { uploads, site, staffClient, citizenClient } = siteStack;
  const buckets = { documents, uploads, site };
  const known: Binding['env'] = {
    STAFF_AUTHORITY: staff.domain.issuer,
    STAFF_CLIENT: staffClient.client.userPoolClientId,
    STAFF_SIGN_OUT: `${staff.domain.url}/logout`,
    CITIZEN_AUTHORITY: citizens.domain.issuer,
    CITIZEN_CLIENT: citizenClient.client.userPoolClientId,
  };
  return [
    table.items(grants),
    vault.uses(grants),
    ...(grants.objects ?? []).map(({ bucket, prefix, may }) => buckets[bucket].objects(prefix, may)),
    post.sends(grants.sends),
    ...(grants.env ?? []).map((name) => {
      const value = known[name];
      if (!value) throw new Error(`lib/domains.ts: no value is known for ${name}`);
      return { env: { [name]: value } };
    }),
  ];
}

/** Whoever opens the table does so through `dependencies()`, which opens the vault as well. */
export const opensTable = (bindings: readonly Binding[]): boolean =>
  bindings.some(({ env }) => env?.TABLE_NAME);
