import type { AssetField } from './asset.ts';

/** Characters a field may have; a longer cell is a paragraph in the wrong column, or an attack on the page. */
export const LONGEST: Readonly<Record<AssetField, number>> = {
  assetTag: 64,
  serial: 64,
  kind: 120,
  maker: 120,
  model: 120,
  cpu: 200,
  memory: 120,
  disk: 200,
  mac: 64,
  acquired: 40,
  condition: 200,
  quantity: 20,
  note: 2000,
};

/** What people write where they have nothing to say. */
const NOTHING =
  /^(?:[-–—_.*/\\?~]+|x|n\/?a|none|null|nil|없음|무|해당\s?없음|미상|미확인|모름|확인\s?불가|unknown|tbd)$/i;
/** Signs without shape that come along when text is copied from a web page. */
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;
/**
 * C0, C1 and lost characters, and those that turn the direction of writing, by which a list could show another
 * number than it holds. Tabs and line ends are spaces.
 */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

export function isForbidden(cell: string): boolean {
  return FORBIDDEN.test(cell);
}

/**
 * A cell as one line of text; undefined when it says nothing. The apostrophe that a spreadsheet, and our own
 * export, sets before text that looks like a formula is no part of it.
 */
export function said(cell: string | undefined): string | undefined {
  const text = (cell ?? '')
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^'(?=[=+\-@])/, '');
  return text === '' || NOTHING.test(text) ? undefined : text;
}

/** `6.37702E+15`: a spreadsheet took a number for a quantity, and its last digits are gone. */
export function isRounded(text: string): boolean {
  return /^\d(?:[.,]\d+)?E\+\d{1,3}$/i.test(text);
}

/** Text that a spreadsheet would compute; here it stays text, and a person is told. */
export function isFormula(text: string): boolean {
  return /^[=@]|^[+-][^\d\s]*[A-Za-z].*[(!]/.test(text);
}

/** Pieces: `3`, `3대`, `1,000 EA`, `3.0`; undefined when it is no whole number. */
export function piecesOf(text: string): number | undefined {
  const found = /^(?<n>-?\d{1,3}(?:,\d{3})+|-?\d{1,9})(?:\.0+)?\s*(?:대|개|ea|pcs|식|조|세트|set)?\.?$/i.exec(
    text,
  );
  return found?.groups?.n === undefined ? undefined : Number(found.groups.n.replaceAll(',', ''));
}

/** A network address in one form: lower case, parted by colons; undefined for what is none, or nobody's. */
export function macOf(text: string): string | undefined {
  const digits = text.toLowerCase().replace(/[^0-9a-f]/g, '');
  if (digits.length !== 12 || /^(.)\1*$/.test(digits)) return undefined;
  return digits.match(/../g)?.join(':');
}
