import type { City } from '../kernel/city.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { type Activity, activityOf } from './earn.ts';
import { fail } from './member.ts';

/** The activity that the survey is; a city without one has no survey. @throws DomainError ACTIVITY_UNKNOWN */
export function surveyActivity(city: City): Activity {
  const code = city.points.activities.find(({ source }) => source === 'survey')?.code;
  return activityOf(city, code ?? '', 'survey');
}

const counter = (question: string, answer: string): string => `${question}#${answer}`;

/** One answer to every question. @throws DomainError SURVEY_INCOMPLETE naming the questions without one that it knows */
export function mustBeComplete(city: City, answers: Readonly<Record<string, string>>): void {
  const { survey } = city.points;
  const open = survey.filter(({ code, answers: known }) => !known.some((one) => one.code === answers[code]));
  const strange = Object.keys(answers).filter((code) => !survey.some((one) => one.code === code));
  if (open.length + strange.length > 0)
    throw fail('SURVEY_INCOMPLETE', {}, [
      ...open.map(({ code }) => ({ path: `answers.${code}`, code: answers[code] ? 'INVALID' : 'REQUIRED' })),
      ...strange.map((code) => ({ path: `answers.${code}`, code: 'UNKNOWN_FIELD' })),
    ]);
}

/** Counts the answers. Whose they are is written nowhere: neither in the event nor in its digest. */
export const countAnswers = (answers: Readonly<Record<string, string>>): Write => ({
  update: keys.surveyCounts(),
  change: {
    set: { kind: 'surveyCounts' },
    add: Object.fromEntries([
      ['answered', 1],
      ...Object.entries(answers).map(([question, answer]) => [counter(question, answer), 1]),
    ]),
  },
  when: {},
});

/** @param counts the item of the counters, if anybody has answered */
export const surveyFigures = (city: City, counts: Readonly<Record<string, unknown>> = {}) => {
  const read = (name: string): number => Number(counts[name] ?? 0);
  return {
    answered: read('answered'),
    questions: city.points.survey.map(({ code, answers }) => ({
      code,
      answers: answers.map((answer) => ({ code: answer.code, count: read(counter(code, answer.code)) })),
    })),
  };
};
