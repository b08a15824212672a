import { UnreadableFile } from '../../kernel/unreadable.ts';

/** An element of OFX: a value, or further elements. Names are upper-case. */
export interface Node {
  readonly name: string;
  readonly line: number;
  value: string;
  children: Node[];
}

/** OFX is some ten deep; what is left open by SGML's rule adds to it until its parent ends. */
const DEEPEST = 200;
const TAG = /<(\/?)([A-Za-z][\w.]{0,63})\s{0,8}(\/?)>/y;
const RAW = '<![CDATA[';
const SIGNS: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/**
 * OFX's elements, whether the text is SGML (values are not closed), XML, or calls itself the one and is the other.
 * An element that nothing closes held a value or nothing: what seemed to be inside it stands behind it.
 * @throws UnreadableFile NO_STATEMENT, TRUNCATED, WRONG_SHAPE, TOO_DEEP
 */
export function readOfxTree(text: string): Node {
  const start = text.search(/<OFX>/i);
  if (start === -1) throw new UnreadableFile('NO_STATEMENT', 'file', 'no statement of an account');
  const root: Node = { name: '', line: 1, value: '', children: [] };
  const open: Node[] = [root];
  let line = 1;
  let from = 0;
  for (const part of partsOf(text, start)) {
    line += breaksIn(text, from, part.at);
    from = part.at;
    if (part.text !== undefined) say(part.text, open);
    else if (part.closes) close(part.name, open, line);
    else begin(part.name, open, line);
  }
  settle(open);
  line += breaksIn(text, from, text.length);
  if (open.length > 1) throw truncated(line);
  return root;
}

interface Text {
  readonly at: number;
  readonly text: string;
}

interface Tag {
  readonly at: number;
  readonly name: string;
  readonly closes: boolean;
  readonly text?: undefined;
}

/** Texts and tags in turn, each looked at once: a `<` that begins no tag belongs to the text. */
function* partsOf(text: string, start: number): Generator<Text | Tag> {
  let at = start;
  while (at < text.length) {
    TAG.lastIndex = at;
    const [whole, slash, name = '', empty] = TAG.exec(text) ?? [];
    if (whole !== undefined) {
      const tag = { at, name: name.toUpperCase() };
      yield { ...tag, closes: slash === '/' };
      if (empty === '/' && slash === '') yield { ...tag, closes: true };
      at += whole.length;
    } else if (text.startsWith(RAW, at)) {
      const end = endOf(text, ']]>', at);
      yield { at, text: text.slice(at + RAW.length, end) };
      at = end + 3;
    } else if (text.startsWith('<!--', at)) at = endOf(text, '-->', at) + 3;
    else if (text.startsWith('<?', at) || text.startsWith('<!', at)) at = endOf(text, '>', at) + 1;
    else {
      const next = text.indexOf('<', at + 1);
      const end = next === -1 ? text.length : next;
      yield { at, text: text.slice(at, end).replace(/&(?:#(\d{1,6})|(\w{2,4}));/g, unescaped) };
      at = end;
    }
  }
}

function endOf(text: string, sign: string, at: number): number {
  const end = text.indexOf(sign, at);
  if (end === -1) throw truncated(1 + breaksIn(text, 0, at));
  return end;
}

function breaksIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === 10) count += 1;
  return count;
}

function truncated(line: number): UnreadableFile {
  return new UnreadableFile('TRUNCATED', `line ${line}`, 'the file ends before its last element does');
}

function say(text: string, open: readonly Node[]): void {
  const last = open.at(-1);
  if (last && open.length > 1 && text.trim() !== '') last.value += text;
}

function unescaped(whole: string, code?: string, name?: string): string {
  if (code === undefined) return SIGNS[name ?? ''] ?? whole;
  return Number(code) <= 0x10ffff && Number(code) > 31 ? String.fromCodePoint(Number(code)) : ' ';
}

function begin(name: string, open: Node[], line: number): void {
  settle(open);
  if (open.length > DEEPEST)
    throw new UnreadableFile('TOO_DEEP', `line ${line}`, `nested more than ${DEEPEST} deep`);
  const node: Node = { name, line, value: '', children: [] };
  open.at(-1)?.children.push(node);
  open.push(node);
}

/** A value ends where the next element begins. */
function settle(open: Node[]): void {
  const last = open.at(-1);
  if (last && open.length > 1 && last.value !== '' && last.children.length === 0) open.pop();
}

function close(name: string, open: Node[], line: number): void {
  if (open.at(-1)?.name !== name) settle(open);
  const depth = open.findLastIndex((node) => node.name === name);
  if (depth < 1)
    throw new UnreadableFile('WRONG_SHAPE', `line ${line}`, 'an element is closed that is not open');
  // What is open above it was empty; its children are its parent's.
  while (open.length > depth + 1) {
    const hollow = open.pop();
    open.at(-1)?.children.push(...(hollow?.children ?? []));
    if (hollow) hollow.children = [];
  }
  open.pop();
}

/** All elements of the names below, in the file's order. */
export function nodesOf(root: Node, names: ReadonlySet<string>): Node[] {
  return root.children.flatMap((node) => (names.has(node.name) ? [node] : nodesOf(node, names)));
}

export function nodeAt(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  return path.reduce<Node | undefined>((from, name) => from?.children.find((one) => one.name === name), node);
}

/** The value on one line; undefined where there is none. */
export function valueAt(node: Node | undefined, ...path: readonly string[]): string | undefined {
  return (
    nodeAt(node, ...path)
      ?.value.replace(/\s+/g, ' ')
      .trim() || undefined
  );
}
