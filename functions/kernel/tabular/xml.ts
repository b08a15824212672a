import sax from 'sax';
import { UnreadableFile } from '../unreadable.ts';

/** Attributes by their names without prefix. */
export type Attributes = ReadonlyMap<string, string>;

/** What a reader does with a part; names come without prefix, because programs choose prefixes freely. */
export interface Visitor {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** A spreadsheet's parts are some ten deep. */
const DEEPEST = 64;
/** sax looks at the lengths of its buffers once a write. */
const CHUNK = 32 * 1024;
/** Thrown to end the reading early: enough was seen. */
export const ENOUGH = Symbol('enough');

/**
 * Reads XML part by part, strictly. A document type declaration is refused, and with it every entity of the
 * file's own making, inside or out: spreadsheets have none.
 * @param what the part's name for the message
 * @throws UnreadableFile NOT_XML
 */
export function readXml(bytes: Uint8Array, what: string, visitor: Visitor): void {
  const parser = sax.parser(true, { strictEntities: true } as sax.SAXOptions);
  const refuse = (reason: string) =>
    new UnreadableFile('NOT_XML', `${what}, line ${parser.line + 1}`, reason);
  let depth = 0;
  parser.onerror = () => {
    throw refuse('not well-formed XML');
  };
  parser.ondoctype = () => {
    throw refuse('a document type declaration, which a spreadsheet does not have');
  };
  parser.onopentag = ({ name, attributes }) => {
    depth += 1;
    if (depth > DEEPEST) throw refuse(`nested more than ${DEEPEST} deep`);
    visitor.open?.(local(name), attributesOf(attributes as Record<string, string>));
  };
  parser.onclosetag = (name) => {
    depth -= 1;
    visitor.close?.(local(name));
  };
  if (visitor.text) {
    parser.ontext = (text) => visitor.text?.(text);
    parser.oncdata = (text) => visitor.text?.(text);
  }
  try {
    const text = decode(bytes, refuse);
    for (let at = 0; at < text.length; at += CHUNK) parser.write(text.slice(at, at + CHUNK));
    parser.close();
  } catch (error) {
    if (error === ENOUGH || error instanceof UnreadableFile) {
      if (error !== ENOUGH) throw error;
    } else throw refuse('not well-formed XML');
  }
}

function decode(bytes: Uint8Array, refuse: (reason: string) => UnreadableFile): string {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const encoding = wide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw refuse(`not a text in ${encoding.toUpperCase()}`);
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function attributesOf(attributes: Record<string, string>): Attributes {
  const found = new Map<string, string>();
  // Declarations of prefixes are no facts: `xmlns:name` must not pass for `name`.
  for (const name in attributes)
    if (!name.startsWith('xmlns')) found.set(local(name), attributes[name] ?? '');
  return found;
}
