import { UnreadableFile } from '../../kernel/unreadable.ts';
import { normalAmount } from './amount.ts';

/** An amount as it stands, and where. */
export interface Written {
  readonly text: string;
  readonly place: string;
}

type Sign = '.' | ',';
const PLAIN = /^[+-]?[\d.,' \u00a0]*\d[.,]?$/;

/**
 * Which sign stands before the decimals, by all amounts of a file together: `1,000.00` and `75.46` say the point.
 * `1,000` alone could be a thousand or one.
 * @param usual what the format means where the amounts do not tell
 * @throws UnreadableFile WRONG_AMOUNT where two amounts say different things, or none says anything
 */
export function decimalSignOf(amounts: readonly Written[], usual?: Sign): Sign {
  const said = amounts.map((amount) => ({ amount, sign: signIn(amount.text) }));
  const decided = said.find(({ sign }) => sign === '.' || sign === ',');
  const other = said.find(({ sign }) => sign === (decided?.sign === '.' ? ',' : '.'));
  if (decided && other)
    throw new UnreadableFile(
      'WRONG_AMOUNT',
      other.amount.place,
      'point and comma stand for decimals in one file',
    );
  const open = said.find(({ sign, amount }) => sign === 'open' && !(usual && amount.text.includes(usual)));
  if (!decided && open)
    throw new UnreadableFile('WRONG_AMOUNT', open.amount.place, 'a sign stands before decimals or thousands');
  return (decided?.sign as Sign | undefined) ?? usual ?? '.';
}

/** `open`: one sign with three digits behind; undefined: no sign at all. */
function signIn(text: string): Sign | 'open' | undefined {
  const signs = text.replace(/[^.,]/g, '');
  if (signs === '') return undefined;
  const last = signs.at(-1) as Sign;
  const opposite = last === '.' ? ',' : '.';
  // Several of one kind are between thousands; of two kinds the last is before the decimals.
  if (signs.length > 1) return signs.includes(opposite) ? last : opposite;
  return /[.,]\d{3}$/.test(text) && !/^[+-]?0?[.,]/.test(text) && !/\d{4}[.,]/.test(text) ? 'open' : last;
}

/**
 * The amount with the file's sign before its decimals.
 * @throws UnreadableFile WRONG_AMOUNT; also where the other sign is not between thousands
 */
export function amountIn({ text, place }: Written, decimal: Sign): string {
  const trimmed = text.trim();
  const [whole = '', decimals, ...more] = trimmed.split(decimal);
  const grouped = /^[+-]?\d{1,3}(?:([.,' \u00a0])\d{3})(?:\1\d{3})*$/.test(whole);
  const digits = grouped ? whole.replace(/[.,' \u00a0]/g, '') : whole;
  const amount =
    PLAIN.test(trimmed) && more.length === 0 && /^[+-]?\d*$/.test(digits) && /^\d*$/.test(decimals ?? '')
      ? normalAmount(decimals === undefined ? digits : `${digits}.${decimals}`)
      : undefined;
  if (amount === undefined)
    throw new UnreadableFile('WRONG_AMOUNT', place, 'the amount is missing or no number');
  return amount;
}
