import { failing, KERNEL_ERRORS } from '../kernel/errors.ts';
import { applicationsContract } from './contract.ts';

export const fail = failing({ ...KERNEL_ERRORS, ...applicationsContract.errors });
