import { placeAt, UnreadableFile } from '../../kernel/unreadable.ts';

/** Deeper than any hardware tree (lshw: about 12); beyond it a file is a trap for recursive readers. */
const DEEPEST = 200;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const NUMBER_BEGUN = /-?[\d.eE+-]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Start and end of each JSON document in a text, found by one pass without recursion.
 * @throws UnreadableFile with the place of the first fault: TRUNCATED when the text just ends, NOT_JSON, TOO_DEEP
 */
export function scanDocuments(text: string): [number, number][] {
  const spans: [number, number][] = [];
  let at = skipBetween(text, 0);
  while (at < text.length) {
    const end = scanValue(text, at);
    spans.push([at, end]);
    at = skipBetween(text, end);
  }
  return spans;
}

function scanValue(text: string, start: number): number {
  const open: string[] = [];
  let at = start;
  // What may stand here: a value, a key or the end of what is open; each round consumes one of them.
  let expect: 'value' | 'first' | 'key' | 'after' = 'value';
  for (;;) {
    at = skipSpace(text, at);
    const sign = text[at];
    if (sign === undefined)
      throw new UnreadableFile('TRUNCATED', placeAt(text, at), 'the JSON ends too early');
    const closer = open.at(-1);
    if ((expect === 'after' || expect === 'first') && sign === closer) {
      open.pop();
      at += 1;
      expect = 'after';
    } else if (expect === 'after') {
      if (sign !== ',') throw fault(text, at, `expected a comma or ${closer}`);
      at += 1;
      expect = closer === '}' ? 'key' : 'value';
    } else if (expect === 'key' || (expect === 'first' && closer === '}')) {
      if (sign !== '"') throw fault(text, at, 'expected a key in double quotes');
      at = skipSpace(text, scanString(text, at));
      if (at >= text.length)
        throw new UnreadableFile('TRUNCATED', placeAt(text, at), 'the JSON ends too early');
      if (text[at] !== ':') throw fault(text, at, 'expected a colon');
      at += 1;
      expect = 'value';
    } else if (sign === '{' || sign === '[') {
      open.push(sign === '{' ? '}' : ']');
      if (open.length > DEEPEST)
        throw new UnreadableFile('TOO_DEEP', placeAt(text, at), `nested deeper than ${DEEPEST}`);
      at += 1;
      expect = 'first';
    } else {
      at = sign === '"' ? scanString(text, at) : scanScalar(text, at);
      expect = 'after';
    }
    if (open.length === 0) return at;
  }
}

function scanString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; ) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) return at + 1;
    if (unit < 0x20) throw fault(text, at, 'a control character inside a string');
    if (unit !== 0x5c) {
      at += 1;
      continue;
    }
    ESCAPE.lastIndex = at;
    if (!ESCAPE.test(text)) {
      if (text.length - at < 6) break;
      throw fault(text, at, 'an unknown escape inside a string');
    }
    at = ESCAPE.lastIndex;
  }
  throw new UnreadableFile('TRUNCATED', placeAt(text, text.length), 'the JSON ends inside a string');
}

function scanScalar(text: string, at: number): number {
  SCALAR.lastIndex = at;
  const end = SCALAR.test(text) ? SCALAR.lastIndex : at;
  NUMBER_BEGUN.lastIndex = at;
  const begun = NUMBER_BEGUN.test(text) ? NUMBER_BEGUN.lastIndex : at;
  const word = text.slice(at, at + 5);
  const cutWord =
    at + word.length === text.length && ['true', 'false', 'null'].some((full) => full.startsWith(word));
  if (end < text.length && (begun === text.length || cutWord)) {
    throw new UnreadableFile('TRUNCATED', placeAt(text, text.length), 'the JSON ends inside a value');
  }
  if (end > at) return end;
  throw fault(text, at, 'expected a JSON value');
}

function fault(text: string, at: number, reason: string): UnreadableFile {
  return new UnreadableFile('NOT_JSON', placeAt(text, at), reason);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return at;
}

function skipBetween(text: string, from: number): number {
  const at = skipSpace(text, from);
  return text[at] === ',' && from > 0 ? skipSpace(text, at + 1) : at;
}
