import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { City } from '../functions/kernel/city-shape.ts';
import { findOfficeHolders } from '../functions/kernel/printed-text.ts';

/** Neither printed nor sent: the list itself, made-up people, the words that wishes are searched for. */
const UNSPOKEN = ['officeHolders', 'demonstrationStaff', 'words', 'except'];

/** Every text of the pack that reaches a page, a paper or a message, with its path. */
function spokenIn(node: unknown, path: readonly (string | number)[] = []): [typeof path, string][] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node)
    .filter(([name]) => !UNSPOKEN.includes(name))
    .flatMap(([name, inner]) => spokenIn(inner, [...path, Array.isArray(node) ? Number(name) : name]));
}

/** What one city pack alone can get wrong and its shape does not show. */
const Pack = City.superRefine((city, context) => {
  const problem = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  const codes = new Set<string>();
  const places = new Map<string, string>();
  city.districts.forEach((district, i) => {
    if (codes.has(district.code)) problem(['districts', i, 'code'], `${district.code} is there twice`);
    codes.add(district.code);
    const place = `${district.column}/${district.row}`;
    const other = places.get(place);
    if (other) problem(['districts', i], `${district.code} has the tile place ${place} of ${other}`);
    places.set(place, district.code);
  });
  const known = (path: (string | number)[], code: string) => {
    if (!codes.has(code)) problem(path, `district ${code} is not in the pack`);
  };
  city.phases.forEach((phase, i) => {
    phase.districts.forEach((code, j) => {
      known(['phases', i, 'districts', j], code);
    });
    if (phase.closesOn < phase.opensOn) problem(['phases', i, 'closesOn'], 'closes before it opens');
  });
  known(['allotment', 'travel', 'from'], city.allotment.travel.from);
  for (const { code } of [...city.householdCategories, ...city.organisationKinds]) {
    const { need, bases } = city.allotment;
    if (need.categories[code] === undefined)
      problem(['allotment', 'need', 'categories'], `${code} has no points`);
    if (!bases[code]) problem(['allotment', 'bases'], `an allotment to ${code} rests on nothing`);
  }
  for (const kind of ['person', 'business', 'corporation'] as const)
    if (!city.valuation.rules[kind]) problem(['valuation', 'rules', kind], 'no rule for this kind of giver');
  for (const amount of ['market', 'book'] as const)
    if (!city.valuation.evidence.some(({ proves }) => proves.includes(amount)))
      problem(['valuation', 'evidence'], `nothing proves a ${amount} value`);
  city.earmarks.rules.forEach(({ test, words, days }, i) => {
    if (['words', 'small-place'].includes(test) && words.length === 0)
      problem(['earmarks', 'rules', i, 'words'], 'a rule that looks for words has none');
    if (test === 'near-election' && !days) problem(['earmarks', 'rules', i, 'days'], 'within how many days?');
  });
  for (const [path, text] of spokenIn(city)) {
    const [named] = findOfficeHolders(text, city);
    if (named) problem([...path], `names an office-holder (${named.who}): it would be printed or sent`);
  }
  city.demonstrationStaff.forEach((person, i) => {
    if (person.district) known(['demonstrationStaff', i, 'district'], person.district);
    if (person.groups.includes('district') && !person.district)
      problem(['demonstrationStaff', i, 'district'], 'a district officer without a district');
    const serves = city.partners.find(({ id }) => id === person.partner);
    if ((person.partner || person.groups.includes('partner')) && !serves?.givesComputers)
      problem(['demonstrationStaff', i, 'partner'], 'not a partner that gives computers');
  });
});

export const cityFile = (id: string): string => join('cities', id, 'city.json');

/**
 * The city pack, checked.
 * @throws Error naming the file and every broken place in it
 */
export function readCityPack(id: string, file = cityFile(id)): City {
  const text = readOrRefuse(file);
  const pack = Pack.safeParse(text);
  if (!pack.success) throw new Error(`${file} is not a city pack:\n${z.prettifyError(pack.error)}`);
  if (pack.data.id !== id) throw new Error(`${file}: its id is ${pack.data.id}, its folder ${id}`);
  return pack.data;
}

function readOrRefuse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
