/** ISO 20022 allows 5 decimals and 18 digits, OFX 32 characters; beyond this nothing is an amount of money. */
const DECIMALS = 10;
const AMOUNT = /^([+-]?)(\d{0,22})(?:[.,](\d{0,10}))?$/;

/**
 * A number with `.` or `,` before its decimals and no signs between thousands, as amounts are kept: the file's own
 * decimals, no superfluous zeros in front, no `+`, no `-0`. `000012,5` → `12.5`, `-6800,` → `-6800`, `,50` → `0.50`.
 * @returns undefined for what is no such number
 */
export function normalAmount(text: string): string | undefined {
  const [, sign, whole = '', decimals = ''] = AMOUNT.exec(text) ?? [];
  if (sign === undefined || whole + decimals === '') return undefined;
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  const amount = decimals === '' ? digits : `${digits}.${decimals}`;
  return sign === '-' && /[1-9]/.test(amount) ? `-${amount}` : amount;
}

/** `5` ↔ `-5`; zero has no sign. */
export function negated(amount: string): string {
  if (amount.startsWith('-')) return amount.slice(1);
  return /[1-9]/.test(amount) ? `-${amount}` : amount;
}

/** A normal amount in units of 10⁻¹⁰, in which amounts of a file are added and compared without loss. */
export function unitsOf(amount: string): bigint {
  const dot = amount.indexOf('.');
  if (dot === -1) return BigInt(amount + '0'.repeat(DECIMALS));
  return BigInt(amount.slice(0, dot) + amount.slice(dot + 1).padEnd(DECIMALS, '0'));
}

/** The exact sum. */
export function unitsOfAll(amounts: readonly string[]): bigint {
  return amounts.reduce((sum, amount) => sum + unitsOf(amount), 0n);
}
