import type { City } from '../kernel/city.ts';
import { lettersOf, plainText, withoutBrackets } from './spelling.ts';

export interface WrittenAddress {
  readonly district: string;
  readonly postcode: string;
  readonly street: string;
  readonly detail?: string | undefined;
}

/** Which words of an address only say in which city and district it is. */
export type Places = Pick<City, 'name' | 'districts'>;

/** Road and number; a road may have a number of its own (구로로12길), a building may stand below ground. */
const ROAD =
  /^(.*?(?:대로|로|길))\s*(지하)?\s*(\d+)(?!\d|\s?(?:번|[가나다라마바사])*길(?![가-힣]))(?:\s*[-의]\s*(\d+))?/u;
/** As it was before roads had names: 구로동 123-4. */
const LOT = /^(.*?(?:동|가|리))\s*(산)?\s*(\d+)(?!\d|\s*[동호층])(?:\s*[-의]\s*(\d+))?/u;
/** 39 Sejong-daero 21-gil, Sejong-daero 21-gil 39: letters alone, numbers of the road within. */
const LATIN_ROAD = /[a-z]+-?(?:daero|ro|gil)(?:\s*\d+(?:beon)?(?:ga|na|da|ra)?-?gil)?/u;

const number = (digits: string | undefined): string => (digits ?? '').replace(/^0+(?=\d)/, '');
const dashed = (...parts: readonly (string | undefined)[]): string =>
  parts
    .filter((part) => part !== undefined && part !== '')
    .map(number)
    .join('-');

/** One word for each thing, however it is written. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/[‐-―−－~]/gu, '-'],
  [/[號号]/gu, '호'],
  [/[棟栋]/gu, '동'],
  [/[層层]/gu, '층'],
  [/(\d|\b[a-z])\s*-?\s*dong\b/gu, '$1동'],
  [/(\d)\s*-?\s*ho\b/gu, '$1호'],
  [/(\d)\s*(?:st|nd|rd|th)?\s*(?:fl|floor)\b\.?/gu, '$1층'],
  [/\b(?:apt|unit|suite|room|rm|no)\b\.?\s*(?=\d)|#\s*(?=\d)/gu, ' '],
  [/(\d)\s*호실/gu, '$1호'],
  [/번지/gu, ' '],
  [/제\s*(?=\d+\s*[동호층])/gu, ''],
];
const plainWords = (text: string): string =>
  WORDS.reduce((said, [written, word]) => said.replace(written, word), withoutBrackets(plainText(text)));

/** Without the words before the road that every address of the city has: 서울특별시 구로구. */
function withoutPlaces(street: string, { name, districts }: Places): string {
  const words = [...Object.values(name), ...districts.flatMap(({ name: one }) => Object.values(one))];
  const known = new Set([...words.map((word) => lettersOf(plainText(word))), '서울시', '서울', 'korea']);
  return street
    .split(/[\s,]+/u)
    .filter((word) => !known.has(lettersOf(word)))
    .join(' ');
}

/** Where the house stands, and what is left of the line. */
function houseOf(street: string): { house: string; rest: string } {
  const latin = LATIN_ROAD.exec(street);
  if (latin) {
    const [road] = latin;
    const around = street.replace(road, ' ');
    const own = /(\d+)(?:-(\d+))?/u.exec(around);
    return {
      house: `${lettersOf(road)} ${dashed(own?.[1], own?.[2])}`,
      rest: own ? around.replace(own[0], ' ') : around,
    };
  }
  const found = ROAD.exec(street) ?? LOT.exec(street);
  if (!found) return { house: lettersOf(street), rest: '' };
  const [whole, road = '', apart = '', no, sub] = found;
  return { house: `${lettersOf(road)}${apart} ${dashed(no, sub)}`, rest: street.slice(whole.length) };
}

const BUILDING =
  /(\d+|(?<![a-z])[a-z]|(?<![가-힣])[가나다라마바사아자차카타파하])\s*동(?![가-힣]*(?:로|길))/gu;
/** 구로3동 is an administrative quarter, not a building; behind a kind of house it is one: 한빛아파트3동. */
const HOUSES = /(?:아파트|빌라|맨션|타운|연립|빌딩|단지|주택|차|apt)$/u;

/** The flat: building and number as written in any form, floor where there is no number, nothing for a whole house. */
export function unitOf(detail: string): string {
  const text = plainWords(detail);
  const numbers = [...text.matchAll(/(지하|b|비)?\s*(?<!\d)(\d+)\s*호/gu)].at(-1);
  const before = text.slice(0, numbers?.index);
  const building = [...before.matchAll(BUILDING)]
    .filter(({ index }) => {
      const lead = before.slice(0, index);
      return !/[가-힣]$/u.test(lead) || HOUSES.test(lead);
    })
    .at(-1);
  if (numbers) {
    const [, below, no] = numbers;
    return dashed(building?.[1] ?? leadingBuilding(before), `${below ? 'b' : ''}${number(no)}`);
  }
  if (building) {
    const behind = /^\D*(\d+)/u.exec(text.slice(building.index + building[0].length));
    return dashed(building[1], behind?.[1]);
  }
  const pair = /(?<![\d가-힣])(\d+|[a-z가-하])\s*[-/]\s*(\d+)(?!\d|층)/u.exec(text);
  if (pair) return dashed(pair[1], pair[2]);
  const cellar = /(?:지하|\bb|비)\s*(\d+)(?!\d|층)/u.exec(text);
  if (cellar) return `b${number(cellar[1])}`;
  if (/반지하|지층|지하\s*1?\s*층|\bb1?층/u.test(text)) return 'b';
  const floor = /(\d+)\s*층/u.exec(text);
  if (floor) return `f${number(floor[1])}`;
  return number([...text.matchAll(/(?<![\d가-힣a-z])(\d+)(?![\d가-힣a-z])/gu)].at(-1)?.[1]);
}

/** 101-1203호: the building has lost its 동. */
const leadingBuilding = (before: string): string | undefined =>
  /(?<![\d가-힣])(\d+|[a-z가-하])\s*[-/]\s*$/u.exec(before)?.[1];

/**
 * A dwelling as it is compared: postcode, road, number, flat. Two that are alike are probably one home; whoever decides
 * is told, and nobody is refused for it.
 */
export function dwellingOf({ postcode, street, detail }: WrittenAddress, places: Places): string {
  const { house, rest } = houseOf(withoutPlaces(plainWords(street), places));
  return `${postcode} ${house} ${unitOf(`${rest} ${detail ?? ''}`)}`.trim();
}
