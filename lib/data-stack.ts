import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CitizenPool } from './constructs/citizen-pool.ts';
import { DomainFunction } from './constructs/domain-function.ts';
import { LogBucket } from './constructs/log-bucket.ts';
import { PortalPool } from './constructs/portal-pool.ts';
import { Post } from './constructs/post.ts';
import { PrivateBucket } from './constructs/private-bucket.ts';
import { StaffPool } from './constructs/staff-pool.ts';
import { ProgrammeTable } from './constructs/table.ts';
import { VaultKeys } from './constructs/vault.ts';
import { BUNDLES } from './folders.ts';
import { CLAIMS_FUNCTION } from './functions.ts';
import type { Programme } from './settings.ts';

const WEEK = Duration.days(7);

export interface DataStackProps extends StackProps {
  readonly programme: Programme;
}

/** What must never be replaced: table, papers, keys, people's accounts, the name on the mail. */
export class DataStack extends Stack {
  readonly table: ProgrammeTable;
  readonly vault: VaultKeys;
  readonly documents: PrivateBucket;
  readonly staff: StaffPool;
  readonly citizens: CitizenPool;
  readonly claims: DomainFunction;
  readonly portals: PortalPool | undefined;
  readonly post: Post;

  constructor(scope: Construct, id: string, { programme, ...props }: DataStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    this.table = new ProgrammeTable(this, 'Table');
    this.vault = new VaultKeys(this, 'Vault');
    const logs = new LogBucket(this, 'Logs');
    this.documents = new PrivateBucket(this, 'Documents', {
      logs: logs.bucket,
      versioned: true,
      env: 'DOCUMENTS_BUCKET',
      // What was taken out of the journal and the books is made anew when it is wanted again.
      lifecycleRules: ['audit/', 'ledger/'].map((prefix) => ({
        ...{ prefix, expiration: WEEK, noncurrentVersionExpiration: Duration.days(1) },
      })),
    });
    // A pool calls its trigger, so the trigger lives where the pool does (docs/adr/0008).
    this.claims = new DomainFunction(this, 'Claims', {
      description: "A staff member's district or partner into the access token",
      bundle: `${BUNDLES}/${CLAIMS_FUNCTION.name}`,
    });
    this.staff = new StaffPool(this, 'Staff', {
      prefix: `${programme.name}-staff`,
      claims: this.claims.function,
    });
    this.citizens = new CitizenPool(this, 'Citizens', { prefix: `${programme.name}-citizens` });
    const { portals } = programme.city;
    // Here and not with the site, as people's clients are: a replaced client would be a new secret for its portal.
    if (portals.length > 0)
      this.portals = new PortalPool(this, 'Portals', { prefix: `${programme.name}-portals`, portals });
    this.post = new Post(this, 'Post', programme.city);
  }
}
