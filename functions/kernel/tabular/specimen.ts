import { crc32, deflateRawSync } from 'node:zlib';
import { decodeCp949 } from './cp949.ts';

/** Files as others make them, and as nobody should: for tests only. */
export interface Part {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** What the directory says in place of the truth. */
  readonly told?: { readonly size?: number; readonly packed?: number; readonly crc?: number };
  readonly method?: number;
  readonly flags?: number;
}

/** A ZIP archive, byte by byte, so that it can be made wrong on purpose. */
export function zipOf(parts: readonly Part[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, told, method = 8, flags = 0 } of parts) {
    const raw = Buffer.from(content);
    const data = method === 8 ? deflateRawSync(raw) : raw;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(told?.crc ?? crc32(raw), 10);
    common.writeUInt32LE(told?.packed ?? data.length, 14);
    common.writeUInt32LE(told?.size ?? raw.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(at, 10);
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), data]);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, central, Buffer.from(name)]));
    files.push(file);
    at += file.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, ...directory, Buffer.from('PK\x05\x06'), end]);
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface XlsxSheet {
  readonly title: string;
  readonly state?: string;
  /** The inside of `<worksheet>`. */
  readonly xml: string;
}

/** The parts of a workbook around hand-written sheets. */
export function xlsxParts(
  sheets: readonly XlsxSheet[],
  { shared = '', styles = '', properties = '' } = {},
): Part[] {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  return [
    { name: '[Content_Types].xml', content: `${XML}<Types/>` },
    {
      name: '_rels/.rels',
      content: `${XML}<Relationships>${relation('rId1', 'officeDocument', '/xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content:
        `${XML}<x:workbook xmlns:x="${MAIN}" xmlns:r="${OFFICE}">${properties}<x:sheets>` +
        sheets
          .map(
            ({ title, state = 'visible' }, at) =>
              `<x:sheet name="${title}" sheetId="${at + 1}" state="${state}" r:id="s${at}"/>`,
          )
          .join('') +
        '</x:sheets></x:workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content:
        `${XML}<Relationships>${sheets.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('')}` +
        `${relation('t', 'sharedStrings', 'sharedStrings.xml')}${relation('f', 'styles', 'styles.xml')}</Relationships>`,
    },
    { name: 'xl/sharedStrings.xml', content: `${XML}<sst xmlns="${MAIN}">${shared}</sst>` },
    { name: 'xl/styles.xml', content: `${XML}<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` },
    ...sheets.map(({ xml }, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      content: `${XML}<worksheet xmlns="${MAIN}">${xml}</worksheet>`,
    })),
  ];
}

/** Rows of text as a worksheet says them. */
export function rowsXml(rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) =>
    row.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('');
  return `<sheetData>${rows.map((row) => `<row>${cells(row)}</row>`).join('')}</sheetData>`;
}

/** The parts of an OpenDocument spreadsheet around hand-written tables. */
export function odsParts(tables: string, styles = '', manifest = ''): Part[] {
  return [
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', method: 0 },
    {
      name: 'content.xml',
      content: `${XML}<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    },
    {
      name: 'META-INF/manifest.xml',
      content: `${XML}<manifest:manifest xmlns:manifest="m">${manifest}</manifest:manifest>`,
    },
  ];
}

/** Processor time of some work, ms: what the clock on the wall says depends on who else is working. */
export async function effortOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

let korean: Map<string, number[]> | undefined;

/** Text in cp949, for which there is a decoder only: its table turned round. */
export function cp949(text: string): Uint8Array {
  if (!korean) {
    korean = new Map();
    for (let lead = 0x81; lead < 0xff; lead += 1) {
      for (let trail = 0x41; trail < 0xff; trail += 1) {
        const sign = decodeCp949(new Uint8Array([lead, trail]));
        if (typeof sign === 'string') korean.set(sign, [lead, trail]);
      }
    }
  }
  const pairs = korean;
  return new Uint8Array(
    [...text].flatMap((sign) => (sign < '\u0080' ? [sign.charCodeAt(0)] : (pairs.get(sign) ?? [0x3f]))),
  );
}

export function utf16(text: string, mark = true): Uint8Array {
  return new Uint8Array(Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le'));
}
