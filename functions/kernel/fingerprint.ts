import { createHash } from 'node:crypto';
import { normaliseSerial } from './meaningful.ts';

/** What is known of a machine, from its firmware or from a list. */
export interface Fingerprinted {
  readonly maker?: string | undefined;
  readonly model?: string | undefined;
  /** `desktop`, `laptop` …: what stands on a desk and what folds are two machines even with one serial number. */
  readonly chassis: string;
  readonly serial?: string | undefined;
  readonly macs: readonly string[];
  readonly board?: { readonly serial?: string | undefined };
}

/**
 * A key that finds a machine again whatever its label: SHA-256 (hex) over maker, model, chassis, serial number
 * and network addresses (domain-facts, "Codes and formats"). The board's serial number stands in for a missing
 * one. Undefined when nothing tells the machine from its sisters: maker and model alone are no identity.
 */
export function fingerprint(device: Fingerprinted): string | undefined {
  const serial = normaliseSerial(device.serial ?? device.board?.serial ?? '');
  if (serial === '' && device.macs.length === 0) return undefined;
  const words = [device.maker, device.model].map((word) =>
    (word ?? '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''),
  );
  const parts = [...words, device.chassis, serial, ...[...device.macs].sort()];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
