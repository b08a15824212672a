import type { City } from './city.ts';
import { type FieldError, fail } from './errors.ts';

/** What was found: an office-holder's name, or a title in a form that stands for its holder. */
export interface Named {
  readonly kind: 'name' | 'title';
  /** As the city pack writes it, in its first language. */
  readonly who: string;
}

/** Jamo of full and half width and of the compatibility block, set together again: `ﾾￌￜ` and `ㅎㅗㅇ` → `홍`. */
const LEADING = 'ᄀᄁᄂᄃᄄᄅᄆᄇᄈᄉᄊᄋᄌᄍᄎᄏᄐᄑᄒ';
const TRAILING = ' ᆨᆩᆪᆫᆬᆭᆮᆯᆰᆱᆲᆳᆴᆵᆶᆷᆸᆹᆺᆻᆼᆽᆾᆿᇀᇁᇂ';
const ENDING: Readonly<Record<string, string>> = Object.fromEntries(
  [...'ᄀᄁᄂᄃᄅᄆᄇᄉᄊᄋᄌᄎᄏᄐᄑᄒ'].map((jamo, i) => [jamo, [...'ᆨᆩᆫᆮᆯᆷᆸᆺᆻᆼᆽᆾᆿᇀᇁᇂ'][i] ?? '']),
);
const setTogether = (text: string): string =>
  text.replace(
    /([\u1100-\u1112])([\u1161-\u1175])(?:([\u11a8-\u11c2])|([\u1100-\u1112])(?![\u1161-\u1175]))?/gu,
    (_, lead: string, vowel: string, trail = '', loose = '') => {
      const end = trail || ENDING[loose] || '';
      const place = (LEADING.indexOf(lead) * 21 + vowel.charCodeAt(0) - 0x1161) * 28;
      const syllable = String.fromCharCode(0xac00 + place + (end ? TRAILING.indexOf(end) : 0));
      return loose && !end ? syllable + loose : syllable;
    },
  );

/** One spelling for all that look alike: width, composition, case; what cannot be seen is taken out. */
export const plainly = (text: string): string =>
  setTogether(
    text
      .replace(/[\p{Cf}\p{Mn}\u115f\u1160\u3164\uffa0]/gu, (sign) => (/\p{Mn}/u.test(sign) ? sign : ''))
      .normalize('NFKD')
      .replace(/[\p{Cf}\u115f\u1160]/gu, ''),
  )
    .normalize('NFC')
    .toLowerCase();

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Between the syllables of a name and between a name and its title: blanks, dots, hyphens; not a whole sentence. */
const GAP = '[^\\p{L}\\p{N}\\n]{0,3}';
const START = '(?<![\\p{L}\\p{N}])';
const END = '(?![\\p{L}\\p{N}])';
/** What Korean puts behind a noun: honorifics, then particles, then the word ends. */
const BEHIND =
  '(?:님|씨)?(?:께서|에게|에서|에도|에는|에|으로|이라|이며|이고|이나|입니다|이다|부터|까지|처럼|하고|이랑|표|배|기|이|가|은|는|을|를|의|와|과|도|만|께|로|랑|야)?';

const isKorean = (text: string) => /^\p{Script=Hangul}+$/u.test(text);
const spaced = (name: string) => [...name].map(escaped).join(GAP);
/** `Hong Gil-dong` → hong, gil dong: the family name is the first word. */
const parts = (name: string) => name.split(/[\s,-]+/).filter(Boolean);

interface Pattern extends Named {
  readonly at: RegExp;
}
const pattern = (kind: Named['kind'], who: string, text: string): Pattern => ({
  kind,
  who,
  at: new RegExp(text, 'u'),
});

interface Titles {
  readonly korean: string;
  readonly other: string;
}

/** The ways in which one spelling of a name is found. */
function ofName(spelling: string, titles: Titles, onlyWithTitle: boolean): string[] {
  const name = plainly(spelling);
  if (isKorean(name)) {
    const [family = ''] = name;
    const whole = spaced(name);
    return [
      // 시장 홍길동, 서울시장홍길동 · 홍길동 시장, 홍길동시장님
      `(?:${titles.korean})(?:님)?${GAP}${whole}`,
      `${whole}${GAP}(?:${titles.korean})${BEHIND}${END}`,
      // 홍시장, 홍 시장님: with a blank only before 님, because 이 시장 is also "this market".
      `${START}${escaped(family)}(?:${titles.korean})${BEHIND}${END}`,
      `${START}${escaped(family)}${GAP}(?:${titles.korean})님`,
      ...(onlyWithTitle ? [] : [`${START}${whole}${BEHIND}${END}`]),
    ];
  }
  if (!/^[\p{Script=Latin}\s,-]+$/u.test(name)) return [spaced(name.replace(/\s/g, ''))];
  const [family = '', ...given] = parts(name).map(escaped);
  const own = given.join('[\\s\\-]*');
  const whole = `(?:${family}[\\s,\\-]*${own}|${own}[\\s,\\-]+${family})`;
  return [
    `${START}(?:${titles.other})[\\s.,\\-]+(?:${whole}|${family})${END}`,
    `${START}(?:${whole}|${family})[\\s.,\\-]+(?:the\\s+)?(?:${titles.other})${END}`,
    ...(onlyWithTitle ? [] : [`${START}${whole}${END}`]),
  ];
}

/** A title in a form that the pack finds without a name; `*구청장`: whatever stands before (강남구청장). */
function ofTitle(form: string): string {
  const open = form.startsWith('*');
  const text = plainly(open ? form.slice(1) : form);
  if (isKorean(text)) return `${open ? '' : START}${escaped(text)}${BEHIND}${END}`;
  return `${START}${parts(text).map(escaped).join('[\\s\\-]+')}(?:['’]?s)?${END}`;
}

const made = new WeakMap<City['officeHolders'], Map<string, readonly Pattern[]>>();

function patternsOf({ officeHolders, languages }: City, day: string | undefined): readonly Pattern[] {
  const known = made.get(officeHolders) ?? new Map<string, readonly Pattern[]>();
  made.set(officeHolders, known);
  const before = known.get(day ?? '');
  if (before) return before;
  const { holders, titles } = officeHolders;
  const first = (words: Readonly<Record<string, string>>) => words[languages[0] ?? ''] ?? '';
  const spellings = titles.flatMap(({ name }) => Object.values(name).map(plainly));
  const of = (wanted: readonly string[]) =>
    wanted
      .toSorted((a, b) => b.length - a.length)
      .map(escaped)
      .join('|') || '(?!)';
  const forNames: Titles = {
    korean: of(spellings.filter(isKorean)),
    other: of(spellings.filter((title) => !isKorean(title))),
  };
  const inOffice = holders.filter(
    ({ from, until }) => !day || (from <= day && (until === undefined || day < until)),
  );
  const patterns = [
    ...inOffice.flatMap(({ name, also, onlyWithTitle }) =>
      [...Object.values(name), ...also].flatMap((spelling) =>
        ofName(spelling, forNames, onlyWithTitle).map((text) => pattern('name', first(name), text)),
      ),
    ),
    ...titles.flatMap(({ name, alone }) => alone.map((form) => pattern('title', first(name), ofTitle(form)))),
  ];
  known.set(day ?? '', patterns);
  return patterns;
}

/**
 * The office-holders whom a text names (공직선거법 §112④: what names the head of a local government is a prohibited
 * gift of theirs). Sees through spacing, particles, width, composition and signs that cannot be seen. A title by
 * itself counts only in the forms that the pack gives: 시장 is a market, too.
 * @param day those in office then, `2026-11-24`; without it everybody on the list
 */
export function findOfficeHolders(text: string, city: City, day?: string): Named[] {
  const plain = plainly(text);
  const found = patternsOf(city, day).filter(({ at }) => at.test(plain));
  const seen = new Set<string>();
  return found.flatMap(({ kind, who }) => {
    if (seen.has(`${kind} ${who}`)) return [];
    seen.add(`${kind} ${who}`);
    return [{ kind, who }];
  });
}

/** A citizen may have a mayor's name: for names of people only what stands with a title counts. */
export function findTitledNames(name: string, city: City, day?: string): Named[] {
  const titled = { ...city.officeHolders, holders: city.officeHolders.holders.map(withTitle) };
  return findOfficeHolders(name, { ...city, officeHolders: titled }, day);
}
const withTitle = (holder: City['officeHolders']['holders'][number]) => ({ ...holder, onlyWithTitle: true });

/**
 * Texts that will be printed or sent, by the path of their field in the request.
 * @throws DomainError NAMES_OFFICE_HOLDER (422) naming every field that does
 */
export function mustNameNoOfficeHolder(
  city: City,
  texts: Readonly<Record<string, string | undefined>>,
  find: typeof findOfficeHolders = findOfficeHolders,
): void {
  const errors: FieldError[] = Object.entries(texts)
    .filter(([, text]) => text !== undefined && find(text, city).length > 0)
    .map(([path]) => ({ path, code: 'NAMES_OFFICE_HOLDER' }));
  if (errors.length > 0) throw fail('NAMES_OFFICE_HOLDER', {}, errors);
}

/** A paper was not made: a text on it names an office-holder. Carries no text; `who` is the city pack's. */
export class PaperBlocked extends Error {
  readonly named: readonly Named[];
  constructor(named: readonly Named[]) {
    super('a text on the paper names an office-holder (공직선거법 §112④)');
    this.name = 'PaperBlocked';
    this.named = named;
  }
}

/**
 * The last look before paper: whatever got past the forms (a model in a diagnostic file, a partner's list) stops here.
 * @throws PaperBlocked
 */
export function mustBeLawfulToPrint(texts: readonly string[], city: City): void {
  const named = findOfficeHolders(texts.join('\n'), city);
  if (named.length > 0) throw new PaperBlocked(named);
}
