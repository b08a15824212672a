import { city } from 'ithope:city';
import { inWords } from '../core/words.ts';
import type { AmountName } from './value.tsx';

/** The city's rule for goods of this kind of giver, and the amounts it asks for. */
export function valuationRule(giverKind: string) {
  const { rules, secondPersonFrom } = city.valuation;
  const { rule = 'MARKET', source = '' } = rules[giverKind as keyof typeof rules] ?? {};
  const amounts: readonly AmountName[] =
    rule === 'HIGHER_OF_MARKET_AND_BOOK' ? ['market', 'book'] : rule === 'BOOK' ? ['book'] : ['market'];
  return { rule, source, amounts, secondPersonFrom };
}

/** Kinds of evidence that prove an amount. */
export const proofsOf = (amount: AmountName) =>
  city.valuation.evidence
    .filter(({ proves }) => proves.includes(amount))
    .map(({ code, name }) => ({ value: code, label: inWords(name) }));

export const proofName = (code: string): string =>
  inWords(city.valuation.evidence.find((one) => one.code === code)?.name) || code;
