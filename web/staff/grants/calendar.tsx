import type { VNode } from 'preact';
import { type Meaning, StatusTag } from '../../components/status-tag/status-tag.tsx';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { may } from '../core/session.ts';
import { dayOf, dayText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { Card } from '../page/facts.tsx';
import type { Grant } from './grant.tsx';
import { monthName } from './months.ts';

type Month = Grant['months'][number];
const MEANING: Readonly<Record<Month['state'], Meaning>> = {
  OPEN: 'moving',
  PAID: 'done',
  RETURNED: 'stopped',
  RELEASED: 'neutral',
};

/** Every month of a grant, year by year, with what became of it. */
export function Calendar({ months }: { months: readonly Month[] }): VNode {
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))];
  return (
    <Card id="months" title={t('fees.months')}>
      {years.map((year) => (
        <section class="fee-year">
          <h3>{t('fees.year', { year })}</h3>
          <ol class="fee-months">
            {months
              .filter(({ month }) => month.startsWith(year))
              .map((one) => (
                <li key={one.month}>
                  <MonthCell one={one} />
                </li>
              ))}
          </ol>
        </section>
      ))}
    </Card>
  );
}

function MonthCell({ one }: { one: Month }): VNode {
  const { month, state, fee, run, at, returnedBecause } = one;
  return (
    <>
      <p class="fee-month">
        <strong>{monthName(month)}</strong>{' '}
        <StatusTag meaning={MEANING[state]}>{nameOf('grants.months', state)}</StatusTag>
      </p>
      <p class="fee-worth">{money(fee)}</p>
      {at && (
        <p class="note">
          {dayText(dayOf(at))}
          {returnedBecause && ` · ${nameOf('grants.returnReasons', returnedBecause)}`}
        </p>
      )}
      {run && may('readRun') && (
        <p class="note">
          <a href={places.run(run)}>{t('fees.inRun', { month: monthName(run) })}</a>
        </p>
      )}
    </>
  );
}
