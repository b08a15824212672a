import { failing, KERNEL_ERRORS } from '../kernel/errors.ts';
import { grantsContract } from './contract.ts';

export const fail = failing({ ...KERNEL_ERRORS, ...grantsContract.errors });
