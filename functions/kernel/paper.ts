import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Font, openSync } from 'fontkit';
import PDFDocument from 'pdfkit';
import type { City } from './city.ts';
import { type Coverage, FACES, type Face, runsOf } from './paper-faces.ts';
import { breakLines } from './paper-lines.ts';
import { mustBeLawfulToPrint } from './printed-text.ts';

/** Points (1/72 inch) from the page's left and top edge. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Given: the text is centred in it from top to bottom. */
  readonly height?: number;
}
export interface TextStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly align?: 'left' | 'center' | 'right';
  readonly color?: string;
  /** Space between lines, points. */
  readonly lineGap?: number;
}
export type Role = 'H1' | 'H2' | 'P' | 'TH' | 'TD' | 'Lbl' | 'Note';
export type Group = 'Table' | 'TR' | 'Sect' | 'Div';
export type Element = PDFKit.PDFStructureElement;

/** How a text is placed in the structure that a screen reader follows. */
export interface Placing extends TextStyle {
  readonly parent?: Element;
  /** Whether a table's heading (TH) heads its row or its column. */
  readonly scope?: 'Row' | 'Column';
  /** Columns that a table's cell covers, when more than one. */
  readonly span?: number;
  /** Name and address of whom the paper is made out to: a citizen may be called like a mayor. */
  readonly own?: boolean;
}

/** One official paper: A4, tagged (PDF/UA), selectable text in an embedded font, the same bytes for the same input. */
export interface Paper {
  readonly document: PDFKit.PDFDocument;
  /** Left edge, top edge, width and height between the margins. */
  readonly frame: Required<Box>;
  /** A part of the structure that holds others, e.g. a table or its row; under `parent` or the document itself. */
  group(type: Group, parent?: Element): Element;
  /** Writes one tagged text; a reader meets texts in the order in which they were written. Gives its height. */
  write(role: Role, text: string, box: Box, placing?: Placing): number;
  /** Writes a text once more as decoration, e.g. a table's head on its next page: it is seen, not read aloud again. */
  repeat(text: string, box: Box, style?: TextStyle): void;
  /** How high a text would be. */
  measure(text: string, width: number, style?: TextStyle): number;
  /** `y` if so much more fits below it on this page, otherwise the top of a new page. */
  below(y: number, height: number): number;
  /** Lines, frames and colours: marked as decoration, so that no reader speaks of them. */
  decorate(draw: (document: PDFKit.PDFDocument) => void): void;
  /** The same decoration over every page there is. */
  decorateAll(draw: (document: PDFKit.PDFDocument) => void): void;
  /** Characters that none of the faces has: each stands on the paper as 〓, so that it does not vanish unseen. */
  readonly missing: ReadonlySet<string>;
  /**
   * The file's bytes.
   * @throws PaperBlocked when a text on it names an office-holder, other than its reader's own
   */
  finish(): Promise<Uint8Array>;
}

/** The build puts the faces beside the function's code; in the repository they are the web's. */
export function faceFile(face: Face, env: NodeJS.ProcessEnv = process.env): string {
  const root = env.LAMBDA_TASK_ROOT;
  const places = root ? [root, join(root, 'fonts')] : [join('web', 'fonts')];
  const file = places.map((place) => join(place, FACES[face])).find((path) => existsSync(path));
  if (!file) throw new Error(`font ${FACES[face]} is not in ${places.join(' or ')}`);
  return file;
}

/** Reading a face takes 100 ms, most of it the places of its 12,000 glyphs: once a process, not once a paper. */
const faces = new Map<Face, Font>();
function openFace(face: Face): Font {
  const font = faces.get(face) ?? (openSync(faceFile(face)) as Font);
  faces.set(face, font);
  return font;
}
// pdfkit takes an opened font too; its types know only the ways to one.
const forDocument = (face: Face) => openFace(face) as unknown as string;
const has = (face: Face) => (codePoint: number) => openFace(face).hasGlyphForCodePoint(codePoint);
/** The face of Hanja is 3 MB: it is read when the first text needs it. */
const coverage: Coverage = { own: has('regular'), hanja: has('hanja') };

/** 20 mm on every side: 20 / 25.4 × 72 = 56.7 points. */
const MARGIN = 56.7;
const SIZE = 10;
const INK = '#1e2124';

/**
 * Opens a paper. `language` is a BCP 47 tag (`ko`), `at` the instant that the file gives as its own making, so that
 * making it twice gives the same file.
 */
export function openPaper(about: {
  /** Whose office-holders it must not name. */
  city: City;
  title: string;
  language: string;
  at: Date;
  author?: string;
  subject?: string;
  landscape?: boolean;
  margin?: number;
}): Paper {
  const document = new PDFDocument({
    size: 'A4',
    layout: about.landscape ? 'landscape' : 'portrait',
    margin: about.margin ?? MARGIN,
    bufferPages: true,
    lang: about.language,
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    // pdfkit knows PDF/UA and papers without a standard font; its type package does not yet.
    ...({ subset: 'PDF/UA', font: null } as object),
    info: {
      Title: about.title,
      CreationDate: about.at,
      ModDate: about.at,
      ...(about.author ? { Author: about.author } : {}),
      ...(about.subject ? { Subject: about.subject } : {}),
    },
  });
  document.registerFont('regular', forDocument('regular'));
  document.registerFont('bold', forDocument('bold'));
  const root = document.struct('Document');
  document.addStructure(root);
  return paperOn(document, root, about);
}

function paperOn(
  document: PDFKit.PDFDocument,
  root: Element,
  { city, ...about }: { city: City; title: string; author?: string; subject?: string },
): Paper {
  const { page } = document;
  const frame = {
    x: page.margins.left,
    y: page.margins.top,
    width: page.width - page.margins.left - page.margins.right,
    height: page.height - page.margins.top - page.margins.bottom,
  };
  const choose = (style: TextStyle) =>
    document
      .font(style.bold ? 'bold' : 'regular')
      .fontSize(style.size ?? SIZE)
      .fillColor(style.color ?? INK);
  const missing = new Set<string>();
  const said = [about.title, about.author ?? '', about.subject ?? ''];
  let knowsHanja = false;
  const runs = (text: string, style: TextStyle) => runsOf(text, style.bold ? 'bold' : 'regular', coverage);
  const chooseRun = (face: Face, style: TextStyle) => {
    if (face === 'hanja' && !knowsHanja) {
      document.registerFont('hanja', forDocument('hanja'));
      knowsHanja = true;
    }
    return choose(style).font(face);
  };
  const widthOf = (text: string, style: TextStyle) =>
    runs(text, style).reduce((sum, run) => sum + chooseRun(run.face, style).widthOfString(run.text), 0);
  const step = (style: TextStyle) => choose(style).currentLineHeight(true) + (style.lineGap ?? 2);
  // Each text is measured before it is written: shaping it twice would take twice as long.
  const broken = new Map<string, string[]>();
  const linesOf = (text: string, width: number, style: TextStyle): string[] => {
    const known = [text, width, style.size, style.bold].join('|');
    const lines = broken.get(known) ?? breakLines(text, width, (part) => widthOf(part, style));
    broken.set(known, lines);
    return lines;
  };
  // The gap below the last line is not part of the text.
  const heightOf = (count: number, style: TextStyle) => count * step(style) - (style.lineGap ?? 2);
  const indent = { left: 0, center: 0.5, right: 1 } as const;
  /** Sets a text line by line, run by run; gives its height. */
  const set = (text: string, box: Box, style: TextStyle): number => {
    const lines = linesOf(text, box.width, style);
    const high = heightOf(lines.length, style);
    const top = box.y + Math.max(0, ((box.height ?? high) - high) / 2);
    const apart = step(style);
    for (const [i, line] of lines.entries()) {
      const room = box.width - widthOf(line, style);
      let left = box.x + room * indent[style.align ?? 'left'];
      for (const run of runs(line, style)) {
        for (const character of run.missing ?? []) missing.add(character);
        // The baseline is the line's, whatever the height of the face that helps out.
        const drop = ascentOf(choose(style)) - ascentOf(chooseRun(run.face, style));
        document.text(run.text, left, top + i * apart + drop, { lineBreak: false });
        left += document.widthOfString(run.text);
      }
    }
    return high;
  };
  const decorate = (draw: (document: PDFKit.PDFDocument) => void) => {
    document.markContent('Artifact', { type: 'Layout' });
    document.save();
    draw(document);
    document.restore();
    document.endMarkedContent();
  };
  return {
    document,
    frame,
    group(type, parent = root) {
      const element = document.struct(type);
      parent.add(element);
      return element;
    },
    repeat: (text, box, style = {}) => decorate(() => void set(text, box, style)),
    measure: (text, width, style = {}) => heightOf(linesOf(text, width, style).length, style),
    write(role, text, box, { parent = root, scope, span, own, ...style } = {}) {
      let high = 0;
      if (!own) said.push(text);
      const element = document.struct(role, {}, () => {
        high = set(text, box, style);
      });
      describeCell(element, scope, span);
      parent.add(element);
      return high;
    },
    below(y, height) {
      if (y + height <= frame.y + frame.height) return y;
      document.addPage();
      return frame.y;
    },
    missing,
    decorate,
    decorateAll(draw) {
      const { start, count } = document.bufferedPageRange();
      for (let i = start; i < start + count; i++) {
        document.switchToPage(i);
        decorate(draw);
      }
    },
    async finish() {
      mustBeLawfulToPrint(said, city);
      return new Promise((resolve, reject) => {
        const parts: Buffer[] = [];
        document.on('data', (part: Buffer) => parts.push(part));
        document.on('end', () => resolve(Buffer.concat(parts)));
        document.on('error', reject);
        root.end();
        document.end();
      });
    },
  };
}

/** From the top of a text to its baseline at the size now chosen, points; pdfkit itself places texts by it. */
function ascentOf(document: PDFKit.PDFDocument): number {
  const { _font, _fontSize } = document as unknown as { _font: { ascender: number }; _fontSize: number };
  return (_font.ascender / 1000) * _fontSize;
}

/** Scope and span of a table's cell (ISO 32000-1, 14.8.5.7); pdfkit itself writes only the scope. */
function describeCell(element: Element, scope: Placing['scope'], span = 1): void {
  if (!scope && span === 1) return;
  const { data } = (element as unknown as { dictionary: { data: Record<string, unknown> } }).dictionary;
  data.A = { O: 'Table', ...(scope ? { Scope: scope } : {}), ...(span > 1 ? { ColSpan: span } : {}) };
}
