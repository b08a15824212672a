import { contend, Taken } from '../kernel/contend.ts';
import type { Intent } from '../kernel/contract.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { type Key, keys } from '../kernel/keys.ts';
import type { Table, Write } from '../kernel/table.ts';
import { type Decided, fail, type Line, type Member, mustBeMember } from './member.ts';

/** @throws DomainError NOT_A_MEMBER */
export async function readMember(table: Table, account: string): Promise<Member> {
  const member = await table.get<Member>(keys.member(account));
  mustBeMember(member);
  return member;
}

/** The account behind a number that somebody says. */
export const accountOf = async (table: Table, number: string): Promise<string | undefined> =>
  (await table.get<{ account: string }>(keys.memberNumber(number), ['account']))?.account;

/** What was decided, with the answer and what a refused write means, if not that the member changed. */
export type Deed<A> = Decided & {
  readonly answer: A;
  readonly refused?: (write: Write, found: Record<string, unknown> | undefined) => Error | undefined;
};

/**
 * Decides and writes until nobody was quicker: a member's phones and the nightly job change one item, each under the
 * version that it read. The same request again gives the same answer.
 * @param decide reads afresh each time
 * @throws DomainError BUSY (nothing written) after 6 s of contention
 */
export function changeMember<A>(
  { table }: Pick<Dependencies, 'table'>,
  account: string,
  intent: Intent,
  decide: () => Promise<Deed<A>>,
): Promise<A> {
  const { pk } = keys.member(account);
  const attempt = async () => {
    const { event, writes, memberWrite, answer, refused } = await decide();
    return table.commit({
      intent,
      pk,
      event,
      writes,
      answer,
      refused: (write, found) => (write === memberWrite ? new Taken() : refused?.(write, found)),
    });
  };
  return table.once(pk, intent, () => contend(attempt, () => fail('BUSY')));
}

/** The newest lines of a member, or those before one. People see what they have just done. */
export const newestLines = (table: Table, account: string, limit: number, after?: string) =>
  table.leaf<Line & Key>(keys.member(account).pk, {
    ...{ limit, after, between: linesFrom(0), newestFirst: true, consistent: true },
  });

/** Lines of a member, newest first, page by page. */
export async function listLines(
  { table, vault }: Pick<Dependencies, 'table' | 'vault'>,
  account: string,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ items: Line[]; cursor?: string }> {
  const { pk } = keys.member(account);
  const after = (await readCursor(vault, pk, page.cursor))?.sk as string | undefined;
  const { items, more } = await newestLines(table, account, page.limit, after);
  const last = more ? items.at(-1) : undefined;
  const cursor = await writeCursor(vault, pk, last && { sk: last.sk });
  return { items, ...(cursor ? { cursor } : {}) };
}

const LAST = 999_999_999;
/** `~` stands behind every id. */
const linesFrom = (from: number, to = LAST): [string, string] => [
  keys.memberLine('', from).sk,
  keys.memberLine('', to, '~').sk,
];

/**
 * Every line from one version of the member to another, oldest first: for a receipt, of the gifts that it is for.
 * @param to the member as it was read: a line that was written since belongs to another
 */
export async function linesBetween(table: Table, account: string, from: number, to: number): Promise<Line[]> {
  const { pk } = keys.member(account);
  const lines: (Line & Key)[] = [];
  for (;;) {
    const after = lines.at(-1)?.sk;
    const { items, more } = await table.leaf<Line & Key>(pk, {
      limit: 500,
      between: linesFrom(from, to),
      consistent: true,
      ...(after ? { after } : {}),
    });
    lines.push(...items);
    if (!more) return lines;
  }
}
