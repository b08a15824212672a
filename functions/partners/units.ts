import { DEVICE_KINDS, type DeviceKind, isDeviceKind } from '../devices/domain.ts';
import type { Kind } from '../donations/domain.ts';
import type { Vault } from '../kernel/vault.ts';
import type { Asset } from './assets/asset.ts';
import { fail } from './domain.ts';

/** A row as it was checked, the form in which the bucket keeps it. */
export interface CheckedRow {
  readonly line: number;
  readonly verdict: 'accepted' | 'doubtful' | 'refused';
  /** Doubts, or the reason of the refusal. */
  readonly why: readonly string[];
  readonly field?: string;
  readonly asset?: Asset;
  /** The device that has this tag or fingerprint already. */
  readonly known?: { readonly device: string; readonly list: string };
  /** Keyed hashes of tag and fingerprint, under which the device will be found again. */
  readonly marks?: readonly string[];
}

/** One PC of a list: what its device is made of. Its place in the file of units is its number. */
export interface Unit {
  readonly line: number;
  /** Which piece of a line of several; 1 where it has one. */
  readonly piece: number;
  readonly kind: DeviceKind;
  readonly tag?: string;
  readonly serial?: string;
  readonly maker?: string;
  readonly model?: string;
  readonly cpu?: string;
  readonly memoryMB?: number;
  readonly marks: readonly string[];
}

/** `12`, or `12.2` for the second piece of line 12. */
export const lineOf = ({ line, piece }: Pick<Unit, 'line' | 'piece'>, several = piece > 1): string =>
  several ? `${line}.${piece}` : String(line);

/** PCs in one list: rows may be of several pieces, but a list is not an open-ended promise. */
export const MOST_UNITS = 5_000;

/** `8GB`, `8 GB`, `8192MB`, `8192` → MB; undefined for anything else. */
export function memoryInMB(text: string | undefined): number | undefined {
  const [, digits, unit = ''] = /^(\d{1,7})(?:\.0+)?\s*([GM]i?B?)?$/i.exec(text?.trim() ?? '') ?? [];
  if (!digits) return undefined;
  const count = Number(digits);
  // Without a unit a small number is GB: no PC has 64 MB any more, none has 64 TB yet.
  const mb = /^g/i.test(unit) || (unit === '' && count <= 512) ? count * 1024 : count;
  return mb > 0 && mb <= 4 * 1024 * 1024 ? mb : undefined;
}

/** The keyed hashes under which a partner's machine is found again: by its tag, by what it is. */
export async function marksOf(vault: Vault, partner: string, asset: Asset): Promise<string[]> {
  const { assetTag, fingerprint } = asset;
  return Promise.all([
    ...(assetTag ? [vault.hash('asset-tag', `${partner} ${assetTag}`)] : []),
    ...(fingerprint ? [vault.hash('fingerprint', fingerprint)] : []),
  ]);
}

const present = <T extends object>(facts: T) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

export interface Planned {
  readonly units: Unit[];
  /** By kind, PCs and what comes along. */
  readonly items: { readonly kind: Kind; readonly count: number }[];
}

/**
 * What is imported of a checked list: every accepted row, and the doubtful ones that a person takes in.
 * @throws DomainError LIST_HAS_REFUSED naming the first lines, LINES_UNKNOWN, KIND_NEEDED, LIST_EMPTY, TOO_MANY_UNITS
 */
export function planImport(
  rows: readonly CheckedRow[],
  include: readonly number[],
  unknownAs: DeviceKind | undefined,
): Planned {
  const refused = rows.filter(({ verdict }) => verdict === 'refused').map(({ line }) => line);
  if (refused.length > 0)
    throw fail('LIST_HAS_REFUSED', { lines: refused.slice(0, 20), count: refused.length });
  const wanted = new Set(include);
  const doubtful = new Set(rows.filter(({ verdict }) => verdict === 'doubtful').map(({ line }) => line));
  const strange = [...wanted].filter((line) => !doubtful.has(line));
  if (strange.length > 0) throw fail('LINES_UNKNOWN', { lines: strange.slice(0, 20) });
  const taken = rows.filter(({ verdict, line }) => verdict === 'accepted' || wanted.has(line));
  const units: Unit[] = [];
  const items = new Map<Kind, number>();
  for (const { asset, marks = [] } of taken) {
    if (!asset) continue;
    const kind = asset.kind === 'unknown' ? unknownAs : asset.kind;
    if (!kind) throw fail('KIND_NEEDED', { line: asset.line }, [{ path: 'unknownAs', code: 'REQUIRED' }]);
    items.set(kind, (items.get(kind) ?? 0) + asset.quantity);
    if (!isDeviceKind(kind)) continue;
    if (units.length + asset.quantity > MOST_UNITS) throw fail('TOO_MANY_UNITS', { limit: MOST_UNITS });
    const { line, assetTag: tag, serial, maker, model, cpu, memory } = asset;
    const facts = present({ tag, serial, maker, model, cpu, memoryMB: memoryInMB(memory) });
    for (let piece = 1; piece <= asset.quantity; piece++)
      // Only the first piece of several is found again by the line's tag: the others would hide it.
      units.push({ line, piece, kind, ...facts, marks: piece === 1 ? marks : [] });
  }
  if (units.length === 0) throw fail('LIST_EMPTY');
  const order = [...DEVICE_KINDS, 'monitor', 'printer'];
  const counted = [...items].map(([kind, count]) => ({ kind, count }));
  return {
    units,
    items: counted.sort((a, b) => order.indexOf(a.kind as never) - order.indexOf(b.kind as never)),
  };
}
