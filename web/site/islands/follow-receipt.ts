import type * as z from 'zod';
import type { receiptsContract } from '../../../functions/receipts/contract.ts';
import type { FollowData } from '../follow/data.ts';
import { element } from './element.ts';
import { button, type Deeds } from './follow-parts.ts';
import { fill } from './page-data.ts';

export type Receipt = z.output<(typeof receiptsContract)['routes']['followReceipt']['answer']>;

/** `2026-000017` */
const printed = ({ year, number }: { year: string; number: number }) =>
  `${year}-${String(number).padStart(6, '0')}`;

/** What became of the giver's receipt: where it is, that it is void, in whose place it stands, that the Chest keeps it. */
export function receiptPart(receipt: Receipt | undefined, { show }: FollowData, deeds: Deeds): Node[] {
  if (!receipt) return [];
  const note = (text: string) => element('p', 'note', text);
  if (receipt.anonymous) return [note(show.receiptKept)];
  if (receipt.void)
    return [note(fill(receipt.final ? show.receiptEnded : show.receiptVoid, { number: printed(receipt) }))];
  return [
    ...(receipt.replaces ? [note(fill(show.receiptAgain, { old: printed(receipt.replaces) }))] : []),
    ...(receipt.medium === 'electronic' ? [note(show.receiptElectronic)] : []),
    button(show.receipt, 'secondary', deeds.openReceipt),
  ];
}
