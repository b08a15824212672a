import { failing, KERNEL_ERRORS } from '../kernel/errors.ts';
import { committeesContract } from './contract.ts';

export const fail = failing({ ...KERNEL_ERRORS, ...committeesContract.errors });
