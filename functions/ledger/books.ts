import type { City } from '../kernel/city.ts';
import type { Head } from './chain.ts';
import { type Account, carrier, isKept, POINT, purpose, reserved } from './domain.ts';

/**
 * The accounts of a city, in the order in which a book shows them: those that its pack has, and after them any that
 * the chain knows besides (a carrier that is no longer in the pack).
 */
export function accountsOf(
  { fund, fees, currency: { code } }: City,
  head?: Head,
): { kept: Account[]; derived: { account: string; currency: string }[] } {
  const paying = fund.purposes.filter(({ paysFees }) => paysFees);
  const packed: Account[] = [
    ...(['bank', 'unidentified'] as const),
    ...fund.purposes.map((one) => purpose(one.code)),
    ...paying.map((one) => reserved(one.code)),
    ...fees.carriers.map((one) => carrier(one.code)),
    ...(['costs', 'refunds', 'suspense'] as const),
  ];
  const others = Object.keys(head?.accounts[code] ?? {}).sort() as Account[];
  return {
    kept: [...new Set([...packed, ...others.filter(isKept)])],
    derived: [
      { account: 'settlement', currency: code },
      { account: 'pool', currency: POINT },
      { account: 'member', currency: POINT },
    ],
  };
}
