import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { journalRepository } from '../audit/repository.ts';
import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { LOG } from '../kernel/log.ts';
import { openObjects } from '../kernel/objects.ts';
import { inOrder } from '../kernel/stream.ts';
import { type PublicationDependencies, publishTransfers } from '../ledger/publication.ts';
import { openPost } from '../notices/post.ts';
import { countQueues } from '../overview/counting.ts';
import { statsRepository } from '../stats/repository.ts';
import { bookBatch } from './books.ts';
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

type StreamDependencies = ProjectionDependencies & PublicationDependencies;

function open(): StreamDependencies {
  const env = readEnv([
    'SITE_BUCKET',
    'MAIL_FROM',
    'TEXT_SENDER',
    'SITE_URL',
    'RECEIPT_PAPER_FUNCTION',
    'CERTIFICATE_PAPER_FUNCTION',
    'HANDOVER_PAPER_FUNCTION',
    'YEAR_FILING_FUNCTION',
    'LEDGER_REPORT_FUNCTION',
    'FEE_RUN_FUNCTION',
    'ALLOTMENT_PLAN_FUNCTION',
    'MEETING_MINUTES_FUNCTION',
  ]);
  const { table, vault, city, clock } = dependencies();
  const now = () => clock.now();
  return {
    city,
    now,
    table,
    journal: journalRepository(table),
    stats: statsRepository(table),
    site: openObjects(env.SITE_BUCKET),
    papers: openPapers({
      'receipt-paper': env.RECEIPT_PAPER_FUNCTION,
      'certificate-paper': env.CERTIFICATE_PAPER_FUNCTION,
      'handover-paper': env.HANDOVER_PAPER_FUNCTION,
      'year-filing': env.YEAR_FILING_FUNCTION,
      'ledger-report': env.LEDGER_REPORT_FUNCTION,
      'fee-run': env.FEE_RUN_FUNCTION,
      'allotment-plan': env.ALLOTMENT_PLAN_FUNCTION,
      'meeting-minutes': env.MEETING_MINUTES_FUNCTION,
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

let made: StreamDependencies | undefined;

export const handler = async (batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  made ??= open();
  const deps = made;
  const events = await inOrder(batch, LOG.STREAM_FAILED, project(deps));
  // Also where an event failed: the books wait for no mail server. Lambda goes back to the earliest that failed.
  const books = await bookBatch(batch, (transfers) => publishTransfers(deps, transfers));
  const queues = await countQueues(batch, deps);
  return {
    batchItemFailures: [events, books, queues].flatMap(({ batchItemFailures }) => batchItemFailures),
  };
};
