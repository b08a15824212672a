import type { City } from '../kernel/city.ts';
import { localDate } from '../kernel/clock.ts';
import type { Paper } from '../kernel/paper.ts';
import type { Receipt } from './domain.ts';
import { MARKS, SPECIMEN } from './form-words.ts';

/** What a paper says of itself, across every page and in a line above the form. */
export type Mark =
  | { readonly kind: 'void'; readonly at: string; readonly day: string }
  | { readonly kind: 'copy'; readonly at: string; readonly day: string; readonly copy: number }
  | { readonly kind: 'electronic' }
  | { readonly kind: 'specimen' };
export type GivenMark =
  | { readonly kind: 'void'; readonly at: string }
  | { readonly kind: 'copy'; readonly at: string; readonly copy: number };

/** The strongest first: it stands across the page. A specimen is one whatever else it is. */
export function marksOf(receipt: Receipt, city: City, given?: GivenMark): Mark[] {
  const day = given && localDate(given.at, city.timeZone).replaceAll('-', '.');
  return [
    ...(given && day ? [{ ...given, day } as Mark] : []),
    ...(receipt.medium === 'electronic' ? [{ kind: 'electronic' } as const] : []),
    // While lawyers have not confirmed every printed value, the paper says of itself that it proves nothing.
    ...(city.receiptIssuer.toConfirm.length > 0 ? [{ kind: 'specimen' } as const] : []),
  ];
}

export function noteOf(mark: Mark): string {
  switch (mark.kind) {
    case 'void':
      return MARKS.void.note(mark.day);
    case 'copy':
      return MARKS.copy.note(mark.day, mark.copy);
    case 'electronic':
      return MARKS.electronic.note;
    case 'specimen':
      return SPECIMEN.note;
  }
}

const wordOf = (mark: Mark): string => (mark.kind === 'specimen' ? SPECIMEN.mark : MARKS[mark.kind].mark);

/** Writes the first mark across every page. It is a decoration: the line above the form is what a reader hears. */
export function markAcross(paper: Paper, marks: readonly Mark[]): void {
  const [first] = marks;
  if (!first) return;
  const word = wordOf(first);
  const { width, height } = paper.document.page;
  // 170 points for two syllables; a longer mark stays within the page's diagonal.
  const size = Math.min(170, 560 / word.length);
  paper.decorateAll((document) => {
    document.rotate(-35, { origin: [width / 2, height / 2] });
    document
      .font('bold')
      .fontSize(size)
      .fillColor('#b50019')
      .opacity(first.kind === 'void' ? 0.16 : 0.08);
    const left = (width - document.widthOfString(word)) / 2;
    document.text(word, left, height / 2 - size * 0.6, { lineBreak: false });
    document.opacity(1);
  });
}
