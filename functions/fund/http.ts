import type { Handlers } from '../kernel/contract.ts';
import type { StatementDependencies } from './booking.ts';
import type { fundContract } from './contract.ts';
import { type BookDependencies, bookHandlers } from './http-books.ts';
import { entryHandlers } from './http-entries.ts';
import { statementHandlers } from './http-statements.ts';

/** Files come in by the uploads bucket and stay there; reports go out by the documents bucket. */
export type FundDependencies = StatementDependencies & BookDependencies;

export const fundHandlers = (deps: FundDependencies): Handlers<typeof fundContract> => ({
  ...statementHandlers(deps),
  ...entryHandlers(deps),
  ...bookHandlers(deps),
});
