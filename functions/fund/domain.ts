export { giftsOfYear, readFundYear, readPurposeYear, spendOfYear } from './years.ts';
