import type { VNode } from 'preact';
import type { EVIDENCE } from '../../../functions/eligibility/contract.ts';
import { client } from '../core/session.ts';
import { knownName, nameOf, t } from '../core/words.ts';
import { ChoiceField, NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import type { Case } from './application.tsx';

type Evidence = (typeof EVIDENCE)[number];
const ALL = ['LOOK_UP', 'DOCUMENTS', 'SEEN', 'VISIT'] as const satisfies readonly Evidence[];

/** The applicant is eligible. A household's data are looked up with its consent alone (PIPA §15). */
export function Confirm({ application }: { application: Case }): VNode {
  const { id, lookUp, kind, eligibility } = application;
  const mayLookUp = lookUp || kind === 'organisation';
  const possible = ALL.filter((one) => one !== 'LOOK_UP' || mayLookUp);
  const two = (eligibility?.secondBecause.length ?? 0) > 0;
  return (
    <Deed
      name="confirm"
      title={t('staff.applications.moves.confirm')}
      lead={
        <>
          <p>{t(two ? 'eligibility.confirm.secondLead' : 'staff.applications.confirm.lead')}</p>
          {!mayLookUp && <p>{t('staff.applications.confirm.noLookUp')}</p>}
        </>
      }
      submit={t('staff.applications.confirm.submit')}
      initial={{ evidence: '' as '' | Evidence, note: '' }}
      send={async ({ evidence, note }, intent) => {
        if (evidence === '') throw new Error('the form is checked before it is sent');
        const body = { evidence, ...optionalText({ note }) };
        const { status } = await client.write('confirmEligibility', { params: { id }, body }, intent);
        return t(
          status === 'SECOND_CHECK' ? 'eligibility.confirm.toSecond' : 'staff.applications.confirm.done',
        );
      }}
    >
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="evidence"
            label={t('staff.labels.evidence')}
            required
            choices={possible.map((value) => {
              const hint = [
                knownName('eligibility.evidenceHint', value),
                eligibility?.secondEvidence.includes(value) && t('eligibility.secondHint'),
              ]
                .filter(Boolean)
                .join(' ');
              return { value, label: nameOf('eligibility.evidence', value), ...(hint ? { hint } : {}) };
            })}
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
