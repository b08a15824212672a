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

/** What a rule for wishes is called, and what the giver is asked. */
const ruleOf = (code: string) => city.earmarkRules.find((rule) => rule.code === code);
export const earmarkRuleName = (code: string): string => inWords(ruleOf(code)?.name) || code;
export const earmarkChoices = () =>
  city.earmarkRules.map(({ code, name, ask }) => ({
    value: code,
    label: inWords(name),
    hint: inWords(ask),
  }));

export const proofName = (code: string): string =>
  inWords(city.valuation.evidence.find((one) => one.code === code)?.name) || code;
