import type { PageContext } from '../context.ts';
import { applicationWordsFile } from './application-words.ts';

/** Words and names the follow page's script needs. */
export const followDataOf = ({ t, texts, city, words, locale, language, asset }: PageContext) => ({
  locale,
  // By its file's name: it is no part of the first view.
  amend: asset('amend.js').replace('/assets/', ''),
  gift: asset('follow-gift.js').replace('/assets/', ''),
  giftWords: asset(giftWordsFile(language)),
  request: asset('follow-application.js').replace('/assets/', ''),
  applicationWords: asset(applicationWordsFile(language)),
  timeZone: city.timeZone,
  districts: Object.fromEntries(city.districts.map((district) => [district.code, words(district.name)])),
  errorPrefix: t.common.errorPrefix,
  sending: t.common.sending,
  item: t.common.item,
  sentences: {
    subject: { REQUIRED: t.follow.ask.subjectRequired },
    reference: { REQUIRED: t.follow.ask.referenceRequired, INVALID: t.follow.ask.referenceInvalid },
    'earmark.district': { REQUIRED: t.follow.earmark.empty },
    code: { REQUIRED: t.follow.code.required, INVALID: t.follow.code.invalid },
  },
  errors: { ...texts.common.errors, ...t.follow.errors },
  lead: t.follow.code.lead,
  show: shown(t.follow.show),
  states: t.follow.state,
  slots: texts.donations.slots,
  kinds: texts.donations.kinds,
  registration: texts.donations.registration,
  donation: {
    status: texts.donations.status,
    stages: t.follow.donationStages,
    reasons: texts.donations.declined,
  },
  device: { stages: t.follow.deviceStages },
  earmark: {
    ...t.follow.earmark,
    asks: Object.fromEntries(city.earmarks.rules.map((rule) => [rule.code, words(rule.ask)])),
    groups: Object.fromEntries(
      [...city.householdCategories, ...city.organisationKinds].map(({ code, name }) => [code, words(name)]),
    ),
  },
});
/** What only applicants read comes later. */
const LATER = ['application', 'refused', 'count', 'withdrawApplication'] as const;
const shown = (show: PageContext['t']['follow']['show']): Omit<typeof show, (typeof LATER)[number]> =>
  Object.fromEntries(
    Object.entries(show).filter(([name]) => !LATER.some((later) => later === name)),
  ) as typeof show;
export type FollowData = ReturnType<typeof followDataOf>;

/** Words that only those need who gave money: a file beside the page, so that nobody else's first view carries them. */
export const giftWordsFile = (language: string): string => `follow-gift-${language}.json`;
export const giftWordsOf = ({ texts, city, words, href }: PageContext) => ({
  ...texts.money.follow,
  status: texts.gifts.status,
  purposes: Object.fromEntries(city.fund.purposes.map(({ code, name }) => [code, words(name)])),
  ledgerHref: href('/ledger/'),
});
export type GiftWords = ReturnType<typeof giftWordsOf>;
