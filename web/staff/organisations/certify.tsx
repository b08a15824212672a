import type { VNode } from 'preact';
import type { CERTIFICATE_CHECKS } from '../../../functions/organisations/contract.ts';
import { client } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { ManyField, NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';

type Check = (typeof CERTIFICATE_CHECKS)[number];
const CHECKS = ['REGISTRATION', 'ACTIVITY', 'PLACE', 'NOT_FOR_PROFIT'] as const satisfies readonly Check[];

/** Certifies an organisation, or certifies it again; every check is needed. */
export function Certify({ id, renewal }: { id: string; renewal: boolean }): VNode {
  return (
    <Deed
      name="certify"
      title={t(renewal ? 'organisations.moves.renew' : 'organisations.moves.certify')}
      lead={t(renewal ? 'organisations.certify.renewLead' : 'organisations.certify.lead')}
      submit={t('organisations.certify.submit')}
      initial={{ checks: [] as readonly Check[], note: '' }}
      check={({ checks }) =>
        checks.length < CHECKS.length ? [{ path: 'checks', code: 'CHECKS_MISSING' }] : []
      }
      send={async ({ checks, note }, intent) => {
        const body = { checks: [...checks], ...optionalText({ note }) };
        const { certifiedUntil } = await client.write(
          'certifyOrganisation',
          { params: { id }, body },
          intent,
        );
        return t('organisations.certify.done', { day: dayText(certifiedUntil) });
      }}
    >
      {(form) => (
        <>
          <ManyField
            form={form}
            name="checks"
            label={t('organisations.certify.checks')}
            required
            choices={CHECKS.map((value) => ({ value, label: nameOf('organisations.check', value) }))}
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
