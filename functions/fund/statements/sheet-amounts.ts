import { UnreadableFile } from '../../kernel/unreadable.ts';
import { normalAmount } from './amount.ts';
import { currencyNamed } from './headings.ts';
import { placeOf, type Spot } from './sheet-place.ts';

/** An amount as a cell has it, before it is known what its points and commas mean. */
export interface Figure extends Spot {
  readonly negative: boolean;
  /** Digits, points, commas, apostrophes. */
  readonly digits: string;
  readonly currency: string | undefined;
}

/** What stands before decimals. */
export type DecimalMark = '.' | ',';

const CURRENCY = String.raw`₩|\\|원|\$|€|£|¥|[A-Z]{3}`;
const FIGURE = new RegExp(
  String.raw`^(?<open>\()?(?<before>[-+△▲])?(?<first>${CURRENCY})?(?<between>[-+])?(?<digits>[.,]?\d[\d.,'’]*?)(?<last>${CURRENCY})?(?<behind>[-+]|[CcDd][Rr])?(?<close>\))?$`,
);
/** As nearly all cells are. */
const PLAIN = /^-?\d[\d,]*(?:\.\d+)?$/;
/** What banks write where no money moved. */
const NOTHING = /^(?:|-+|0-|해당없음|없음|n\/?a)$/i;

/** 18 digits with all that may stand around them. */
const LONGEST = 60;

/**
 * `1,000원`, `₩1,000`, `(1,000)`, `−1,000`, `1,000-`, `△1,000`, `1 000,00 €`, `12.50 DR`, full-width digits.
 * @returns 'nothing' for an empty cell, undefined for what is no amount
 */
export function figureIn(cell: string | undefined, spot: Spot): Figure | 'nothing' | undefined {
  if (cell === undefined || cell === '') return 'nothing';
  if (cell.length > LONGEST) return undefined;
  if (PLAIN.test(cell)) {
    const negative = cell.startsWith('-');
    return { negative, digits: negative ? cell.slice(1) : cell, currency: undefined, ...spot };
  }
  const bare = cell
    .normalize('NFKC')
    .replace(/^'(?=[-+=])/, '')
    .replace(/[\u2212\u2010-\u2015\ufe63]/g, '-')
    .replace(/\s/g, '');
  if (NOTHING.test(bare)) return 'nothing';
  const { open, close, before, between, behind, digits, first, last } = FIGURE.exec(bare)?.groups ?? {};
  if (digits === undefined || (open === undefined) !== (close === undefined)) return undefined;
  const signs = [open, before, between, behind].filter((sign) => sign !== undefined && sign !== '+');
  // `12.50 CR` is money that came; two signs of loss are a slip.
  const losses = signs.filter((sign) => sign?.toLowerCase() !== 'cr');
  if (losses.length > 1) return undefined;
  const named = first === '\\' ? '₩' : (first ?? last ?? '');
  const currency = currencyNamed(named);
  if (/^[A-Z]{3}$/.test(named) && !currency) return undefined;
  return { negative: losses.length > 0, digits: digits.replace(/['’]/g, ''), currency, ...spot };
}

/**
 * What the points and commas of a file's amounts mean, by all of them: `1.234,56` and `1,50` have decimals behind a
 * comma, `1,234.56` and `1.5` behind a point. Where each could be either, Korean and English habit: commas part
 * thousands; `1.000` alone stays open and is refused, unless the currency has no decimals or a workbook holds it as
 * a number.
 * @throws UnreadableFile WRONG_AMOUNT when two cells contradict each other, or nothing decides
 */
export function decimalMarkOf(
  figures: readonly Figure[],
  { whole = false, workbook = false }: { whole?: boolean; workbook?: boolean },
): DecimalMark {
  let decided: DecimalMark | undefined;
  let open: Figure | undefined;
  for (const figure of figures) {
    const mark = markIn(figure.digits);
    if (mark === 'either point') open ??= figure;
    else if (mark) {
      decided ??= mark;
      if (decided !== mark)
        throw new UnreadableFile('WRONG_AMOUNT', placeOf(figure), 'points and commas are used in two ways');
    }
  }
  if (decided) return decided;
  if (!open || workbook) return '.';
  if (whole) return ',';
  throw new UnreadableFile(
    'WRONG_AMOUNT',
    placeOf(open),
    'a point may part thousands or decimals; nothing in the file says which',
  );
}

function markIn(digits: string): DecimalMark | 'either point' | undefined {
  const [points, commas] = [digits.split('.').length - 1, digits.split(',').length - 1];
  if (points > 0 && commas > 0) return digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
  if (points + commas === 0) return undefined;
  const used = points > 0 ? '.' : ',';
  if (points + commas > 1) return used === '.' ? ',' : '.';
  const [whole = '', rest = ''] = digits.split(used);
  // Three digits behind, and a group before that may stand in front of thousands: it could be either.
  if (rest.length === 3 && /^[1-9]\d{0,2}$/.test(whole)) return used === '.' ? 'either point' : undefined;
  return used;
}

/**
 * @returns the signed amount in the form that all readers give, `-1200.50`
 * @throws UnreadableFile WRONG_AMOUNT
 */
export function amountOf(figure: Figure, mark: DecimalMark): string {
  const { negative, digits } = figure;
  if (/^[1-9]\d*$/.test(digits)) return negative ? `-${digits}` : digits;
  const group = mark === '.' ? ',' : '.';
  const [whole = '', ...decimals] = digits.split(mark);
  // Thousands, or lakhs: the last group has three digits, those before two or three.
  const grouped = /^\d{1,3}(?:G\d{2,3})*G\d{3}$/.test(whole.replaceAll(group, 'G'));
  const fits = decimals.length < 2 && !decimals[0]?.includes(group) && (/^\d*$/.test(whole) || grouped);
  const amount = fits
    ? normalAmount(
        `${negative ? '-' : ''}${whole.replaceAll(group, '')}${decimals.length > 0 ? `.${decimals[0]}` : ''}`,
      )
    : undefined;
  if (amount === undefined)
    throw new UnreadableFile('WRONG_AMOUNT', placeOf(figure), 'not an amount of money');
  return amount;
}
