import sax from 'sax';
import { UnreadableFile } from '../../kernel/unreadable.ts';

/** An element; names are without prefix, because banks choose prefixes freely. */
export interface Element {
  readonly name: string;
  /** Counts from 1. */
  readonly line: number;
  /** Of the attributes only this one says something. */
  readonly currency: string | undefined;
  text: string;
  readonly children: Element[];
}

/** ISO 20022's messages are some 15 deep. */
const DEEPEST = 64;
/** sax looks at the lengths of its buffers once a write. */
const CHUNK = 32 * 1024;

/**
 * Reads XML strictly and hands over each element of the given names when it ends; it is not kept then, so that a
 * statement of 50,000 entries never stands in memory as a whole tree.
 * A document type declaration is refused, and with it every entity of the file's own making.
 * @throws UnreadableFile NOT_XML, TRUNCATED, TOO_DEEP; and what `take` throws
 */
export function readElements(
  text: string,
  names: ReadonlySet<string>,
  take: (element: Element, parent: Element | undefined) => void,
): void {
  const parser = sax.parser(true, { strictEntities: true } as sax.SAXOptions);
  const refuse = (code: 'NOT_XML' | 'TRUNCATED' | 'TOO_DEEP', reason: string) =>
    new UnreadableFile(code, `line ${parser.line + 1}`, reason);
  const open: Element[] = [];
  let written = false;
  parser.onerror = () => {
    throw written && open.length > 0
      ? refuse('TRUNCATED', 'the XML ends before its last element does')
      : refuse('NOT_XML', 'not well-formed XML');
  };
  parser.ondoctype = () => {
    throw refuse('NOT_XML', 'a document type declaration, which no statement has');
  };
  parser.onopentag = ({ name, attributes }) => {
    if (open.length >= DEEPEST) throw refuse('TOO_DEEP', `nested more than ${DEEPEST} deep`);
    const currency = attributes.Ccy as string | undefined;
    open.push({ name: local(name), line: parser.line + 1, currency, text: '', children: [] });
  };
  const said = (part: string) => {
    const last = open.at(-1);
    if (last) last.text += part;
  };
  parser.ontext = said;
  parser.oncdata = said;
  parser.onclosetag = () => {
    const closed = open.pop();
    if (!closed) return;
    closed.text = closed.text.trim();
    if (names.has(closed.name)) take(closed, open.at(-1));
    else open.at(-1)?.children.push(closed);
  };
  for (let at = 0; at < text.length; at += CHUNK) parser.write(text.slice(at, at + CHUNK));
  written = true;
  parser.close();
}

/** The first element at a path below; `at(ntry, 'BookgDt', 'Dt')`. */
export function at(element: Element | undefined, ...path: readonly string[]): Element | undefined {
  return path.reduce<Element | undefined>(
    (from, name) => from?.children.find((one) => one.name === name),
    element,
  );
}

/** All elements at a path below. */
export function all(element: Element, ...path: readonly string[]): Element[] {
  return path.reduce<Element[]>(
    (from, name) => from.flatMap(({ children }) => children.filter((one) => one.name === name)),
    [element],
  );
}

/** The text there; undefined where there is none or an empty one. */
export function textAt(element: Element | undefined, ...path: readonly string[]): string | undefined {
  return at(element, ...path)?.text || undefined;
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
