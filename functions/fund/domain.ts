export { fail } from './fail.ts';
export { giftsOfYear, readFundYear, readPurposeYear, spendOfYear } from './years.ts';
