import { Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters.ts';
import type { DomainFunction } from './domain-function.ts';

/** A pattern over one stream record; a record that no pattern fits never starts the function. */
export type StreamPattern = Parameters<typeof FilterCriteria.filter>[0];

export interface StreamReaderProps {
  readonly table: TableV2;
  readonly reader: DomainFunction;
  readonly patterns: readonly StreamPattern[];
}

/** One reader of the table's stream: in order per item, five more tries, then the batch is halved down to the culprit. */
export class StreamReader extends Construct {
  readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, { table, reader, patterns }: StreamReaderProps) {
    super(scope, id);
    const streamArn = table.tableStreamArn;
    if (!streamArn) throw new Error(`${id}: the table has no stream`);
    this.deadLetters = new DeadLetters(this, 'DeadLetters');
    reader.bind({
      allows: [
        new PolicyStatement({
          actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
          resources: [streamArn],
        }),
        // Lambda asks for it, and AWS scopes it to nothing (service authorisation reference, DynamoDB).
        new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
      ],
      wildcards: { 'Resource::*': 'dynamodb:ListStreams cannot be scoped; it lists ARNs and nothing else.' },
    });
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: reader.function,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 25,
      bisectBatchOnError: true,
      retryAttempts: 5,
      maxRecordAge: Duration.hours(23),
      reportBatchItemFailures: true,
      onFailure: new SqsDlq(this.deadLetters.queue),
      filters: patterns.map((pattern) => FilterCriteria.filter(pattern)),
    });
    // Lambda checks the role's rights when the mapping is made.
    mapping.node.addDependency(reader.role);
  }
}
