import { Agent, request } from 'node:http';
import { ServiceError } from '../errors.ts';

/** Raw answer of the database. */
export interface DatabaseAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** Calls of the local cloud itself and, unchanged, those that it lets through. */
export interface DatabaseClient {
  /** @param target e.g. `DynamoDB_20120810.PutItem` */
  forward(target: string, body: string | Buffer): Promise<DatabaseAnswer>;
  /** @throws ServiceError with the database's code */
  call<T>(action: string, input: object): Promise<T>;
  /** The same for the streams' own API. */
  stream<T>(action: string, input: object): Promise<T>;
  close(): void;
}

export function openDatabaseClient(endpoint: string, region: string): DatabaseClient {
  const url = new URL(endpoint);
  // Connections are kept: a new one would cost more than the query.
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const forward = (target: string, body: string | Buffer) =>
    new Promise<DatabaseAnswer>((resolve, reject) => {
      const at = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
      const call = request(
        {
          agent,
          host: url.hostname,
          port: url.port,
          path: '/',
          method: 'POST',
          headers: {
            'content-type': 'application/x-amz-json-1.0',
            'content-length': Buffer.byteLength(body),
            'x-amz-target': target,
            'x-amz-date': at,
            // The door has authorised already; the server behind it only looks at the form.
            authorization: `AWS4-HMAC-SHA256 Credential=local/${at.slice(0, 8)}/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
          },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => resolve({ status: answer.statusCode ?? 500, body: Buffer.concat(chunks) }));
          answer.on('error', reject);
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  const ask = async <T>(target: string, input: object): Promise<T> => {
    const { status, body } = await forward(target, JSON.stringify(input));
    const answer = JSON.parse(body.toString('utf8') || '{}') as Record<string, unknown>;
    if (status < 300) return answer as T;
    throw databaseError(status, answer);
  };
  return {
    forward,
    call: (action, input) => ask(`DynamoDB_20120810.${action}`, input),
    stream: (action, input) => ask(`DynamoDBStreams_20120810.${action}`, input),
    close: () => agent.destroy(),
  };
}

function databaseError(status: number, answer: Record<string, unknown>): ServiceError {
  const { __type, message, Message, ...details } = answer;
  const code = String(__type ?? 'InternalServerError')
    .split('#')
    .at(-1) as string;
  return new ServiceError(code, String(message ?? Message ?? ''), status, details);
}
