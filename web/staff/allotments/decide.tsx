import { city } from 'ithope:city';
import type { VNode } from 'preact';
import type { AnswerOf } from '../contracts.ts';
import { client } from '../core/session.ts';
import { dayOf } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, DayField, NoteField, SelectField, TextField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import { legalBasisText } from './legal-basis.ts';

type Decision = NonNullable<AnswerOf<'readAllotment'>['decision']>;
const COMMITTEES: readonly Decision['committee'][] = ['ALLOTMENT_SUBCOMMITTEE', 'STEERING', 'DIGITAL_DIVIDE'];
const OUTCOMES: readonly Decision['outcome'][] = ['APPROVED', 'REJECTED'];

/** Records what a committee decided, with the law it rests on (Public Official Election Act §112). */
export function Decide({ id }: { id: string }): VNode {
  return (
    <Deed
      name="decide"
      title={t('allotments.moves.decide')}
      lead={t('allotments.decide.lead')}
      submit={t('allotments.decide.submit')}
      initial={{
        outcome: '' as Decision['outcome'] | '',
        committee: 'ALLOTMENT_SUBCOMMITTEE' as Decision['committee'],
        number: '',
        decidedOn: dayOf(),
        legalBasis: 'CHEST' as Decision['legalBasis'],
        note: '',
      }}
      fieldOf={{ DECIDED_IN_FUTURE: 'decidedOn' }}
      send={async ({ outcome, note, ...rest }, intent) => {
        if (outcome === '') throw new Error('the form is checked before it is sent');
        const body = { outcome, ...rest, ...optionalText({ note }) };
        await client.write('decideAllotment', { params: { id }, body }, intent);
        return nameOf('allotments.decide.done', outcome);
      }}
    >
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="outcome"
            row
            label={t('staff.labels.outcome')}
            required
            choices={OUTCOMES.map((value) => ({ value, label: nameOf('allotments.outcomes', value) }))}
          />
          <SelectField
            form={form}
            name="committee"
            label={t('staff.labels.committee')}
            required
            choices={COMMITTEES.map((value) => ({ value, label: nameOf('allotments.committees', value) }))}
          />
          <TextField
            form={form}
            name="number"
            label={t('staff.labels.number')}
            hint={t('allotments.decide.numberHint')}
            width={14}
            max={40}
            required
          />
          <DayField form={form} name="decidedOn" label={t('staff.labels.decidedOn')} max={dayOf()} required />
          <SelectField
            form={form}
            name="legalBasis"
            label={t('staff.labels.legalBasis')}
            hint={t('allotments.decide.legalHint')}
            required
            choices={city.legalBases.map(({ code }) => ({ value: code, label: legalBasisText(code) }))}
          />
          <NoteField form={form} name="note" label={t('staff.labels.note')} max={500} />
        </>
      )}
    </Deed>
  );
}
