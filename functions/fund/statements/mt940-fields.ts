/** A field as it stands: `:61:…` with the lines that continue it. */
export interface Field {
  readonly tag: string;
  /** Without the tag; lines keep their ends, because full ones go on in the next. */
  readonly lines: string[];
  readonly line: number;
}

/** `NS` is what savings banks add outside of SWIFT; `940` Rabobank's own first line. */
const TAG = /^:(\d{2}[A-Z]?|NS|940):(.*)$/;
/** SWIFT's envelope around a message: `{1:…}{2:…}{4:` before it, `-}{5:…}` behind. */
const BEFORE = /^\{[1-3]:.*?\{4:/;
const END = /^-(?:\}.*|XXX)?$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: STX, ETX and SUB are what lines of old carry.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Splits a text into its fields; what belongs to no field (a bank's own first lines) is left out. */
export function fieldsOf(text: string): Field[] {
  const fields: Field[] = [];
  let open: Field | undefined;
  text.split(/\r\n|\n|\r/).forEach((raw, at) => {
    const line = raw.replace(CONTROL, '').replace(BEFORE, '');
    const [, tag, content = ''] = TAG.exec(line) ?? [];
    if (tag !== undefined) {
      open = { tag, lines: [content], line: at + 1 };
      fields.push(open);
    } else if (END.test(line)) {
      // SWIFT forbids a text that begins with the dash: it ends a field even where no message ends.
      open = undefined;
    } else open?.lines.push(line);
  });
  return fields;
}

/** Lines of 65 characters, subfields of 27, are full: the text goes on in the next as if nothing were between. */
export function joined(lines: readonly string[], full: number): string {
  let text = '';
  lines.forEach((line, at) => {
    const before = lines[at - 1];
    text += before === undefined || before.length >= full ? line : ` ${line}`;
  });
  return text.replace(/\s+/g, ' ').trim();
}
