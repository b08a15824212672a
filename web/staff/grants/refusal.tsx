import type { VNode } from 'preact';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { t } from '../core/words.ts';
import type { Problem } from '../problem.ts';
import { monthText } from './months.ts';

/** The numbers, the months or the record that a refusal names: what the sentence beside the field does not say. */
export function RefusalDetail({ problem }: { problem: Problem | undefined }): VNode | null {
  if (!problem) return null;
  const { code, detail } = problem;
  const { most, left, limit, from, to, month, grant } = detail;
  const words =
    code === 'FEE_TOO_HIGH' && typeof most === 'number'
      ? t('fees.refusal.fee', { most: money(most) })
      : code === 'TOO_MANY_MONTHS' && typeof most === 'number'
        ? t('fees.refusal.months', { most })
        : code === 'MONTH_OUT_OF_RANGE' && typeof from === 'string' && typeof to === 'string'
          ? t('fees.refusal.range', { from: monthText(from), to: monthText(to) })
          : code === 'LIMIT_REACHED' && typeof left === 'number' && typeof limit === 'number'
            ? t('fees.refusal.limit', { left: money(left), limit: money(limit) })
            : (code === 'RUN_BEFORE_UNFINISHED' || code === 'RUN_UNFINISHED') && typeof month === 'string'
              ? t('fees.refusal.run', { month: monthText(month) })
              : undefined;
  if (code === 'HOUSEHOLD_HAS_GRANT' && typeof grant === 'string')
    return (
      <p class="refusal-detail">
        <a href={places.grant(grant)}>{t('fees.refusal.see')}</a>
      </p>
    );
  return words ? <p class="refusal-detail">{words}</p> : null;
}
