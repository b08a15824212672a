import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import { REFUSALS, type Refusal } from './refusals.ts';

/** Not eligible, with the reason that the applicant is told. */
export function Refuse({ id }: { id: string }): VNode {
  return (
    <Deed
      name="refuse"
      title={t('staff.applications.moves.refuse')}
      lead={t('eligibility.refuse.lead')}
      submit={t('staff.applications.refuse.submit')}
      tone="danger"
      initial={{ reason: '' as '' | Refusal, note: '' }}
      send={async ({ reason, note }, intent) => {
        if (reason === '') throw new Error('the form is checked before it is sent');
        const body = { reason, ...optionalText({ note }) };
        await client.write('refuseEligibility', { params: { id }, body }, intent);
        return t('staff.applications.refuse.done');
      }}
    >
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="reason"
            label={t('staff.labels.reason')}
            required
            choices={REFUSALS.map((value) => ({
              value,
              label: nameOf('staff.applications.refusals', value),
            }))}
          />
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
