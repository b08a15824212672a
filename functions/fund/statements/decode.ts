import { decodeCp949 } from '../../kernel/tabular/cp949.ts';
import { decodeSheet } from '../../kernel/tabular/text.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';

/** How files name their encoding, as far as it is not found from the bytes themselves. */
const KOREAN = /^(?:euc[-_]?kr|x-windows-949|(?:cp|ms|windows-)?949|ks_?c[-_]?5601(?:-1987)?|uhc)$/i;
/** Of one byte or two a letter; a header that goes to the length of naming one of these means it. */
const NAMED = /^(?:iso-8859-\d{1,2}|windows-125\d|shift_jis|euc-jp|gbk|gb18030|big5)$/i;

/**
 * The text of a bank's file. What is UTF-8 (or UTF-16, or Korean in cp949) is read as that, whatever its header
 * claims: banks leave `CHARSET:1252` standing. Else it is Western (windows-1252), as European banks write.
 * @param named the encoding that the file claims
 * @throws UnreadableFile WRONG_ENCODING when it is half UTF-8, or bytes of no text
 */
export function decodeStatement(bytes: Uint8Array, named?: string): string {
  if (named !== undefined && KOREAN.test(named) && !isUtf8(bytes)) return korean(bytes);
  const western = named !== undefined && /^125[013-8]$/.test(named) ? `windows-${named}` : named;
  if (western !== undefined && NAMED.test(western) && !isUtf8(bytes))
    return new TextDecoder(western).decode(bytes);
  try {
    return decodeSheet(bytes).text;
  } catch (error) {
    const lenient = new TextDecoder().decode(bytes);
    // One bad byte in a file of UTF-8 must not turn the whole file into other letters.
    const oneByte = !lenient.includes('\0') && !/[\u0080-\ufffc]/.test(lenient);
    if (!oneByte) throw error;
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function korean(bytes: Uint8Array): string {
  const text = decodeCp949(bytes);
  if (typeof text === 'string') return text;
  const line = 1 + Buffer.from(bytes.subarray(0, text.wrongAt)).toString('latin1').split('\n').length - 1;
  throw new UnreadableFile('WRONG_ENCODING', `line ${line}`, 'not a text in CP949');
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The first characters as far as ASCII goes, by which a form is recognised before the whole is decoded. */
export function headOf(bytes: Uint8Array): string {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  return wide ? start.replaceAll('\0', '').slice(2) : start.replace(/^\xef\xbb\xbf/, '');
}
