import { joined } from './mt940-fields.ts';

/** What field :86: (or :NS:) says of an entry. */
export interface Details {
  readonly text?: string | undefined;
  readonly counterparty?: string | undefined;
  readonly reference?: string | undefined;
}

/** Widths at which banks break lines and subfields. */
const LINE = 65;
const SUBFIELD = 27;
/** `166?00GUTSCHRIFT?20…`: three digits of the kind of business, and a sign that begins each subfield. */
const SUBFIELDS = /^\s?(\d{3})([?<>~^|@])\d{2}/;
/** `/TRTP/SEPA OVERBOEKING/IBAN/…`: Dutch banks. Other words between slashes belong to the text. */
const WORDS =
  /\/(TRTP|IBAN|BIC|NAME|REMI|EREF|KREF|PREF|MREF|ORDP|BENM|CNTP|MARF|CSID|ISDT|ADDR|PURP|RTRN|TRCD|SVCL|ULTD|ULTC|ULTB|BUSP|NRTX|ACCW|ID)\//g;
/** `EREF+…SVWZ+…`: marks within the text of SEPA payments, each at the beginning of a subfield. */
const MARK = /^(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|MTLG)\+/;
/** A single letter is what filled the field, not a reference. */
const NOTHING = /^(?:.|NONREF|NOTPROVIDED|UNKNOWN|KREF\+?|EREF\+?)?$/i;

/** @returns undefined for the words that stand where there is no reference */
export function meant(reference: string | undefined): string | undefined {
  const trimmed = reference?.trim() ?? '';
  return NOTHING.test(trimmed) ? undefined : trimmed;
}

/** Field :86: in the forms in which banks fill it: subfields, words between slashes, labels, or free text. */
export function readDetails(lines: readonly string[]): Details {
  const [, , sign] = SUBFIELDS.exec(lines[0] ?? '') ?? [];
  if (sign !== undefined) return readSubfields(lines, sign);
  const text = joined(lines, LINE);
  if (/^\/(?:TRTP|EREF|PREF|MARF|ORDP|BENM|CNTP|REMI|RTRN|NAME|IBAN)\//.test(text)) return readWords(text);
  return { text: text || undefined, counterparty: labelled(lines) };
}

/** :NS: numbers its lines: 01–14 what it is for, 15 and 16 the name, 17 the kind of booking. */
export function readNumbered(lines: readonly string[]): Details {
  const of = (first: number, last: number) =>
    joined(
      lines.filter((line) => between(line.slice(0, 2), first, last)).map((line) => line.slice(2)),
      SUBFIELD,
    );
  return { text: of(1, 14) || of(17, 17) || undefined, counterparty: of(15, 16) || undefined };
}

function readSubfields(lines: readonly string[], sign: string): Details {
  const fields = whole(lines)
    .split(sign)
    .slice(1)
    .map((field) => field.replace(/^(.?)\0/, '$1'))
    .map((field) => ({ key: field.slice(0, 2), value: blanksOf(field.slice(2)) }));
  const of = (...ranges: readonly (readonly [number, number])[]) =>
    fields
      .filter(({ key }) => ranges.some(([first, last]) => between(key, first, last)))
      .map(({ value }) => value);
  const purpose = of([20, 29], [60, 63]);
  const marked = readMarks(purpose);
  return {
    text:
      (marked ? marked.get('SVWZ') || marked.get('MTLG') : joined(purpose, SUBFIELD)) ||
      joined(of([0, 0]), 0),
    counterparty: joined(of([32, 33]), SUBFIELD) || undefined,
    reference: meant(marked?.get('EREF')) ?? meant(marked?.get('KREF')),
  };
}

/** Where a line is one short of full, a blank at its end was cut off; marked until the subfields are known. */
function whole(lines: readonly string[]): string {
  return lines.map((line) => (line.length === LINE - 1 ? `${line}\0` : line)).join('');
}

/** With the blank it would be longer than a subfield can be: there was none. */
function blanksOf(value: string): string {
  return value.replaceAll('\0', value.length > SUBFIELD ? '' : ' ');
}

function readMarks(purpose: readonly string[]): ReadonlyMap<string, string> | undefined {
  const parts = new Map<string, string>();
  let mark = '';
  let full = false;
  for (const field of purpose) {
    const found = MARK.exec(field)?.[1];
    const value = found === undefined ? field : field.slice(found.length + 1);
    mark = found ?? mark;
    const before = parts.get(mark);
    parts.set(mark, before === undefined ? value : `${before}${full ? '' : ' '}${value}`);
    full = field.length >= SUBFIELD;
  }
  if (parts.size === 1 && parts.has('')) return undefined;
  return new Map([...parts].map(([key, value]) => [key, value.replace(/\s+/g, ' ').trim()]));
}

function readWords(text: string): Details {
  const parts = new Map<string, string>();
  const words = [...text.matchAll(WORDS)];
  words.forEach((word, at) => {
    const value = text.slice(word.index + word[0].length, words[at + 1]?.index).replace(/\/+$/, '');
    if (!parts.has(word[1] ?? '')) parts.set(word[1] ?? '', value.trim());
  });
  // ING: account, bank, name and town of the other side in one.
  const ofOther = parts.get('CNTP')?.split('/')[2]?.trim();
  const remittance = parts.get('REMI')?.replace(/^(?:USTD\/\/|STRD\/(?:CUR|ISO)\/)/, '');
  return {
    text: remittance || parts.get('TRTP') || undefined,
    counterparty: parts.get('NAME') || ofOther || undefined,
    reference: meant(parts.get('EREF')) ?? meant(parts.get('KREF')),
  };
}

/** mBank: `…; OD: JAN NOWAK  UL. NIJAKA 1; TYT.: …`, from (OD) or to (DLA) whom, the address behind two blanks. */
function labelled(lines: readonly string[]): string | undefined {
  return /; (?:OD|DLA): ([^;\n]+?)(?: {2}|\n|;)/.exec(`${lines.join('\n')}\n`)?.[1];
}

function between(key: string, first: number, last: number): boolean {
  return /^\d\d$/.test(key) && Number(key) >= first && Number(key) <= last;
}
