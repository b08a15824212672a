import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';

const EVIDENCE = ['LOOK_UP', 'DOCUMENTS', 'VISIT'] as const;

/** The applicant is eligible and joins the queue. A look-up needs the applicant's consent (PIPA §15). */
export function Confirm({ id, lookUp }: { id: string; lookUp: boolean }): VNode {
  const possible = EVIDENCE.filter((one) => one !== 'LOOK_UP' || lookUp);
  return (
    <Deed
      name="confirm"
      title={t('staff.applications.moves.confirm')}
      lead={t(lookUp ? 'staff.applications.confirm.lead' : 'staff.applications.confirm.noLookUp')}
      submit={t('staff.applications.confirm.submit')}
      initial={{ evidence: '' as '' | (typeof EVIDENCE)[number], note: '' }}
      send={async ({ evidence, note }, intent) => {
        if (evidence === '') throw new Error('the form is checked before it is sent');
        const body = { evidence, ...optionalText({ note }) };
        await client.write('confirmEligibility', { params: { id }, body }, intent);
        return t('staff.applications.confirm.done');
      }}
    >
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="evidence"
            row
            label={t('staff.labels.evidence')}
            required
            choices={possible.map((value) => ({
              value,
              label: nameOf('staff.applications.evidence', value),
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
