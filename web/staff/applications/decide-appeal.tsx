import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, NoteField, SelectField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import { REFUSALS, type Refusal } from './refusals.ts';

type Outcome = 'ALLOWED' | 'DISMISSED';

/** Somebody who has not decided before allows an appeal or dismisses it. */
export function DecideAppeal({ id }: { id: string }): VNode {
  return (
    <Deed
      name="decideAppeal"
      title={t('eligibility.appeal.decide')}
      lead={t('eligibility.appeal.decideLead')}
      submit={t('eligibility.appeal.decideSubmit')}
      initial={{ appealOutcome: '' as '' | Outcome, reason: '' as '' | Refusal, note: '' }}
      check={({ appealOutcome: outcome, reason }) =>
        outcome === 'DISMISSED' && reason === '' ? [{ path: 'reason', code: 'REQUIRED' }] : []
      }
      send={async ({ appealOutcome: outcome, reason, note }, intent) => {
        if (outcome === '') throw new Error('the form is checked before it is sent');
        const why = outcome === 'DISMISSED' && reason !== '' ? { reason } : {};
        const body = { outcome, ...why, ...optionalText({ note }) };
        await client.write('decideAppeal', { params: { id }, body }, intent);
        return t(outcome === 'ALLOWED' ? 'eligibility.appeal.allowed' : 'eligibility.appeal.dismissed');
      }}
    >
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="appealOutcome"
            row
            label={t('eligibility.appeal.choose')}
            required
            choices={(['ALLOWED', 'DISMISSED'] as const).map((value) => ({
              value,
              label: nameOf('eligibility.appeal.outcome', value),
            }))}
          />
          {form.values.value.appealOutcome === 'DISMISSED' && (
            <SelectField
              form={form}
              name="reason"
              label={t('eligibility.appeal.reason')}
              required
              choices={REFUSALS.map((value) => ({
                value,
                label: nameOf('staff.applications.refusals', value),
              }))}
            />
          )}
          <NoteField
            form={form}
            name="note"
            label={t('staff.labels.note')}
            hint={t('staff.hints.inside')}
            max={300}
          />
        </>
      )}
    </Deed>
  );
}
