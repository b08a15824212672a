import { UnreadableFile } from '../unreadable.ts';
import { decodeCp949 } from './cp949.ts';
import type { Encoding } from './sheet.ts';

const MARKS: readonly { bytes: readonly number[]; encoding: Unicode }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

/**
 * The text of a CSV file. With a byte order mark it is what that says; without one UTF-8, or what Korean Excel
 * calls "CSV": cp949. A guess is taken only when every byte fits it and what results looks like Korean.
 * @param declaredKorean the file itself says that it is in cp949
 * @throws UnreadableFile WRONG_ENCODING with the line of the first byte that does not fit
 */
export function decodeSheet(bytes: Uint8Array, declaredKorean = false): Decoded {
  const encoding = markedAs(bytes) ?? utf16WithoutMark(bytes);
  const text = encoding ? decode(encoding, bytes) : undefined;
  if (encoding && text !== undefined) return { text: printable(text), encoding };
  if (encoding) throw wrong(encoding, bytes, `not a text in ${encoding.toUpperCase()}`);
  const utf8 = decode('utf-8', bytes);
  if (utf8 !== undefined) return { text: printable(utf8), encoding: 'utf-8' };
  // One bad byte in a Korean UTF-8 file must not turn the whole file into other Korean letters.
  if (mostlyReadable(bytes)) throw wrong('utf-8', bytes, 'not a text in UTF-8');
  if (!declaredKorean && !looksKorean(bytes))
    throw wrong('utf-8', bytes, 'a text neither in UTF-8 nor in CP949');
  const korean = decodeCp949(bytes);
  if (typeof korean === 'string') return { text: printable(korean), encoding: 'cp949' };
  throw new UnreadableFile('WRONG_ENCODING', lineAt(bytes, korean.wrongAt), 'not a text in CP949');
}

function markedAs(bytes: Uint8Array): Unicode | undefined {
  return MARKS.find((mark) => mark.bytes.every((byte, at) => bytes[at] === byte))?.encoding;
}

/** A first letter below U+0100 shows which half of each unit is empty. */
function utf16WithoutMark([first, second]: Uint8Array): Unicode | undefined {
  if (first === undefined || second === undefined || (first === 0) === (second === 0)) return undefined;
  return second === 0 ? 'utf-16le' : 'utf-16be';
}

type Unicode = Exclude<Encoding, 'cp949'>;

function decode(encoding: Unicode, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function mostlyReadable(bytes: Uint8Array): boolean {
  let good = 0;
  let bad = 0;
  for (const sign of new TextDecoder().decode(bytes)) {
    if (sign === '\ufffd') bad += 1;
    else if (sign > '\u007f') good += 1;
  }
  return good > bad;
}

/**
 * Korean in cp949 is nearly all from KS X 1001, where both bytes are above A0. Western and Mac letters stand alone
 * between ASCII, which cp949 would read as rare syllables.
 */
function looksKorean(bytes: Uint8Array): boolean {
  let common = 0;
  let rare = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    if (lead > 0xa0 && (bytes[at + 1] ?? 0) > 0xa0) common += 1;
    else rare += 1;
    at += 1;
  }
  return common > 4 * rare;
}

function wrong(encoding: Unicode, bytes: Uint8Array, reason: string): UnreadableFile {
  const readable = new TextDecoder(encoding).decode(bytes);
  const place = placeOf(readable, Math.max(0, readable.indexOf('\ufffd')));
  return new UnreadableFile('WRONG_ENCODING', place, reason);
}

function printable(text: string): string {
  const blank = text.indexOf('\0');
  if (blank === -1) return text;
  throw new UnreadableFile(
    'WRONG_ENCODING',
    placeOf(text, blank),
    'a NUL character: this is not a text file',
  );
}

/** Old Macintosh files end their lines with CR alone. */
function placeOf(text: string, offset: number): string {
  return `line ${1 + (text.slice(0, offset).match(/\r\n?|\n/g)?.length ?? 0)}`;
}

function lineAt(bytes: Uint8Array, offset: number): string {
  return placeOf(Buffer.from(bytes.subarray(0, offset)).toString('latin1'), offset);
}
