import type { City } from '../../../functions/kernel/city.ts';

type Words = Readonly<Record<string, string>>;

/** What the staff app needs of the city pack; put into the script at build. */
export interface StaffCity {
  readonly name: Words;
  readonly programme: Words;
  readonly languages: readonly string[];
  readonly timeZone: string;
  readonly currency: { readonly code: string; readonly minorDigits: number };
  readonly districts: Readonly<Record<string, Words>>;
  readonly categories: Readonly<Record<string, Words>>;
  /** Partners that give PCs in bulk. */
  readonly partners: Readonly<Record<string, Words>>;
  readonly legalBases: readonly { readonly code: string; readonly name: Words; readonly source: string }[];
  readonly deadlines: City['deadlines'];
  /** Rules that wishes are looked at by: code, name, where it is written. */
  readonly earmarkRules: readonly { readonly code: string; readonly name: Words; readonly ask: Words }[];
  readonly valuation: City['valuation'];
  readonly acceptedMethods: readonly string[];
  readonly phone: string;
}

/** Picks it out of a city pack: no people, no addresses, nothing of the public site. */
export function staffCity(city: City): StaffCity {
  const byCode = (list: readonly { code: string; name: Words }[]) =>
    Object.fromEntries(list.map(({ code, name }) => [code, name]));
  return {
    name: city.name,
    programme: city.programme,
    languages: city.languages,
    timeZone: city.timeZone,
    currency: city.currency,
    districts: byCode(city.districts),
    categories: byCode([...city.householdCategories, ...city.organisationKinds]),
    partners: Object.fromEntries(
      city.partners.filter((one) => one.givesComputers).map(({ id, name }) => [id, name]),
    ),
    legalBases: city.legalBases,
    deadlines: city.deadlines,
    earmarkRules: city.earmarks.rules.map(({ code, name, ask }) => ({ code, name, ask })),
    valuation: city.valuation,
    acceptedMethods: city.erasure.acceptedMethods,
    phone: city.contact.phone,
  };
}
