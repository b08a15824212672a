import type { AnswerOf } from '../contracts.ts';
import { nameOf, t } from '../core/words.ts';

export type Line = AnswerOf<'listAllotmentLines'>['items'][number];
type Reason = Line['reasons'][number];

/** `+120`, `−6`: points by sign, so that what is taken off is seen without colour. */
export const signed = (points: number): string => (points < 0 ? `−${-points}` : `+${points}`);

/** `120일 기다림 +120`. */
export const reasonText = ({ code, count, points }: Reason): string =>
  `${nameOf('allotments.reasons', code, { count })} ${signed(points)}`;

/** How much lower the plan's sum would be; equally good is said as such. */
export const losesText = (loses: number): string =>
  loses === 0 ? t('allotments.next.same') : t('allotments.next.loses', { points: loses });
