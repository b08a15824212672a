import type { Handlers } from '../kernel/contract.ts';
import type { pointsContract } from './contract.ts';
import { memberHandlers } from './http-member.ts';
import { pointHandlers } from './http-points.ts';
import { type PointsDependencies, receiptHandlers } from './http-receipts.ts';

/** Every route of points: the membership, what is earned and given, receipts on demand. */
export const pointsHandlers = (deps: PointsDependencies): Handlers<typeof pointsContract> => ({
  ...memberHandlers(deps),
  ...pointHandlers(deps),
  ...receiptHandlers(deps),
});

/** What the functions without papers pass. */
export const noDocuments = (): never => {
  throw new Error('this function has no documents');
};
