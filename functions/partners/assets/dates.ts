/** A day, month or year of purchase; `unclear` when it is no date, `impossible` when there is no such day. */
export type Acquired = { readonly at: string } | 'unclear' | 'impossible';

/** Year first, as Korea writes: 2019-03-02, 2019.3, 20190302, 2019년 3월, 2019년식, '19.3.2, with a time or without. */
const YEAR_FIRST =
  /^'?(?<y>\d{4}|\d{2}(?=[.년]))(?:\s*(?:년도|년식|년|[-./])(?:\s*(?<m>\d{1,2})(?:\s*(?:월|[-./])(?:\s*(?<d>\d{1,2})\s*일?)?)?)?)?\.?(?:[T\s].*)?$/;
const DIGITS = /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})?$/;
/** Year last: whether 4/5/2016 is in April or in May cannot be told. */
const YEAR_LAST = /^(?<a>\d{1,2})[-./](?<b>\d{1,2})[-./](?<y>\d{4}|\d{2})(?:\s.*)?$/;
const OLDEST = 1980;
const LATEST = 2100;

/**
 * Reads when a machine was bought.
 * @param today YYYY-MM-DD; a later date is impossible. Without it only the calendar is asked.
 */
export function readAcquired(cell: string, today?: string): Acquired {
  const found = partsOf(cell.trim());
  if (found === undefined) return 'unclear';
  const { y, m, d } = found;
  if (y < OLDEST || y > LATEST) return 'impossible';
  if (m !== undefined && (m < 1 || m > 12)) return 'impossible';
  if (m !== undefined && d !== undefined && (d < 1 || d > new Date(Date.UTC(y, m, 0)).getUTCDate()))
    return 'impossible';
  const at = [String(y), m, d]
    .filter((part) => part !== undefined)
    .map((part) => String(part).padStart(2, '0'));
  const written = at.join('-');
  return today !== undefined && written > today.slice(0, written.length) ? 'impossible' : { at: written };
}

interface Parts {
  readonly y: number;
  readonly m?: number | undefined;
  readonly d?: number | undefined;
}

function partsOf(text: string): Parts | undefined {
  const last = YEAR_LAST.exec(text)?.groups;
  const first = (DIGITS.exec(text) ?? YEAR_FIRST.exec(text))?.groups;
  if (first) return { y: yearOf(first.y), m: numberOf(first.m), d: numberOf(first.d) };
  if (!last) return undefined;
  const [a, b] = [Number(last.a), Number(last.b)];
  const y = yearOf(last.y);
  if (a > 12 && b <= 12) return { y, m: b, d: a };
  if (b > 12 || a === b) return { y, m: a, d: b };
  return a > 12 || a < 1 || b < 1 ? { y, m: 0 } : { y };
}

function yearOf(digits = ''): number {
  const year = Number(digits);
  return digits.length > 2 ? year : year + (year < 80 ? 2000 : 1900);
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}
