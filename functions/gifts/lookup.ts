import { Reference } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';
import type { Gift } from './domain.ts';

/** That a gift waits for its transfer; stands from the announcement until it is booked, withdrawn or lapsed. */
export interface OpenGift {
  readonly kind: 'open-gift';
  readonly gift: string;
  readonly reference: string;
  readonly payerHash: string;
  /** The city's day on which it was announced. */
  readonly day: string;
}

/** Two of one payer and amount at once are rare; a page of proposals has room for no more than this. */
const PROPOSED = 20;

/**
 * The gifts of exactly this amount that wait for their transfer: of one payer (the whole answer, for what books
 * itself), or of anybody (at most `limit`, for a person to choose from).
 */
export const openGiftsOf = (
  table: Table,
  amount: number,
  { payerHash, limit = PROPOSED }: { payerHash?: string; limit?: number } = {},
): Promise<OpenGift[]> => {
  const { pk } = keys.openGift(amount, '', '');
  return table.part<OpenGift>(pk, payerHash ? `${payerHash}#` : '', limit);
};

/** The gift of a reference as somebody wrote it into a transfer, whatever its state; undefined for any other text. */
export async function giftByReference(table: Table, text: string): Promise<Gift | undefined> {
  const reference = Reference.safeParse(text);
  return reference.success ? table.get<Gift>(keys.gift(reference.data)) : undefined;
}
