import { city } from 'ithope:city';
import { inWords } from '../core/words.ts';

/** `공동모금회의 배분 (사회복지공동모금회법)`. */
export function legalBasisText(code: string): string {
  const basis = city.legalBases.find((one) => one.code === code);
  return basis ? `${inWords(basis.name)} (${basis.source})` : code;
}
