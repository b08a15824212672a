import type { VNode } from 'preact';
import type { ORGANISATION_REFUSALS } from '../../../functions/organisations/contract.ts';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';

type Reason = (typeof ORGANISATION_REFUSALS)[number];
const REASONS = [
  'NOT_REGISTERED',
  'NOT_WELFARE',
  'FOR_PROFIT',
  'NOT_ACTIVE',
  'OTHER',
] as const satisfies readonly Reason[];

/** Not an organisation that the programme serves, with the reason that it is told. */
export function RefuseOrganisation({ id }: { id: string }): VNode {
  return (
    <Deed
      name="refuse"
      title={t('organisations.moves.refuse')}
      lead={t('organisations.refuse.lead')}
      submit={t('organisations.refuse.submit')}
      tone="danger"
      initial={{ reason: '' as '' | Reason, note: '' }}
      send={async ({ reason, note }, intent) => {
        if (reason === '') throw new Error('the form is checked before it is sent');
        const body = { reason, ...optionalText({ note }) };
        await client.write('refuseOrganisation', { params: { id }, body }, intent);
        return t('organisations.refuse.done');
      }}
    >
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="reason"
            label={t('organisations.refuse.reason')}
            required
            choices={REASONS.map((value) => ({ value, label: nameOf('organisations.reasons', value) }))}
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
