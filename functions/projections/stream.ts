import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { journalRepository } from '../audit/repository.ts';
import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { LOG } from '../kernel/log.ts';
import { openObjects } from '../kernel/objects.ts';
import { inOrder } from '../kernel/stream.ts';
import { openPost } from '../notices/post.ts';
import { statsRepository } from '../stats/repository.ts';
import { type PaperName, type Papers, type ProjectionDependencies, project } from './project.ts';

/** Papers are made by functions of their own, asynchronously, with Lambda's retries and a dead letter queue. */
function openPapers(names: Record<PaperName, string>): Papers {
  const lambda = new LambdaClient({});
  return {
    async make(paper, input) {
      await lambda.send(
        new InvokeCommand({
          FunctionName: names[paper],
          InvocationType: 'Event',
          Payload: new TextEncoder().encode(JSON.stringify(input)),
        }),
      );
    },
  };
}

function open(): ProjectionDependencies {
  const env = readEnv([
    'SITE_BUCKET',
    'MAIL_FROM',
    'TEXT_SENDER',
    'SITE_URL',
    'RECEIPT_PAPER_FUNCTION',
    'CERTIFICATE_PAPER_FUNCTION',
    'YEAR_FILING_FUNCTION',
  ]);
  const { table, vault, city, clock } = dependencies();
  const now = () => clock.now();
  return {
    city,
    now,
    journal: journalRepository(table),
    stats: statsRepository(table),
    site: openObjects(env.SITE_BUCKET),
    papers: openPapers({
      'receipt-paper': env.RECEIPT_PAPER_FUNCTION,
      'certificate-paper': env.CERTIFICATE_PAPER_FUNCTION,
      'year-filing': env.YEAR_FILING_FUNCTION,
    }),
    notices: {
      table,
      vault,
      city,
      now,
      siteUrl: env.SITE_URL,
      post: openPost({ mail: env.MAIL_FROM, text: env.TEXT_SENDER }),
    },
  };
}

let made: ProjectionDependencies | undefined;

export const handler = (batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  made ??= open();
  return inOrder(batch, LOG.STREAM_FAILED, project(made));
};
