import { createHash } from 'node:crypto';
import type { Authority } from '../authority.ts';
import { ServiceError } from '../errors.ts';
import type { Service } from '../service.ts';
import { jsonService, text } from '../service.ts';
import type { Queues } from './store.ts';

/** SQS, as far as dead letters need it: SendMessage. */
export function openQueueService(authority: Authority, queues: Queues): Service {
  return jsonService({
    name: 'sqs',
    version: '1.0',
    namespace: 'com.amazonaws.sqs',
    actions: {
      SendMessage(input, roleArn) {
        const arn = queues.find(text(input, 'QueueUrl'));
        if (!arn) throw new ServiceError('QueueDoesNotExist', 'The specified queue does not exist.');
        authority.demand(roleArn, 'sqs:SendMessage', arn);
        const body = text(input, 'MessageBody');
        return {
          MessageId: queues.send(arn, body),
          MD5OfMessageBody: createHash('md5').update(body).digest('hex'),
        };
      },
    },
  });
}
