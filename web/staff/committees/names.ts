import { city } from 'ithope:city';
import { committeeCity } from 'ithope:city-committees';
import type { AnswerOf } from '../contracts.ts';
import { query } from '../core/router.ts';
import { dayText } from '../core/time.ts';
import { inWords, nameOf, t } from '../core/words.ts';

export type Meeting = AnswerOf<'readMeeting'>;
export type Item = AnswerOf<'readItem'>;
export type Code = AnswerOf<'listMeetings'>['items'][number]['committee'];

export const committeeName = (code: string): string =>
  inWords(committeeCity.committees.find((one) => one.code === code)?.name) || code;

/** The committee that the address names, else the first of those there are. */
export function chosenCommittee(codes: readonly Code[]): Code | undefined {
  const wanted = query.value.get('committee');
  return codes.find((code) => code === wanted) ?? codes[0];
}

/** `2026년 제3차 회의`; before it is opened, its day. */
export const meetingName = ({ year, number, day }: Pick<Meeting, 'year' | 'number' | 'day'>): string =>
  year && number ? t('committees.nth', { year, number }) : t('committees.planned', { day: dayText(day) });

/** The short name of a plan: the end of its id. */
const planName = (id: string): string => id.slice(-5);

/** What an item is about, in a line. */
export function subjectText(item: Pick<Item, 'kind' | 'title' | 'plan' | 'lines' | 'overrides'>): string {
  if (item.title) return item.title;
  const kind = nameOf('committees.kinds', item.kind);
  if (item.kind === 'PLAN' && item.plan)
    return `${kind} · ${t('committees.planOf', { name: planName(item.plan), count: item.lines ?? 0 })}`;
  return kind;
}

/** `공동모금회의 배분 (사회복지공동모금회법)`. */
export function basisText(code: string): string {
  const basis = city.legalBases.find((one) => one.code === code);
  return basis ? `${inWords(basis.name)} (${basis.source})` : code;
}
