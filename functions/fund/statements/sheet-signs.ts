import { UnreadableFile } from '../../kernel/unreadable.ts';
import { negated, unitsOf } from './amount.ts';

/** The amounts of a row as they stand, with the sign that the cell has. */
export interface Unsigned {
  readonly in?: string | undefined;
  readonly out?: string | undefined;
  readonly amount?: string | undefined;
  /** What a column of kinds says: `입금`, `D`. */
  readonly direction: Direction | undefined;
  readonly place: string;
}

/** The amount as it moved the account. */
export interface Signed {
  readonly amount: string;
  /** It takes an entry of the same column back: `-1,000` among deposits. */
  readonly reversal?: true | undefined;
}

export type Direction = 'came' | 'went';

const CAME =
  /^(?:\+|입|입금액?|수입|맡기신|받은|받기|예입|예금|충전|c|cr|credits?|deposit|in|incoming|haben|h)$/i;
const WENT =
  /^(?:-|출|출금액?|지급|지출|찾으신|보낸|보내기|인출|d|dr|debits?|withdrawal|out|outgoing|payment|soll|s)$/i;

/** Which way a word says that money went: `입금`, `타행이체입금`, `[+]`, `DR`; undefined for other kinds. */
export function directionOf(cell = ''): Direction | undefined {
  const word = cell.normalize('NFKC').replace(/[\s[\]()]/g, '');
  if (CAME.test(word)) return 'came';
  if (WENT.test(word)) return 'went';
  const [came, went] = [/입금/.test(word), /출금|지급/.test(word)];
  return came === went || /취소|정정|반환|입출/.test(word) ? undefined : came ? 'came' : 'went';
}

export const moves = (amount: string | undefined): amount is string =>
  amount !== undefined && unitsOf(amount) !== 0n;
const isLoss = (amount: string | undefined) => amount?.startsWith('-') ?? false;
const size = (amount: string) => (isLoss(amount) ? negated(amount) : amount);

/**
 * The ways in which the amounts of a table may be meant, the likelier first. Files mix columns, signs and words:
 * `-5,000` below 출금액 is how some write what went, and how others write a withdrawal that was taken back.
 * @param chained the running balances will tell which is meant
 * @throws UnreadableFile BOTH_IN_AND_OUT, WRONG_AMOUNT
 */
export function readingsOf(rows: readonly Unsigned[], chained: boolean): readonly (readonly Signed[])[] {
  for (const { in: came, out, place } of rows)
    if (moves(came) && moves(out))
      throw new UnreadableFile('BOTH_IN_AND_OUT', place, 'money comes and goes in one row');
  return rows.some(({ amount }) => amount !== undefined) ? ofOneColumn(rows, chained) : ofTwoColumns(rows);
}

function ofTwoColumns(rows: readonly Unsigned[]): readonly (readonly Signed[])[] {
  const gone = rows.filter(({ out }) => moves(out));
  const losses = gone.filter(({ out }) => isLoss(out)).length;
  const read = (signed: boolean) =>
    rows.map(({ in: came, out }): Signed => {
      const reversal = (signed && isLoss(out)) || isLoss(came) || undefined;
      if (moves(out)) return { amount: negated(signed ? out : size(out)), reversal };
      return { amount: came ?? '0', reversal };
    });
  if (losses === 0) return [read(false)];
  return losses === gone.length ? [read(false), read(true)] : [read(true), read(false)];
}

function ofOneColumn(rows: readonly Unsigned[], chained: boolean): readonly (readonly Signed[])[] {
  const bySign = rows.map(({ amount = '0' }): Signed => ({ amount }));
  if (rows.every(({ direction }) => direction === undefined)) return [bySign];
  const directed = (amount: string, direction: Direction | undefined) =>
    direction === 'went' ? negated(amount) : amount;
  const byWord = () =>
    rows.map(({ amount = '0', direction }): Signed => ({ amount: directed(size(amount), direction) }));
  const losses = rows.some(({ amount }) => isLoss(amount));
  const silent = rows.find(({ direction, amount }) => direction === undefined && moves(amount));
  if (silent) {
    // `입금`, `출금`, and `이자` between them: the sign says it, or the balances do.
    if (losses) return [bySign];
    if (chained) return [byWord(), bySign];
    throw new UnreadableFile('WRONG_AMOUNT', silent.place, 'it is not said whether the money came or went');
  }
  if (!losses) return [byWord()];
  const contradiction =
    rows.find(({ amount, direction }) => isLoss(amount) && direction === 'came') ??
    rows.find(({ amount, direction }) => moves(amount) && !isLoss(amount) && direction === 'went');
  if (!contradiction) return [bySign];
  if (!chained)
    throw new UnreadableFile(
      'WRONG_AMOUNT',
      contradiction.place,
      'sign and word contradict each other, and no balance decides',
    );
  const both = rows.map(
    ({ amount = '0', direction }): Signed => ({
      amount: directed(amount, direction),
      reversal: isLoss(amount) || undefined,
    }),
  );
  return [byWord(), both, bySign];
}
