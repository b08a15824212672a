import { moneyCity } from 'ithope:city-money';
import { money } from '../core/money.ts';
import { inWords, nameOf, t } from '../core/words.ts';

export const purposeName = (code: string): string => inWords(moneyCity.purposes[code]) || code;
export const carrierName = (code: string): string =>
  inWords(moneyCity.fees.carriers.find((one) => one.code === code)?.name) || code;

/** An account's name in words: `carrier:kt` → 통신사에 낼 돈 · KT. */
export function accountName(account: string): string {
  const [kind = '', code] = account.split(':');
  const name = nameOf('money.names', kind);
  if (code === undefined || kind === 'member') return name;
  return t('money.of', { kind: name, name: kind === 'carrier' ? carrierName(code) : purposeName(code) });
}

/** ₩ or points, as the account counts. */
export const amountIn = (currency: string, amount: number): string =>
  currency === 'POINT' ? t('money.points_', { points: amount.toLocaleString() }) : money(amount);
