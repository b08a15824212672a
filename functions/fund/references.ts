/**
 * A gift's reference is ten of Crockford's 32 characters (kernel/ids.ts), printed as `7K3M9-QX24W`. People type it with
 * blanks and hyphens, with O for 0 and I or L for 1, between other words; banks cut what they typed.
 */
const LENGTH = 10;
/** Cut shorter, it says too little: six characters are 30 bits. */
const SHORTEST_PART = 6;
/** Look-ups that one entry may cost. A memo has at most 140 characters. */
const MOST = 60;

/** Runs of what a reference can stand in: letters, digits and what people put between its halves. */
const RUN = /[0-9A-Z][0-9A-Z\s\-‐-―_.·/]*/gu;
const CROCKFORD = /^[0-9A-HJKMNP-TV-Z]+$/;

interface Run {
  /** Without what stands between, O as 0, I and L as 1. */
  readonly text: string;
  /** Where words begin and end in `text`. */
  readonly edges: ReadonlySet<number>;
}

function runsOf(words: string): Run[] {
  const upper = words.normalize('NFKC').toUpperCase();
  return [...upper.matchAll(RUN)].map(([run]) => {
    let text = '';
    const edges = new Set<number>();
    for (const word of run.split(/[^0-9A-Z]+/).filter(Boolean)) {
      edges.add(text.length);
      text += word.replaceAll('O', '0').replace(/[IL]/g, '1');
    }
    return { text, edges: edges.add(text.length) };
  });
}

/**
 * What may be references in what was written, the likeliest first: ten characters that are words by themselves, then
 * such as stand inside longer words. Ten digits that are part of a longer number are none.
 */
export function referencesIn(words: string): string[] {
  const found: { reference: string; at: number }[] = [];
  for (const { text, edges } of runsOf(words)) {
    for (let i = 0; i + LENGTH <= text.length; i++) {
      const reference = text.slice(i, i + LENGTH);
      if (!CROCKFORD.test(reference)) continue;
      const whole = Number(edges.has(i)) + Number(edges.has(i + LENGTH));
      if (whole < 2 && /^\d+$/.test(reference)) continue;
      found.push({ reference, at: 2 - whole });
    }
  }
  const best = found.toSorted((a, b) => a.at - b.at).map(({ reference }) => reference);
  return [...new Set(best)].slice(0, MOST);
}

/** Whether words end in the beginning of this reference, as banks cut them: six to nine of its characters. */
export function hasPartOf(words: string, reference: string): boolean {
  return runsOf(words).some(({ text }) => {
    for (let length = LENGTH - 1; length >= SHORTEST_PART; length--)
      if (text.endsWith(reference.slice(0, length))) return true;
    return false;
  });
}
