/** Writes a new `name` table into a TrueType file (OpenType 1.9, "name" and "Table directory"). */

export interface NameRecord {
  /** OpenType name id: 0 copyright, 1 family, 2 style, 4 full name, 6 PostScript name, 13 licence … */
  id: number;
  text: string;
}

const family = 'Ithope Sans';

/** The names our subset carries: our own family name, the original's copyright and licence. */
export function nameRecords(style: 'Regular' | 'Bold'): NameRecord[] {
  return [
    { id: 0, text: 'Copyright (c) 2021, Kil Hyung-jin (https://github.com/orioncactus/pretendard)' },
    { id: 1, text: family },
    { id: 2, text: style },
    { id: 3, text: `ithope:${family} ${style}:1` },
    { id: 4, text: `${family} ${style}` },
    { id: 5, text: 'Version 1.0; a subset of the GOV cut of the font named in the licence file' },
    { id: 6, text: `IthopeSans-${style}` },
    { id: 13, text: 'This Font Software is licensed under the SIL Open Font License, Version 1.1.' },
    { id: 14, text: 'https://scripts.sil.org/OFL' },
  ];
}

interface Table {
  tag: string;
  data: Buffer;
}

/** The same font with `records` as its only names (Windows platform, Unicode, US English). */
export function renameFont(font: Uint8Array, records: readonly NameRecord[]): Buffer {
  const source = Buffer.from(font);
  const tables = readTables(source).filter((table) => table.tag !== 'name');
  tables.push({ tag: 'name', data: nameTable(records) });
  tables.sort((a, b) => (a.tag < b.tag ? -1 : 1));
  return writeTables(source.readUInt32BE(0), tables);
}

/** The tables of a TrueType file, in the order of its directory. */
export function readTables(font: Buffer): Table[] {
  return Array.from({ length: font.readUInt16BE(4) }, (_, i) => {
    const entry = 12 + 16 * i;
    const start = font.readUInt32BE(entry + 8);
    const data = font.subarray(start, start + font.readUInt32BE(entry + 12));
    return { tag: font.toString('latin1', entry, entry + 4), data };
  });
}

function nameTable(records: readonly NameRecord[]): Buffer {
  const texts = records.map((record) => Buffer.from(record.text, 'utf16le').swap16());
  const head = Buffer.alloc(6 + 12 * records.length);
  head.writeUInt16BE(records.length, 2);
  head.writeUInt16BE(head.length, 4);
  let offset = 0;
  records.forEach((record, i) => {
    const length = texts[i]?.length ?? 0;
    // platform 3 (Windows), encoding 1 (Unicode BMP), language 0x409 (English, United States)
    [3, 1, 0x409, record.id, length, offset].forEach((value, k) => {
      head.writeUInt16BE(value, 6 + 12 * i + 2 * k);
    });
    offset += length;
  });
  return Buffer.concat([head, ...texts]);
}

function writeTables(version: number, tables: readonly Table[]): Buffer {
  const directory = Buffer.alloc(12 + 16 * tables.length);
  const power = Math.floor(Math.log2(tables.length));
  directory.writeUInt32BE(version, 0);
  directory.writeUInt16BE(tables.length, 4);
  directory.writeUInt16BE(16 * 2 ** power, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE(16 * (tables.length - 2 ** power), 10);
  const parts: Buffer[] = [directory];
  let offset = directory.length;
  tables.forEach((table, i) => {
    const padded = Buffer.concat([table.data, Buffer.alloc((4 - (table.data.length % 4)) % 4)]);
    const entry = 12 + 16 * i;
    directory.write(table.tag, entry, 'latin1');
    directory.writeUInt32BE(checksum(padded), entry + 4);
    directory.writeUInt32BE(offset, entry + 8);
    directory.writeUInt32BE(table.data.length, entry + 12);
    parts.push(padded);
    offset += padded.length;
  });
  return Buffer.concat(parts);
}

function checksum(data: Buffer): number {
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) sum = (sum + data.readUInt32BE(i)) >>> 0;
  return sum;
}
