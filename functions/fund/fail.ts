import { failing, KERNEL_ERRORS } from '../kernel/errors.ts';
import { fundContract } from './contract.ts';

export const fail = failing({ ...KERNEL_ERRORS, ...fundContract.errors });
