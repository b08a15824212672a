import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type Owner, QUEUE_INDEX } from '../../functions/kernel/keys.ts';
import type { Grants } from '../domains.ts';
import type { Binding } from './binding.ts';

const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const WRITE = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'];

/** The one table. Whoever uses it names the owners' key prefixes; nobody gets the whole. */
export class ProgrammeTable extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      globalSecondaryIndexes: [
        {
          indexName: QUEUE_INDEX,
          partitionKey: { name: 'q', type: AttributeType.STRING },
          sortKey: { name: 'qs', type: AttributeType.STRING },
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: 'ttl',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      // Personal data is sealed field by field under the vault's key before it gets here (docs/adr/0009).
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** The owners' items and queues, and the table's name. */
  items({ read = [], write = [], append = [], check = [], remove = [] }: Grants): Binding {
    const reads = [...new Set([...read, ...write])];
    const allows = [
      // The index starts with the owner's letters as well, so that one condition covers both.
      ...this.#allow(READ, reads, [this.table.tableArn, `${this.table.tableArn}/index/${QUEUE_INDEX}`]),
      ...this.#allow(WRITE, write),
      ...this.#allow(['dynamodb:PutItem'], append),
      ...this.#allow(['dynamodb:ConditionCheckItem'], check),
      ...this.#allow(['dynamodb:DeleteItem'], remove),
    ];
    return allows.length > 0 ? { env: { TABLE_NAME: this.table.tableName }, allows } : {};
  }

  /** For the workflow's own role: no variable, one action. */
  statement(actions: readonly string[], owner: Owner): PolicyStatement {
    return this.#allow(actions, [owner])[0] as PolicyStatement;
  }

  #allow(
    actions: readonly string[],
    owners: readonly Owner[],
    resources: readonly string[] = [this.table.tableArn],
  ): PolicyStatement[] {
    if (owners.length === 0) return [];
    return [
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: [...actions],
        resources: [...resources],
        conditions: {
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': owners.map((owner) => `${owner}#*`) },
          // ForAllValues is true of a request without the key at all: such a request is refused.
          Null: { 'dynamodb:LeadingKeys': 'false' },
        },
      }),
    ];
  }
}
