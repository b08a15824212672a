import type { PageContext } from '../context.ts';

/** Where a member's page finds its script, by the file's name: it is part of nobody's first view. */
export const accountScript = ({ asset }: PageContext): string =>
  asset('points-account.js').replace('/assets/', '');

/** Everything that the member's page says. */
export const accountWordsOf = ({ texts, t, city, words, locale, language, href }: PageContext) => ({
  ...texts.money.points.account,
  language,
  locale,
  timeZone: city.timeZone,
  ledgerHref: href('/ledger/'),
  pointsHref: href('/points/'),
  worthOf: city.points.worth,
  purposes: city.fund.purposes.map(({ code, name, about }) => ({
    code,
    name: words(name),
    about: words(about),
  })),
  activities: Object.fromEntries(city.points.activities.map(({ code, name }) => [code, words(name)])),
  surveyPoints: city.points.activities.find(({ source }) => source === 'survey')?.points ?? 0,
  questions: city.points.survey.map(({ code, question, answers }) => ({
    code,
    question: words(question),
    answers: answers.map((answer) => ({ code: answer.code, name: words(answer.name) })),
  })),
  fields: t.fields,
  optional: t.common.optional,
  consents: {
    privacy: t.give.consents.privacy,
    agree: t.give.consents.privacyAgree,
    required: t.give.consents.privacyRequired,
    news: t.give.consents.news,
    newsAgree: t.give.consents.newsAgree,
  },
  errors: { ...texts.common.errors, ...texts.points.errors },
});
export type AccountWords = ReturnType<typeof accountWordsOf>;
