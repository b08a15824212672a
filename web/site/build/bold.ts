/** Elements and classes whose text is set in bold by the style sheets; a browser test holds this list to them. */
const TAGS = new Set(['h1', 'h2', 'h3', 'strong', 'b', 'th', 'dt', 'legend', 'caption', 'summary']);
const CLASSES = [
  'button',
  'field-label',
  'phase-state',
  'reference',
  'site-brand',
  'skip-link',
  'site-language',
  'site-nav',
  'site-phone',
  'site-footer-phone',
  'gap-points',
  'step-count',
  'notification-title',
  'call-number',
  'doors',
  'story-eyebrow',
  'hero-action',
  'hero-follow',
  'more',
  'written-label',
];
/** Elements that have no end tag. */
const EMPTY = new Set(['meta', 'link', 'img', 'input', 'br', '!doctype']);

export interface TextByWeight {
  readonly regular: string;
  readonly bold: string;
}

/** The text of a page as we render it, divided by weight. Words for scripts may be shown in either. */
export function textByWeight(html: string): TextByWeight {
  let regular = '';
  let bold = '';
  const open: Array<{ tag: string; bold: boolean }> = [];
  for (const [, close, tag = '', rest = '', text = ''] of html.matchAll(/<(\/?)([!\w-]+)([^>]*)>([^<]*)/g)) {
    if (close) open.pop();
    else if (!EMPTY.has(tag) && !rest.endsWith('/'))
      open.push({ tag, bold: isBold(tag, rest, open.at(-1)?.bold) });
    const within = open.at(-1);
    if (within?.bold) bold += text;
    else regular += text;
  }
  return { regular: unescapeText(regular), bold: unescapeText(bold) };
}

/** What no page says but browsers write on them: the style sheets' own signs, days and months of the language. */
export function writtenLater(styles: string, locale: string): string {
  const signs = [...styles.matchAll(/content:"([^"]*)"/g)].map((match) => match[1]);
  const days = Array.from({ length: 12 }, (_, month) => {
    const day = new Date(Date.UTC(2026, month, 23));
    const ways = [{ dateStyle: 'long' }, { month: 'short' }, { month: 'long', year: 'numeric' }] as const;
    return ways.map((way) => day.toLocaleDateString(locale, { ...way, timeZone: 'UTC' })).join('');
  });
  // Signs that scripts put between words.
  return ['·–…', ...signs, ...days].join('');
}

function isBold(tag: string, attributes: string, outside = false): boolean {
  if (outside || TAGS.has(tag)) return true;
  // Error sentences, states and headings are made by scripts out of these words.
  if (tag === 'script') return true;
  const classes = /class="([^"]*)"/.exec(attributes)?.[1]?.split(' ') ?? [];
  return classes.some((name) => CLASSES.includes(name));
}

const unescapeText = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\\u003c/g, '<');
