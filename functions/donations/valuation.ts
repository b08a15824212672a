import type { City } from '../kernel/city.ts';
import { sum } from '../kernel/money.ts';
import type { Counted, Donation, Kind, Valuation } from './domain.ts';
import { fail } from './offer.ts';

/** One line as it is sent: the amounts for one unit that the rule asks for, and what departs from them. */
export interface Valued {
  readonly kind: Kind;
  readonly market?: number | undefined;
  readonly book?: number | undefined;
  /** Other than the rule gives; needs a reason. */
  readonly unitPrice?: number | undefined;
  readonly reason?: string | undefined;
}
export type Proof = Valuation['evidence'][number];
type Rule = Valuation['rule'];
type AmountName = 'market' | 'book';

const ASKED: Readonly<Record<Rule, readonly AmountName[]>> = {
  MARKET: ['market'],
  BOOK: ['book'],
  HIGHER_OF_MARKET_AND_BOOK: ['market', 'book'],
};

const ruleFor = ({ valuation }: City, giver: Donation['giverKind']) => {
  const rule = valuation.rules[giver];
  // The pack is checked at build: a kind without a rule is not deployed.
  if (!rule) throw new Error(`the city pack values no goods of a ${giver}`);
  return rule;
};

/** The rule's own price of one unit: the amounts were asked for by it. */
const priceOf = (line: Valued, rule: Rule): number =>
  Math.max(...ASKED[rule].map((amount) => line[amount] ?? 0));

type Trouble = readonly [path: string, code: 'REQUIRED' | 'UNKNOWN_FIELD' | 'REASON_NEEDED'];

/** What a line lacks: an amount of its rule, or a reason for a value of nothing or of one's own. */
function troubleIn(line: Valued, rule: Rule): Trouble[] {
  const amounts = (['market', 'book'] as const).flatMap((amount): Trouble[] => {
    const asked = ASKED[rule].includes(amount);
    if (asked === (line[amount] !== undefined)) return [];
    return [[amount, asked ? 'REQUIRED' : 'UNKNOWN_FIELD']];
  });
  if (amounts.length > 0) return amounts;
  const price = line.unitPrice ?? priceOf(line, rule);
  const own = price !== priceOf(line, rule);
  return (own || price === 0) && !line.reason ? [['reason', 'REASON_NEEDED']] : [];
}

/** @throws DomainError VALUATION_INCOMPLETE naming the kinds without a value, with two, or that did not come */
function mustCover(received: readonly Counted[], lines: readonly Valued[]): void {
  const valued = lines.map((line) => line.kind);
  const missing = received.filter((r) => !valued.includes(r.kind)).map((r) => r.kind);
  const twice = valued.filter((kind, i) => valued.indexOf(kind) !== i);
  const unknown = valued.filter((kind) => !received.some((r) => r.kind === kind));
  if (missing.length + twice.length + unknown.length > 0)
    throw fail('VALUATION_INCOMPLETE', { missing, twice, unknown });
}

/** Each amount of the rule needs something that proves it. @throws DomainError VALUATION_UNPROVEN */
function mustProve({ valuation }: City, rule: Rule, evidence: readonly Proof[]): void {
  const kindOf = (kind: string) => valuation.evidence.find(({ code }) => code === kind);
  const unknown = evidence.findIndex(({ kind }) => !kindOf(kind));
  if (unknown >= 0)
    throw fail('VALUATION_UNPROVEN', {}, [{ path: `evidence.${unknown}.kind`, code: 'INVALID' }]);
  const proven = new Set(evidence.flatMap(({ kind }) => kindOf(kind)?.proves ?? []));
  const missing = ASKED[rule].filter((amount) => !proven.has(amount));
  if (missing.length > 0)
    throw fail('VALUATION_UNPROVEN', { missing }, [{ path: 'evidence', code: 'VALUATION_UNPROVEN' }]);
}

/**
 * Values what was received by the rule of the giver's kind (city pack: 소득세법 시행령 §81③ for a business, the market
 * or book value for others). The unit price follows from the amounts; another one, and a value of nothing, needs a
 * reason. Amounts are minor units of one piece; how many came is not limited here.
 * @throws DomainError VALUATION_INCOMPLETE (422), VALUATION_UNPROVEN (422)
 */
export function valueGoods(
  { received = [], giverKind }: Pick<Donation, 'received' | 'giverKind'>,
  asked: { lines: readonly Valued[]; evidence: readonly Proof[] },
  city: City,
  { by, at }: { by: string; at: string },
): Valuation {
  const { rule, source } = ruleFor(city, giverKind);
  mustCover(received, asked.lines);
  const errors = asked.lines.flatMap((line, i) =>
    troubleIn(line, rule).map(([field, code]) => ({ path: `lines.${i}.${field}`, code })),
  );
  if (errors.length > 0) throw fail('VALUATION_INCOMPLETE', {}, errors);
  mustProve(city, rule, asked.evidence);
  const lines = received.map(({ kind, count }) => {
    const line = asked.lines.find((one) => one.kind === kind) as Valued;
    const { market, book, unitPrice = priceOf(line, rule), reason } = line;
    return {
      kind,
      count,
      unitPrice,
      ...(market === undefined ? {} : { market }),
      ...(book === undefined ? {} : { book }),
      ...(reason ? { reason } : {}),
    };
  });
  const total = sum(lines.map((line) => line.count * line.unitPrice));
  return { lines, total, rule, source, evidence: asked.evidence, by, at };
}

/** From the city's threshold on, two people answer for a value: who valued and who accepts. */
export const needsSecondPerson = ({ valuation }: City, valued: Pick<Valuation, 'total'>): boolean =>
  valued.total >= valuation.secondPersonFrom;

/** Whether this person may accept what stands: not their own large valuation. A correction makes it the corrector's. */
export const mayAccept = (city: City, { valuation }: Pick<Donation, 'valuation'>, person: string): boolean =>
  valuation === undefined || valuation.by !== person || !needsSecondPerson(city, valuation);

/**
 * The valuation is the one of the version that the acceptance is conditional on: whoever corrects it meanwhile makes
 * the transaction fail, and it is decided again on what is there.
 * @throws DomainError VALUED_BY_SAME_PERSON (409)
 */
export function mustBeSecondPerson(city: City, donation: Donation, person: string): void {
  if (mayAccept(city, donation, person)) return;
  throw fail('VALUED_BY_SAME_PERSON', {
    total: donation.valuation?.total ?? 0,
    from: city.valuation.secondPersonFrom,
  });
}
