import type * as z from 'zod';
import type { Dependencies } from '../kernel/dependencies.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import type { Signature } from './contract.ts';
import type { Delivery } from './domain.ts';

/** Months of the calendar after an instant, epoch seconds. */
function monthsAfter(at: string, months: number): number {
  const end = new Date(at);
  end.setUTCMonth(end.getUTCMonth() + months);
  return Math.floor(end.getTime() / 1000);
}

/**
 * The signature is the recipient's: sealed, in their own partition, readable by nobody but privacy, and gone when its
 * time has come (TTL, city pack). Of none, nothing is kept.
 */
export async function signatureWrite(
  deps: Dependencies,
  delivery: Pick<Delivery, 'id' | 'personId'>,
  signature: z.output<typeof Signature>,
  at: string,
): Promise<Write[]> {
  if (signature.kind === 'none') return [];
  const sealed = await deps.vault.seal({ person: delivery.personId }, signature);
  const key = keys.signature(delivery.personId, delivery.id);
  const ttl = monthsAfter(at, deps.city.deliveries.keepSignatureMonths);
  return [
    { put: { ...key, kind: 'signature', delivery: delivery.id, sealed, at, ttl }, when: { exists: false } },
  ];
}
