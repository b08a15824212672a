import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { ManyField, NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import { earmarkChoices } from './city-rules.ts';
import type { Donation } from './donation.tsx';

/** Asks the giver for another wish; they are told what to change in the words of the city. */
export function AskForChange({ donation: { id, findings } }: { donation: Donation }): VNode {
  const found = [...new Set(findings.map(({ rule }) => rule))];
  return (
    <Deed
      name="askForChange"
      title={t('staff.donations.moves.askForChange')}
      lead={t('staff.earmark.askLead')}
      submit={t('staff.earmark.askSubmit')}
      initial={{ reasons: found as readonly string[], note: '' }}
      check={({ reasons }) => (reasons.length > 0 ? [] : [{ path: 'reasons', code: 'REQUIRED' }])}
      send={async ({ reasons, note }, intent) => {
        const body = { reasons: [...reasons], ...optionalText({ note }) };
        await client.write('askForChange', { params: { id }, body }, intent);
        return t('staff.earmark.askDone');
      }}
    >
      {(form) => (
        <>
          <ManyField
            form={form}
            name="reasons"
            label={t('staff.labels.reasons')}
            choices={earmarkChoices()}
          />
          <NoteField
            form={form}
            name="note"
            label={t('staff.labels.note')}
            hint={t('staff.hints.inside')}
            max={500}
          />
        </>
      )}
    </Deed>
  );
}
