import type { StreamPattern } from './constructs/stream-reader.ts';

/** Attribute values as the stream spells them. */
const is = (...values: string[]) => ({ S: values });
const begins = (prefix: string) => ({ S: [{ prefix }] });
const there = { S: [{ exists: true }] };

const inserted = (NewImage: object): StreamPattern => ({ eventName: ['INSERT'], dynamodb: { NewImage } });

/** Which records concern the workflows: devices that arrived, plans to be carried out, outcomes of steps, waits that met theirs. */
export const WORKFLOW_MATTERS: readonly StreamPattern[] = [
  inserted({ kind: is('event'), type: is('donation.arrive', 'allotment.start') }),
  inserted({ kind: is('event'), facts: { M: { step: there, outcome: there } } }),
  {
    eventName: ['INSERT', 'MODIFY'],
    dynamodb: { NewImage: { pk: begins('WFL#'), sk: begins('STEP#'), taskToken: there, outcome: there } },
  },
];

/**
 * Which records become numbers, papers, messages and public entries: events, transfers, sealed messages of the outbox;
 * and whatever stands or stood in a work queue, for the depths of the queues, and for plans that come to nothing.
 */
export const PROJECTED: readonly StreamPattern[] = [
  inserted({ kind: is('event') }),
  inserted({ pk: begins('LED#'), kind: is('transfer') }),
  inserted({ pk: begins('NOT#'), sealed: { M: { k: there } } }),
  { dynamodb: { NewImage: { q: there } } },
  { dynamodb: { OldImage: { q: there } } },
];
