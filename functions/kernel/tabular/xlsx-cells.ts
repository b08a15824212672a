import { dateText, numberText } from './number-text.ts';
import { type Attributes, readXml } from './xml.ts';

/** How the cells of a workbook are to be read. */
export interface Look {
  /** Days count from 1904, as old Macintosh workbooks do. */
  readonly from1904: boolean;
  readonly shared: readonly string[];
  /** By the number of the cell's style. */
  readonly formats: readonly Format[];
}

/** A date; or a number that is shown with so many digits at least (`000000`: an asset number). */
interface Format {
  readonly date: boolean;
  readonly digits: number;
}

/** Formats that every workbook has (ECMA-376 18.8.30), those of Korean, Chinese and Japanese dates with them. */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** The texts that cells refer to by number. Phonetic guides are no part of them. */
export function sharedTexts(bytes: Uint8Array | undefined): readonly string[] {
  const texts: string[] = [];
  if (bytes === undefined) return texts;
  let text = '';
  let taken = false;
  let phonetic = 0;
  readXml(bytes, 'shared texts', {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic += 1;
      taken = name === 't' && phonetic === 0;
    },
    text(part) {
      if (taken) text += part;
    },
    close(name) {
      taken = false;
      if (name === 'rPh') phonetic -= 1;
      if (name === 'si') texts.push(unescaped(text));
    },
  });
  return texts;
}

/** The number formats of the cells' styles. */
export function looksOf(bytes: Uint8Array | undefined): readonly Format[] {
  const codes = new Map<number, string>();
  const formats: Format[] = [];
  let ofCells = false;
  if (bytes === undefined) return formats;
  readXml(bytes, 'styles', {
    open(name, attributes) {
      if (name === 'numFmt')
        codes.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? '');
      if (name === 'cellXfs') ofCells = true;
      if (name !== 'xf' || !ofCells) return;
      const id = Number(attributes.get('numFmtId') ?? 0);
      const code = codes.get(id);
      formats.push({
        date: code === undefined ? isBuiltInDate(id) : isDateCode(code),
        digits: /^0+$/.test(code ?? '') ? (code ?? '').length : 0,
      });
    },
    close(name) {
      if (name === 'cellXfs') ofCells = false;
    },
  });
  return formats;
}

/** `yyyy"년" m"월"` is a date; `#,##0"day"` and `[Red]0` are not. Only the first section counts. */
function isDateCode(code: string): boolean {
  const bare = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';')[0];
  return /[ymdhs]/i.test(bare ?? '') && !/general/i.test(bare ?? '');
}

/** What a cell says; a formula says what it last showed, or its own text where it never showed anything. */
export function cellText(cell: Attributes, value: string, formula: string, look: Look): string {
  const type = cell.get('t') ?? 'n';
  if (value === '' && formula !== '') return `=${formula}`;
  if (type === 's') return look.shared[Number(value)] ?? '';
  if (type === 'b') return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
  if (type === 'd') return value.replace(/(?:T00:00:00(?:\.0+)?)?Z?$/, '');
  if (type !== 'n') return unescaped(value);
  const format = look.formats[Number(cell.get('s') ?? 0)];
  if (format?.date) return dateText(value, look.from1904);
  const text = numberText(value);
  return /^\d+$/.test(text) ? text.padStart(Math.min(format?.digits ?? 0, 64), '0') : text;
}

/** Characters that XML cannot hold are written `_x000D_`. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-F]{4})_/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
