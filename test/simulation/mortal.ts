import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { openTable, type Table } from '../../functions/kernel/table.ts';
import type { LocalTable } from '../support/dynamo.ts';

/** A process that can be killed at one of its writes: before it, or after it was written and before anybody heard. */
export interface Mortal {
  readonly table: Table;
  /** It dies at its n-th write from now, from 0. */
  dieAt(n: number, when: 'before' | 'after'): void;
  /** Another process takes its place. @returns whether it had died */
  revive(): boolean;
}

const WRITES = ['TransactWriteCommand', 'PutCommand', 'UpdateCommand', 'DeleteCommand'];

export function mortalTable({ client, name }: LocalTable): Mortal {
  let left = Number.POSITIVE_INFINITY;
  let after = false;
  let dead = false;
  const send = async (command: { constructor: { name: string } }) => {
    if (dead) throw new Error('killed');
    if (!WRITES.includes(command.constructor.name) || left-- > 0) return client.send(command as never);
    dead = true;
    if (after) await client.send(command as never);
    throw new Error('killed');
  };
  return {
    table: openTable({ send } as unknown as DynamoDBDocumentClient, name),
    dieAt(n, when) {
      left = n;
      after = when === 'after';
    },
    revive() {
      const had = dead;
      left = Number.POSITIVE_INFINITY;
      dead = false;
      return had;
    },
  };
}
