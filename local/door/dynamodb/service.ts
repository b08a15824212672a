import type { Authority } from '../authority.ts';
import { ServiceError } from '../errors.ts';
import type { Service } from '../service.ts';
import { jsonError, readInput, targetAction, unknownAction } from '../service.ts';
import type { DatabaseClient } from './client.ts';
import { demandsOf } from './demands.ts';
import type { TableSchema } from './schema.ts';
import type { Demand } from './target.ts';
import type { ConsumedCapacity, UsageCounters } from './usage.ts';
import { isMeasured } from './usage.ts';

const API = 'DynamoDB_20120810';
const NAMESPACE = 'com.amazonaws.dynamodb.v20120810';

export interface TableService {
  readonly client: DatabaseClient;
  readonly authority: Authority;
  readonly tables: ReadonlyMap<string, TableSchema>;
  readonly usage: UsageCounters;
  readonly region: string;
  readonly account: string;
  /** Told the tables after each write, so that their streams are read at once. */
  readonly written: (tables: readonly string[]) => void;
}

/**
 * DynamoDB behind the door: a call is parsed once to learn which permissions it needs, and otherwise passed to the
 * database as it came, and its answer back.
 */
export function openTableService(parts: TableService): Service {
  const reading = { tables: parts.tables, attributes: parts.authority.tests('dynamodb:Attributes') };

  async function perform(action: string, input: Record<string, unknown>, raw: string, roleArn: string) {
    const demands = demandsOf(action, input, reading);
    if (!demands) throw unknownAction('dynamodb', action);
    for (const demand of demands) authorise(parts, demand, roleArn);
    const measured = isMeasured(action);
    const asked = input.ReturnConsumedCapacity !== undefined;
    // Measuring rides on the call itself; who did not ask for it does not see it in the answer.
    const body =
      measured && !asked ? `{"ReturnConsumedCapacity":"INDEXES",${raw.slice(raw.indexOf('{') + 1)}` : raw;
    const answer = await parts.client.forward(`${API}.${action}`, body);
    let text = answer.body.toString('utf8');
    if (answer.status === 200) {
      if (measured) text = count(parts.usage, roleArn, action, text, asked);
      else text = text.replaceAll(':dynamodb:dynoxide:', `:dynamodb:${parts.region}:`);
      if (isWrite(action)) parts.written(demands.map((demand) => demand.table.name));
    }
    return { status: answer.status, text };
  }

  return {
    async answer(request, roleArn) {
      try {
        const input = readInput(request);
        const { status, text } = await perform(
          targetAction(request),
          input,
          request.body.toString('utf8'),
          roleArn,
        );
        return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: text };
      } catch (error) {
        if (error instanceof ServiceError) return jsonError(error, '1.0', namespaceOf(error.code));
        throw error;
      }
    },
    async call(roleArn, action, input) {
      const { status, text } = await perform(action, input, JSON.stringify(input), roleArn);
      const answer = JSON.parse(text || '{}') as Record<string, unknown>;
      if (status < 300) return answer;
      const { __type, message, Message, ...details } = answer;
      throw new ServiceError(
        String(__type).split('#').at(-1) as string,
        String(message ?? Message ?? ''),
        status,
        details,
      );
    },
  };
}

const isWrite = (action: string) => /^(Put|Update|Delete|BatchWrite|TransactWrite)/.test(action);

/** Codes of the wire protocol itself come under another name than the service's own. */
const namespaceOf = (code: string) =>
  code === 'AccessDeniedException' ||
  code === 'SerializationException' ||
  code === 'UnknownOperationException'
    ? 'com.amazon.coral.service'
    : code === 'ValidationException'
      ? 'com.amazon.coral.validate'
      : NAMESPACE;

/** The table's permission, and that for the key which encrypts it. */
function authorise({ authority, region, account }: TableService, demand: Demand, roleArn: string): void {
  authority.demand(roleArn, demand.action, demand.resource, demand.context);
  const { kmsKey, name } = demand.table;
  if (kmsKey === undefined || demand.action === 'dynamodb:DescribeTable') return;
  authority.demand(roleArn, 'kms:Decrypt', kmsKey, {
    'kms:ViaService': `dynamodb.${region}.amazonaws.com`,
    'kms:EncryptionContext:aws:dynamodb:tableName': name,
    'kms:EncryptionContext:aws:dynamodb:subscriberId': account,
    'kms:EncryptionContextKeys': ['aws:dynamodb:tableName', 'aws:dynamodb:subscriberId'],
  });
}

/** Adds to the counters; gives the answer without the figures where the caller did not ask for them. */
function count(usage: UsageCounters, roleArn: string, action: string, text: string, asked: boolean): string {
  const answer = JSON.parse(text) as { ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[] };
  usage.count(roleArn, action, answer.ConsumedCapacity === undefined ? [] : [answer.ConsumedCapacity].flat());
  if (asked || answer.ConsumedCapacity === undefined) return text;
  delete answer.ConsumedCapacity;
  return JSON.stringify(answer);
}
