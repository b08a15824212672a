import { existsSync } from 'node:fs';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';

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

/** One official paper: A4, tagged (PDF/UA), selectable text in an embedded font, the same bytes for the same input. */
export interface Paper {
  readonly document: PDFKit.PDFDocument;
  /** Left edge, top edge, width and height between the margins. */
  readonly frame: Required<Box>;
  /** A part of the structure that holds others, e.g. a table or its row; under `parent` or the document itself. */
  group(type: Group, parent?: Element): Element;
  /** Writes one tagged text; a reader meets texts in the order in which they were written. Gives its height. */
  write(role: Role, text: string, box: Box, style?: TextStyle & { parent?: Element }): number;
  /** How high a text would be. */
  measure(text: string, width: number, style?: TextStyle): number;
  /** Lines, frames and colours: marked as decoration, so that no reader speaks of them. */
  decorate(draw: (document: PDFKit.PDFDocument) => void): void;
  finish(): Promise<Uint8Array>;
}

const FACES = { regular: 'PretendardGOV-Regular.ttf', bold: 'PretendardGOV-Bold.ttf' } as const;

/** The build puts the faces beside the function's code; in the repository they are the web's. */
export function faceFile(face: keyof typeof FACES, env: NodeJS.ProcessEnv = process.env): string {
  const root = env.LAMBDA_TASK_ROOT;
  const places = root ? [root, join(root, 'fonts')] : [join('web', 'fonts')];
  const file = places.map((place) => join(place, FACES[face])).find((path) => existsSync(path));
  if (!file) throw new Error(`font ${FACES[face]} is not in ${places.join(' or ')}`);
  return file;
}

/** 20 mm on every side: 20 / 25.4 × 72 = 56.7 points. */
const MARGIN = 56.7;
const SIZE = 10;
const INK = '#1e2124';

/**
 * Opens a paper. `language` is a BCP 47 tag (`ko`), `at` the instant that the file gives as its own making, so that
 * making it twice gives the same file.
 */
export function openPaper(about: {
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
    lang: about.language,
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    // pdfkit knows PDF/UA; its type package does not yet.
    ...({ subset: 'PDF/UA' } as object),
    font: faceFile('regular'),
    info: {
      Title: about.title,
      CreationDate: about.at,
      ModDate: about.at,
      ...(about.author ? { Author: about.author } : {}),
      ...(about.subject ? { Subject: about.subject } : {}),
    },
  });
  document.registerFont('regular', faceFile('regular'));
  document.registerFont('bold', faceFile('bold'));
  const root = document.struct('Document');
  document.addStructure(root);
  return paperOn(document, root);
}

function paperOn(document: PDFKit.PDFDocument, root: Element): Paper {
  const { page } = document;
  const choose = (style: TextStyle) =>
    document
      .font(style.bold ? 'bold' : 'regular')
      .fontSize(style.size ?? SIZE)
      .fillColor(style.color ?? INK);
  const options = (width: number, style: TextStyle) => ({
    width,
    align: style.align ?? 'left',
    lineGap: style.lineGap ?? 2,
  });
  const measure = (text: string, width: number, style: TextStyle = {}) =>
    choose(style).heightOfString(text, options(width, style));
  return {
    document,
    frame: {
      x: page.margins.left,
      y: page.margins.top,
      width: page.width - page.margins.left - page.margins.right,
      height: page.height - page.margins.top - page.margins.bottom,
    },
    group(type, parent = root) {
      const element = document.struct(type);
      parent.add(element);
      return element;
    },
    measure,
    write(role, text, box, { parent = root, ...style } = {}) {
      const high = measure(text, box.width, style);
      // The gap below the last line is not part of the text that is centred.
      const down = box.height === undefined ? 0 : Math.max(0, (box.height - high + (style.lineGap ?? 2)) / 2);
      const draw = () => {
        choose(style).text(text, box.x, box.y + down, options(box.width, style));
      };
      parent.add(document.struct(role, {}, draw));
      return high;
    },
    decorate(draw) {
      document.markContent('Artifact', { type: 'Layout' });
      document.save();
      draw(document);
      document.restore();
      document.endMarkedContent();
    },
    finish: () =>
      new Promise((resolve, reject) => {
        const parts: Buffer[] = [];
        document.on('data', (part: Buffer) => parts.push(part));
        document.on('end', () => resolve(Buffer.concat(parts)));
        document.on('error', reject);
        root.end();
        document.end();
      }),
  };
}
