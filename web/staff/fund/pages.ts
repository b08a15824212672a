/** The account's pages: fetched when one of them is opened. */
export { Entries } from './entries.tsx';
export { EntryPage } from './entry.tsx';
export { Purposes } from './purposes.tsx';
export { Reconciliation } from './reconciliation.tsx';
export { StatementPage } from './statement.tsx';
export { Statements } from './statements.tsx';
