import type * as z from 'zod';
import type { ItemKind } from '../../../functions/donations/contract.ts';

/** Kinds of goods in the order of the forms; the contract's list, without shipping its schema. */
export const ITEM_KINDS = [
  'desktop',
  'laptop',
  'all-in-one',
  'tablet',
  'monitor',
  'printer',
] as const satisfies readonly z.output<typeof ItemKind>[];
