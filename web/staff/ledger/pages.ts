/** The ledger's pages: fetched when one of them is opened. */
export { Reports } from './reports.tsx';
export { Transfers } from './transfers.tsx';
