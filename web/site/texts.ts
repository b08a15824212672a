import enApplications from '../texts/en/applications.json' with { type: 'json' };
import enCommon from '../texts/en/common.json' with { type: 'json' };
import enDonations from '../texts/en/donations.json' with { type: 'json' };
import enGifts from '../texts/en/gifts.json' with { type: 'json' };
import enPoints from '../texts/en/points.json' with { type: 'json' };
import enSite from '../texts/en/site.json' with { type: 'json' };
import enApply from '../texts/en/site-apply.json' with { type: 'json' };
import enMoney from '../texts/en/site-money.json' with { type: 'json' };
import koApplications from '../texts/ko/applications.json' with { type: 'json' };
import koCommon from '../texts/ko/common.json' with { type: 'json' };
import koDonations from '../texts/ko/donations.json' with { type: 'json' };
import koGifts from '../texts/ko/gifts.json' with { type: 'json' };
import koPoints from '../texts/ko/points.json' with { type: 'json' };
import koSite from '../texts/ko/site.json' with { type: 'json' };
import koApply from '../texts/ko/site-apply.json' with { type: 'json' };
import koMoney from '../texts/ko/site-money.json' with { type: 'json' };

/** All words of the public site in one language. */
export interface SiteTexts {
  readonly site: typeof koSite;
  readonly common: typeof koCommon;
  readonly donations: typeof koDonations;
  readonly applications: typeof koApplications;
  readonly gifts: typeof koGifts;
  readonly points: typeof koPoints;
  /** Pages of money and points. */
  readonly money: typeof koMoney;
  /** What applicants see beside the forms: paper, documents, appointments. */
  readonly apply: typeof koApply;
}

const texts: Readonly<Record<string, SiteTexts>> = {
  ko: {
    site: koSite,
    common: koCommon,
    donations: koDonations,
    applications: koApplications,
    gifts: koGifts,
    points: koPoints,
    money: koMoney,
    apply: koApply,
  },
  en: {
    site: enSite,
    common: enCommon,
    donations: enDonations,
    applications: enApplications,
    gifts: enGifts,
    points: enPoints,
    money: enMoney,
    apply: enApply,
  },
};

/** @throws Error naming the language when the site has no words in it */
export function textsOf(language: string): SiteTexts {
  const found = texts[language];
  if (!found) throw new Error(`the site has no texts in "${language}" (web/texts/${language}/)`);
  return found;
}

/** `{name}` in a text → its value; a name without a value stays, so that the test for it finds it. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
