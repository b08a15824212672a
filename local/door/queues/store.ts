import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Cloud, Resource } from '../cloud.ts';
import { readJson, writeWhole } from '../files.ts';

export interface QueueMessage {
  readonly id: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly body: string;
}

/** The queues of the templates. Here they only keep what failed, until somebody has looked at it. */
export interface Queues {
  /** The queue's ARN for an ARN or URL, or undefined. */
  find(name: string): string | undefined;
  /** @returns the message's id. @throws Error for a queue that the templates do not have */
  send(queueArn: string, body: string): string;
  /** Oldest first. */
  messages(queueArn: string): QueueMessage[];
  /** Removes a message that was dealt with. */
  remove(queueArn: string, id: string): void;
  /** Queues with their number of messages. */
  counts(): { name: string; arn: string; messages: number }[];
}

export function openQueues(cloud: Cloud, folder: string, now: () => number): Queues {
  const queues = cloud.ofType('AWS::SQS::Queue');
  const nameOf = (queue: Resource) => queue.arn.split(':').at(-1) as string;
  const place = (queueArn: string) => {
    const queue = queues.find(({ arn }) => arn === queueArn);
    if (!queue) throw new Error(`no queue ${queueArn} in the templates`);
    const path = join(folder, nameOf(queue));
    mkdirSync(path, { recursive: true });
    return path;
  };
  const files = (queueArn: string) => readdirSync(place(queueArn)).filter((name) => name.endsWith('.json'));
  return {
    find: (name) => queues.find((queue) => name === queue.arn || name.endsWith(`/${nameOf(queue)}`))?.arn,
    send(queueArn, body) {
      const message: QueueMessage = { id: randomUUID(), at: new Date(now()).toISOString(), body };
      // The time leads the name, so that the folder's order is the queue's.
      writeWhole(join(place(queueArn), `${now()}-${message.id}.json`), JSON.stringify(message));
      return message.id;
    },
    messages: (queueArn) =>
      files(queueArn)
        .sort()
        .map((name) => readJson<QueueMessage>(join(place(queueArn), name)))
        .filter((message) => message !== undefined),
    remove(queueArn, id) {
      for (const name of files(queueArn)) if (name.includes(id)) unlinkSync(join(place(queueArn), name));
    },
    counts: () =>
      queues.map((queue) => ({ name: nameOf(queue), arn: queue.arn, messages: files(queue.arn).length })),
  };
}
