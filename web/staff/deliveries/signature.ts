import type { RequestFor } from '../contracts.ts';
import type { FieldProblem } from '../problem.ts';
import type { SIGNATURES, UNSIGNED } from './words.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}
export type Stroke = readonly Point[];

/** The contract takes a path of at most 20 KB. */
export const LONGEST_PATH = 20_000;
/** Points nearer than this many pixels to the last one add length, not shape. */
const NEAR = 2;

/** A stroke with one point more, unless the pen has hardly moved. */
export function draw(stroke: Stroke, { x, y }: Point): Stroke {
  const point = { x: Math.round(x), y: Math.round(y) };
  const last = stroke.at(-1);
  return last && Math.hypot(point.x - last.x, point.y - last.y) < NEAR ? stroke : [...stroke, point];
}

/** Every second point left out, the ends kept. */
const thin = (stroke: Stroke): Stroke => stroke.filter((_, i) => i % 2 === 0 || i === stroke.length - 1);

/** `M10 20L12 24`: strokes as an SVG path of whole numbers, thinned until it fits the contract. Empty: no stroke. */
export function pathOf(strokes: readonly Stroke[]): string {
  // A dot is a line to itself, so that it is seen.
  const one = (stroke: Stroke) =>
    (stroke.length === 1 ? [...stroke, ...stroke] : stroke)
      .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`)
      .join('');
  const path = strokes.map(one).join('');
  if (path.length <= LONGEST_PATH) return path;
  const thinned = strokes.map(thin);
  // Strokes of two points cannot be thinned: beyond some thousand of them the first ones must do.
  return thinned.every((stroke, i) => stroke.length === strokes[i]?.length)
    ? path.slice(0, path.lastIndexOf('M', LONGEST_PATH))
    : pathOf(thinned);
}

/** True when it is more than a slip of the pen. */
export const isSigned = (strokes: readonly Stroke[]): boolean =>
  strokes.reduce((points, stroke) => points + stroke.length, 0) >= 5;

/** What a form knows of a signature. */
export interface Signing extends Readonly<Record<string, unknown>> {
  readonly how: (typeof SIGNATURES)[number];
  readonly strokes: readonly Stroke[];
  readonly name: string;
  readonly because: '' | (typeof UNSIGNED)[number];
}
type Signature = RequestFor<'confirmDelivery'>['body']['signature'];

/** As the contract wants it. */
export function signatureOf({ how, strokes, name, because }: Signing): Signature {
  if (how === 'drawn') return { kind: 'drawn', path: pathOf(strokes) };
  if (how === 'typed') return { kind: 'typed', name: name.trim() };
  if (because === '') throw new Error('the form is checked before it is sent');
  return { kind: 'none', because };
}

/** What the browser cannot check of it. */
export function wrongInSignature({ how, strokes, name }: Signing): FieldProblem[] {
  if (how === 'drawn') return isSigned(strokes) ? [] : [{ path: 'strokes', code: 'SIGNATURE' }];
  return how === 'typed' && name.trim() === '' ? [{ path: 'name', code: 'REQUIRED' }] : [];
}
