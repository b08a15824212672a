import { placeAt, UnreadableFile } from '../../kernel/unreadable.ts';

/** 10 MB, the limit of an upload; the largest real file seen (lshw of a workstation) has 75 KB. */
export const LARGEST_FILE = 10 * 1024 * 1024;

/** What a file is by its first bytes when it is no text at all: it is refused before anything is unpacked. */
const SIGNATURES = [
  {
    bytes: [0x25, 0x50, 0x44, 0x46],
    code: 'NOT_A_LOG',
    reason: 'this is a PDF; upload the log it was made from',
  },
  { bytes: [0x50, 0x4b], code: 'ARCHIVE', reason: 'this is a ZIP archive; upload the file inside' },
  { bytes: [0x1f, 0x8b], code: 'ARCHIVE', reason: 'this is a gzip archive; upload the file inside' },
  {
    bytes: [0xfd, 0x37, 0x7a, 0x58],
    code: 'ARCHIVE',
    reason: 'this is an xz archive; upload the file inside',
  },
  {
    bytes: [0x28, 0xb5, 0x2f, 0xfd],
    code: 'ARCHIVE',
    reason: 'this is a zstd archive; upload the file inside',
  },
  { bytes: [0x42, 0x5a, 0x68], code: 'ARCHIVE', reason: 'this is a bzip2 archive; upload the file inside' },
] as const;

/**
 * The text of an uploaded file. UTF-8, and UTF-16 because PowerShell's `smartctl … > file` writes it.
 * @throws UnreadableFile EMPTY, TOO_LARGE, NOT_A_LOG, ARCHIVE, WRONG_ENCODING
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new UnreadableFile('EMPTY', 'file', 'the file is empty');
  if (bytes.length > LARGEST_FILE) {
    throw new UnreadableFile('TOO_LARGE', 'file', `larger than ${LARGEST_FILE} bytes`);
  }
  const known = SIGNATURES.find((signature) => signature.bytes.every((byte, at) => bytes[at] === byte));
  if (known) throw new UnreadableFile(known.code, 'file', known.reason);
  const text = decodeAs(encodingOf(bytes), bytes);
  const blank = text.indexOf('\0');
  if (blank !== -1) {
    throw new UnreadableFile(
      'WRONG_ENCODING',
      placeAt(text, blank),
      'a NUL character: this is not a text file',
    );
  }
  if (text.trim() === '') throw new UnreadableFile('EMPTY', 'file', 'the file holds nothing but spaces');
  return text;
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return 'utf-8';
}

function decodeAs(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const readable = new TextDecoder(encoding).decode(bytes);
    const place = placeAt(readable, Math.max(0, readable.indexOf('\ufffd')));
    throw new UnreadableFile('WRONG_ENCODING', place, `not a text in ${encoding.toUpperCase()}`);
  }
}
