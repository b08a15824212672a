/** What a paper may be sent as. */
export const FILE_KINDS = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
} as const;
export type FileKind = keyof typeof FILE_KINDS;

/** Brands of the file type box (ISO/IEC 23008-12) under which phones keep photographs. */
const HEIF_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const startsWith = (bytes: Uint8Array, head: readonly number[]) =>
  bytes.length >= head.length && head.every((byte, i) => bytes[i] === byte);
const latin = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to));

/** What a file is by its first bytes, whatever its name or sender says; undefined = none of what is taken. */
export function fileKindOf(bytes: Uint8Array): FileKind | undefined {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (startsWith(bytes, PNG)) return 'image/png';
  if (latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WEBP') return 'image/webp';
  if (latin(bytes, 4, 8) === 'ftyp' && HEIF_BRANDS.has(latin(bytes, 8, 12))) return 'image/heic';
  return latin(bytes, 0, 5) === '%PDF-' ? 'application/pdf' : undefined;
}
