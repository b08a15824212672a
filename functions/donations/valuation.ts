import { sum } from '../kernel/money.ts';
import type { Counted, Kind, Valuation } from './domain.ts';
import { fail } from './offer.ts';

/**
 * Values what was received: every kind has exactly one unit price, nothing else has one.
 * Goods of a business are valued at the market price, or the book value if that is higher
 * (소득세법 시행령 §81③); which of the two it was is recorded as `basis`, with its evidence.
 * @throws DomainError VALUATION_INCOMPLETE naming the kinds without a price, with two, or that did not come
 */
export function valueGoods(
  received: readonly Counted[],
  asked: {
    lines: readonly { kind: Kind; unitPrice: number }[];
    basis: Valuation['basis'];
    evidence: string;
  },
  by: string,
): Valuation {
  const priced = asked.lines.map((line) => line.kind);
  const missing = received.filter((r) => !priced.includes(r.kind)).map((r) => r.kind);
  const twice = priced.filter((kind, i) => priced.indexOf(kind) !== i);
  const unknown = priced.filter((kind) => !received.some((r) => r.kind === kind));
  if (missing.length + twice.length + unknown.length > 0)
    throw fail('VALUATION_INCOMPLETE', { missing, twice, unknown });
  const lines = received.map(({ kind, count }) => ({
    kind,
    count,
    unitPrice: asked.lines.find((line) => line.kind === kind)?.unitPrice ?? 0,
  }));
  const total = sum(lines.map((line) => line.count * line.unitPrice));
  return { lines, total, basis: asked.basis, evidence: asked.evidence, by };
}
