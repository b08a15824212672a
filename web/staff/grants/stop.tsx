import type { VNode } from 'preact';
import { money } from '../core/money.ts';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, NoteField, SelectField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import type { Grant } from './grant.tsx';
import { monthChoices, monthText } from './months.ts';
import { RefusalDetail } from './refusal.tsx';

/** Why a grant stops, in the order in which it happens most. */
const REASONS = ['ASKED', 'CONTRACT_ENDED', 'MOVED_AWAY', 'NO_LONGER_ELIGIBLE', 'DIED', 'OTHER'] as const;

export const openMonths = ({ months }: Grant) => months.filter(({ state }) => state === 'OPEN');

/** Stops a grant from a month on; says what goes back to its purpose. */
export function Stop({ grant }: { grant: Grant }): VNode {
  const open = openMonths(grant);
  return (
    <Deed
      name="stop"
      title={nameOf('grants.moves', 'stop')}
      lead={t('fees.stop.lead')}
      submit={t('fees.stop.submit')}
      tone="danger"
      initial={{ from: open[0]?.month ?? '', reason: '', note: '' }}
      fieldOf={{ MONTH_OUT_OF_RANGE: 'from' }}
      send={async ({ from, reason, note }, intent) => {
        const body = { from, reason: reason as (typeof REASONS)[number], ...optionalText({ note }) };
        const { released } = await client.write('stopGrant', { params: { id: grant.id }, body }, intent);
        return t('fees.stop.done', { month: monthText(from), sum: money(released) });
      }}
    >
      {(form) => {
        const { from } = form.values.value;
        const back = open.filter(({ month }) => month >= from);
        const sum = back.reduce((all, { fee }) => all + fee, 0);
        return (
          <>
            <RefusalDetail problem={form.problem.value} />
            <SelectField
              form={form}
              name="from"
              label={t('fees.stop.from')}
              choices={monthChoices(open.map(({ month }) => month))}
              required
            />
            <ChoiceField
              form={form}
              name="reason"
              label={t('staff.labels.reason')}
              choices={REASONS.map((value) => ({ value, label: nameOf('grants.stopReasons', value) }))}
              required
            />
            <NoteField form={form} name="note" label={t('staff.labels.note')} max={300} />
            {from && (
              <p class="set-aside" role="status">
                {t('fees.stop.back', { months: back.length, sum: money(sum) })}
              </p>
            )}
          </>
        );
      }}
    </Deed>
  );
}
