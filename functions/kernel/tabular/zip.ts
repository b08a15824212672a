import { crc32, inflateRawSync } from 'node:zlib';
import { UnreadableFile } from '../unreadable.ts';

/** A workbook of 5,000 rows has some 20 parts; one with a picture in each row would be no list. */
const MOST_ENTRIES = 1_000;
/** What one part may become: 5,000 rows of 100 columns are 20 MB of XML; all of them twice that. */
export const LARGEST_PART = 32 * 1024 * 1024;
/** DEFLATE reaches 1,032:1 on zeros; the XML of real lists was seen at 10:1 to 40:1. */
const HIGHEST_RATIO = 200;
/** Below this a high ratio does no harm. */
const SMALL = 1024 * 1024;

const END = { signature: 0x06054b50, length: 22, longestComment: 0xffff };
const CENTRAL = { signature: 0x02014b50, length: 46 };
const LOCAL = { signature: 0x04034b50, length: 30 };
const STORED = 0;
const DEFLATED = 8;
/** WinZip's AES names itself as a method. */
const AES = 99;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** A ZIP archive of which only the asked-for parts are ever unpacked, each within bounds. */
export interface Archive {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** The part's bytes; undefined when there is none of that name. */
  part(name: string): Uint8Array | undefined;
}

/**
 * Opens an archive by its directory and judges it before anything is unpacked.
 * Node's own zlib inflates, with a bound on what comes out; only the directory is read by hand, because the
 * judgement needs all of it: sizes told, sizes there, entries over each other, encryption.
 * @param largestPart bytes that one part may become, for whoever expects more than a list
 * @throws UnreadableFile DAMAGED, SWELLS, PASSWORD
 */
export function openArchive(bytes: Uint8Array, largestPart = LARGEST_PART): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map<string, Entry>();
  for (const entry of directory(bytes, view)) {
    // Two parts of one name: one program reads the first, another the last.
    if (entries.has(entry.name)) throw damaged('two parts of one name');
    entries.set(entry.name, entry);
  }
  mustNotSwell([...entries.values()], bytes.length, largestPart);
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    part: (name) => {
      const entry = entries.get(name);
      return entry && unpack(entry, bytes, view);
    },
  };
}

function* directory(bytes: Uint8Array, view: DataView): Generator<Entry> {
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || start === 0xffffffff) throw swells('a ZIP64 archive');
  if (count > MOST_ENTRIES) throw swells(`more than ${MOST_ENTRIES} parts`);
  let at = start;
  for (let number = 0; number < count; number += 1) {
    if (at + CENTRAL.length > end || view.getUint32(at, true) !== CENTRAL.signature)
      throw damaged('its directory is cut or overwritten');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    ) as [number, number, number];
    const nameAt = at + CENTRAL.length;
    const method = view.getUint16(at + 10, true);
    if ((view.getUint16(at + 8, true) & 1) !== 0 || method === AES) throw locked();
    yield {
      name: new TextDecoder().decode(bytes.subarray(nameAt, nameAt + nameLength)),
      method,
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    at = nameAt + nameLength + extraLength + commentLength;
  }
}

function endOf(view: DataView): number {
  const last = view.byteLength - END.length;
  for (let at = last; at >= 0 && at >= last - END.longestComment; at -= 1) {
    if (
      view.getUint32(at, true) === END.signature &&
      at + END.length + view.getUint16(at + 20, true) <= view.byteLength
    )
      return at;
  }
  throw damaged('the archive is cut: it has no directory');
}

function mustNotSwell(entries: readonly Entry[], length: number, largest: number): void {
  const total = (field: 'packed' | 'size') => entries.reduce((sum, entry) => sum + entry[field], 0);
  if (entries.some(({ size }) => size > largest) || total('size') > 2 * largest)
    throw swells('unpacked it would be larger than any list');
  if (entries.some(({ size, packed }) => size > SMALL && size > HIGHEST_RATIO * packed))
    throw swells(`a part grows more than ${HIGHEST_RATIO} times`);
  // Parts laid over each other make many large ones out of few bytes.
  if (total('packed') > length) throw swells('its parts are laid over each other');
}

function unpack({ method, crc, packed, size, offset }: Entry, bytes: Uint8Array, view: DataView): Uint8Array {
  if (offset + LOCAL.length > bytes.length || view.getUint32(offset, true) !== LOCAL.signature)
    throw damaged('a part is not where the directory says');
  const start = offset + LOCAL.length + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > bytes.length) throw damaged('a part is cut');
  const data = bytes.subarray(start, start + packed);
  const content = method === STORED ? data : method === DEFLATED ? inflate(data, size) : undefined;
  if (content === undefined) throw damaged(`packed by method ${method}, which no workbook uses`);
  if (content.length !== size || crc32(content) !== crc)
    throw damaged('a part is not what the directory says');
  return content;
}

function inflate(data: Uint8Array, size: number): Uint8Array {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(size, 1) });
  } catch (error) {
    const tooLarge = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw tooLarge
      ? swells('a part is larger than the directory says')
      : damaged('a part cannot be unpacked');
  }
}

const damaged = (reason: string) => new UnreadableFile('DAMAGED', 'file', reason);
const swells = (reason: string) => new UnreadableFile('SWELLS', 'file', reason);
export const locked = () => new UnreadableFile('PASSWORD', 'file', 'it is protected by a password');
