import { readFileSync } from 'node:fs';

/** A text in each of the city's languages. */
export type Words = Readonly<Record<string, string>>;

/** What the site says of the city: the part of its pack (`cities/<city>/city.json`) that pages show. */
export interface SiteCity {
  readonly id: string;
  readonly name: Words;
  readonly programme: Words;
  readonly owner: Words;
  readonly languages: readonly string[];
  readonly timeZone: string;
  readonly region: string;
  readonly districts: ReadonlyArray<{
    readonly code: string;
    readonly name: Words;
    readonly short: Words;
    readonly column: number;
    readonly row: number;
  }>;
  readonly phases: ReadonlyArray<{
    readonly id: string;
    readonly kind: 'organisation' | 'household';
    readonly opensOn: string;
    readonly closesOn: string;
    readonly districts?: readonly string[];
    readonly name: Words;
  }>;
  readonly householdCategories: ReadonlyArray<{ readonly code: string; readonly name: Words }>;
  readonly organisationKinds: ReadonlyArray<{ readonly code: string; readonly name: Words }>;
  readonly systemLanguages: readonly string[];
  readonly eligibility: {
    readonly documents: ReadonlyArray<{
      readonly code: string;
      readonly name: Words;
      /** Categories and kinds of organisations that need it. */
      readonly neededBy: readonly string[];
      readonly waivedByLookUp: boolean;
      readonly newestMonths?: number;
    }>;
    readonly largestDocument: number;
    readonly mostDocuments: number;
    readonly keepDocumentsDays: number;
    readonly appealSource: string;
  };
  readonly committees: ReadonlyArray<{ readonly code: string; readonly name: Words; readonly mark: string }>;
  readonly legalBases: ReadonlyArray<{ readonly code: string; readonly name: Words }>;
  readonly decisions: { readonly withinMonths: number; readonly source: string };
  readonly elsewhere: ReadonlyArray<{
    readonly code: string;
    readonly kinds: ReadonlyArray<'organisation' | 'household'>;
    readonly districts: readonly string[];
    readonly name: Words;
    readonly about: Words;
    readonly link?: string;
    readonly phone?: string;
  }>;
  readonly earmarks: { readonly rules: ReadonlyArray<{ readonly code: string; readonly ask: Words }> };
  readonly target: { readonly computers: number; readonly by: string };
  readonly partners: ReadonlyArray<{
    readonly id: string;
    readonly name: Words;
    readonly role: Words;
    readonly givesComputers?: boolean;
  }>;
  readonly fund: {
    readonly account: { readonly bank: Words; readonly number: string; readonly holder: Words };
    readonly purposes: ReadonlyArray<{
      readonly code: string;
      readonly name: Words;
      readonly about: Words;
      readonly paysFees?: boolean;
    }>;
    readonly smallestGift: number;
    readonly announcedDays: number;
  };
  readonly points: {
    readonly worth: number;
    readonly expireAfterMonths: number;
    readonly nudgeDaysBefore: number;
    readonly receiptFrom: number;
    readonly activities: ReadonlyArray<{
      readonly code: string;
      readonly name: Words;
      readonly points: number;
      readonly source: 'staff' | 'survey' | 'portal';
    }>;
    readonly survey: ReadonlyArray<{
      readonly code: string;
      readonly question: Words;
      readonly answers: ReadonlyArray<{ readonly code: string; readonly name: Words }>;
    }>;
  };
  readonly erasure: { readonly minimumPasses: number };
  readonly household: { readonly yearsBetween: number };
  readonly warrantyMonths: number;
  readonly contact: {
    readonly phone: string;
    readonly phoneHours: Words;
    readonly email: string;
    readonly address: Words;
    readonly postcode: string;
  };
  readonly gap: {
    readonly year: number;
    readonly underprivileged: number;
    readonly everyone: number;
    readonly source: Words;
  };
}

/** The pack of a city by its folder name; its shape is checked by `functions/kernel/city.ts` at every start. */
export const readSiteCity = (id: string): SiteCity =>
  JSON.parse(readFileSync(new URL(`../../cities/${id}/city.json`, import.meta.url), 'utf8')) as SiteCity;
