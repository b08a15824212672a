import type * as z from 'zod';
import type { City } from '../kernel/city.ts';
import type { EarmarkRule } from '../kernel/city-gifts.ts';
import { findOfficeHolders, plainly } from '../kernel/printed-text.ts';
import type { Earmark, EarmarkFinding } from './contract.ts';
import type { Donation } from './domain.ts';
import { fail } from './offer.ts';

export type Wish = z.output<typeof Earmark>;
export type Finding = z.output<typeof EarmarkFinding>;
type Field = Finding['field'];
type Texts = readonly (readonly [Field, string])[];

const DAY_MS = 24 * 60 * 60 * 1000;
const BEFORE = '(?<![\\p{L}\\p{N}])';
const AFTER_LATIN = '(?![\\p{L}\\p{N}])';
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const isLatin = (text: string) => /^[\p{Script=Latin}\s-]+$/u.test(text);

/** A word at the beginning of a word of the text, however it is spaced; `정당` but not `정당한` when that is excepted. */
function hasWord(text: string, { words, except }: EarmarkRule): boolean {
  const plain = plainly(text);
  return words.map(plainly).some((word) => {
    const spaced = word.split(/\s+/).map(escaped).join('\\s*');
    const found = plain.matchAll(new RegExp(`${BEFORE}${spaced}${isLatin(word) ? AFTER_LATIN : ''}`, 'gu'));
    return [...found].some(({ index }) => !except.some((other) => plain.startsWith(plainly(other), index)));
  });
}

const PARTICLES = /(?:에서|에게|에만|에는|으로|에|의|이|가|은|는|을|를|로|과|와|도|만)$/;
/** 천호동, 창5동에, 나눔아파트의: a word that ends so, and is more than the ending. */
function hasSmallPlace(text: string, { words, except }: EarmarkRule): boolean {
  return plainly(text)
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((token) => [token, token.replace(PARTICLES, '')])
    .some(
      (token) =>
        words.some((ending) => token.endsWith(ending) && token.length > ending.length) &&
        !except.some((other) => token.endsWith(other)),
    );
}

/** The family names that nine of ten people have; what follows must be said of a person. */
const FAMILY = '김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄';
const PERSON = new RegExp(
  `${BEFORE}([${FAMILY}][가-힣]{2})\\s?(?:씨|님|군|양|할머니|할아버지|학생)(?:에게|께|의|이|가|을|를|은|는|도|만)?${AFTER_LATIN}`,
  'gu',
);
function namesPerson(text: string, { except }: EarmarkRule): boolean {
  return [...plainly(text).matchAll(PERSON)].some(
    ([, name = '']) => !except.some((other) => name.startsWith(other)),
  );
}

function isNearElection({ elections }: City['earmarks'], { days = 0 }: EarmarkRule, today: string): boolean {
  return elections.some(({ day }) => {
    const left = (Date.parse(day) - Date.parse(today)) / DAY_MS;
    return left >= 0 && left <= days;
  });
}

/** The fields of a wish in which a rule finds something. */
function found(rule: EarmarkRule, wish: Wish | undefined, texts: Texts, city: City, today: string): Field[] {
  const where = (test: (text: string) => boolean) =>
    texts.filter(([, text]) => test(text)).map(([name]) => name);
  const own = (test: (text: string) => boolean) => where(test).filter((name) => name !== 'giver');
  const district = wish?.district;
  switch (rule.test) {
    case 'office-holder':
      return where((text) => findOfficeHolders(text, city, today).length > 0);
    case 'words':
      return own((text) => hasWord(text, rule));
    case 'small-place':
      return own((text) => hasSmallPlace(text, rule));
    case 'named-person':
      return own((text) => namesPerson(text, rule));
    case 'other-region':
      return district && !city.districts.some(({ code }) => code === district) ? ['district'] : [];
    case 'near-election':
      return wish && isNearElection(city.earmarks, rule, today) ? [district ? 'district' : 'use'] : [];
  }
}

/**
 * What the city's rules find in a giver's wish (사회복지공동모금회법 §27: a donor may name region, recipient and use, as
 * far as the Election Act allows it), in the order of the pack. The rules read; a person decides.
 * @param today the city's calendar day, for the elections
 */
export function earmarkFindings(
  { earmark, organisation }: Pick<Donation, 'earmark' | 'organisation'>,
  city: City,
  today: string,
): Finding[] {
  const texts: Texts = [
    ...(earmark?.use ? [['use', earmark.use] as const] : []),
    ...(earmark?.recipient ? [['recipient', earmark.recipient] as const] : []),
    ...(organisation ? [['giver', organisation] as const] : []),
  ];
  return city.earmarks.rules.flatMap((rule) =>
    found(rule, earmark, texts, city, today).map((field) => ({
      rule: rule.code,
      source: rule.source,
      field,
      severity: rule.severity,
    })),
  );
}

/** Codes for the event: free text stays in the record. */
export const ruleCodes = (findings: readonly Finding[]): string[] => [
  ...new Set(findings.map(({ rule }) => rule)),
];

/** An offer whose wish breaks the law is not taken like this. @throws DomainError EARMARK_UNLAWFUL (409) */
export function mustBeLawful(findings: readonly Finding[]): void {
  const broken = findings.filter(({ severity }) => severity === 'must-change');
  if (broken.length > 0) throw fail('EARMARK_UNLAWFUL', { rules: ruleCodes(broken) });
}

/** A group of the city pack: a household's category or a kind of organisation. @throws DomainError GROUP_UNKNOWN (422) */
export function mustNameKnownGroup(city: City, wish: Wish | undefined): void {
  if (!wish?.group) return;
  const known = [...city.householdCategories, ...city.organisationKinds];
  if (!known.some(({ code }) => code === wish.group))
    throw fail('GROUP_UNKNOWN', {}, [{ path: 'earmark.group', code: 'GROUP_UNKNOWN' }]);
}

/** A change is asked for what there is, with reasons that the city has words for. */
export function mustBeAskable({ earmark }: Donation, reasons: readonly string[], city: City): void {
  if (!earmark) throw fail('NO_EARMARK');
  const known = new Set(city.earmarks.rules.map(({ code }) => code));
  const unknown = reasons.findIndex((code) => !known.has(code));
  if (unknown >= 0)
    throw fail('REASON_UNKNOWN', {}, [{ path: `reasons.${unknown}`, code: 'REASON_UNKNOWN' }]);
}

/**
 * The law's order: the Chest asks for a change first, and refuses if the donor will not change it (§27).
 * @throws DomainError NO_EARMARK, EARMARK_NOT_ASKED (409)
 */
export function mayRefuseForEarmark({ earmark, changeAsked }: Donation): void {
  if (!earmark) throw fail('NO_EARMARK');
  if (!changeAsked) throw fail('EARMARK_NOT_ASKED');
}
