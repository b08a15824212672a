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
  /** What is kept of a hand-over and for how long, and how many photos of it. */
  readonly delivery: {
    readonly photosMost: number;
    readonly photoDays: number;
    readonly signatureMonths: number;
  };
}

/** What only the pages of applications need; it comes with them. */
export interface ApplicationsCity {
  /** Kinds of documents, in the order of the pack. */
  readonly documents: readonly {
    readonly code: string;
    readonly name: Words;
    readonly neededBy: readonly string[];
  }[];
  readonly householdCategories: readonly { readonly code: string; readonly name: Words }[];
  readonly organisationKinds: readonly { readonly code: string; readonly name: Words }[];
  readonly messageLanguages: City['messageLanguages'];
  readonly appealDays: number;
}
export const applicationsCity = (city: City): ApplicationsCity => ({
  documents: city.eligibility.documents.map(({ code, name, neededBy }) => ({ code, name, neededBy })),
  householdCategories: city.householdCategories,
  organisationKinds: city.organisationKinds,
  messageLanguages: city.messageLanguages,
  appealDays: city.eligibility.appealDays,
});

/** What only the pages of money need; it comes with them. */
export interface MoneyCity {
  /** What money is for, by code. */
  readonly purposes: Readonly<Record<string, Words>>;
  readonly fund: Pick<City['fund'], 'account' | 'default' | 'smallestGift'>;
  readonly fees: {
    readonly months: City['fees']['months'];
    readonly monthlyLimit: number;
    /** Purposes that pay fees. */
    readonly purposes: readonly string[];
    readonly carriers: readonly {
      readonly code: string;
      readonly name: Words;
      readonly plans: City['fees']['carriers'][number]['plans'];
    }[];
  };
  /** Activities that a member of staff may confirm. */
  readonly activities: readonly { readonly code: string; readonly name: Words; readonly points: number }[];
  readonly survey: City['points']['survey'];
}

/** What only the pages of committees need; it comes with them. */
export type CommitteeCity = Pick<City, 'decisions'> & {
  readonly committees: readonly Pick<
    City['committees'][number],
    'code' | 'name' | 'seats' | 'termYears' | 'quorum' | 'passes' | 'mayOverride' | 'source'
  >[];
};
export const committeeCity = ({ committees, decisions }: City): CommitteeCity => ({
  decisions,
  committees: committees.map(({ code, name, seats, termYears, quorum, passes, mayOverride, source }) => ({
    ...{ code, name, seats, termYears, quorum, passes, source },
    ...(mayOverride ? { mayOverride } : {}),
  })),
});

const byCode = (list: readonly { code: string; name: Words }[]) =>
  Object.fromEntries(list.map(({ code, name }) => [code, name]));

export const moneyCity = ({ fund, fees, points }: City): MoneyCity => ({
  purposes: byCode(fund.purposes),
  fund: { account: fund.account, default: fund.default, smallestGift: fund.smallestGift },
  fees: {
    months: fees.months,
    monthlyLimit: fees.monthlyLimit,
    purposes: fund.purposes.filter(({ paysFees }) => paysFees).map(({ code }) => code),
    carriers: fees.carriers.map(({ code, name, plans }) => ({ code, name, plans })),
  },
  activities: points.activities
    .filter(({ source }) => source === 'staff')
    .map(({ code, name, points: each }) => ({ code, name, points: each })),
  survey: points.survey,
});

/** Picks it out of a city pack: no people, no addresses, nothing of the public site. */
export function staffCity(city: City): StaffCity {
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
    delivery: {
      photosMost: city.deliveries.photos.most,
      photoDays: city.deliveries.photos.keepDays,
      signatureMonths: city.deliveries.keepSignatureMonths,
    },
  };
}
