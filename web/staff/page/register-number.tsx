import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { ManyField, TextField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';

interface Props {
  /** The donation of goods or the gift of money. */
  id: string;
  route: 'registerDonor' | 'registerGiver';
  giverKind: string;
  /** One is kept already and would be replaced. */
  replaces: boolean;
}

/** The registration number that a giver says or writes: entered once, kept in no draft, never shown again. */
export function RegisterNumber({ id, route, giverKind, replaces }: Props): VNode {
  const kind = giverKind === 'person' ? 'resident' : 'business';
  return (
    <Deed
      name="register"
      title={t('staff.donations.moves.register')}
      lead={
        <>
          <p>{t('staff.donations.register.lead')}</p>
          <p>{t('staff.donations.register.once')}</p>
          {replaces && <p>{t('staff.donations.register.replaces')}</p>}
        </>
      }
      submit={t('staff.donations.register.submit')}
      initial={{ registrationNumber: '', isNew: [] as readonly string[] }}
      unkept
      fieldOf={{ REGISTRATION_TOO_LATE: 'registrationNumber' }}
      send={async ({ registrationNumber, isNew }, intent) => {
        const body = { registrationNumber, ...(isNew.length > 0 ? { registrationNumberIsNew: true } : {}) };
        await client.write(route, { params: { id }, body }, intent);
        return t('staff.donations.register.done');
      }}
    >
      {(form) => (
        <>
          <TextField
            form={form}
            name="registrationNumber"
            label={nameOf('staff.donations.registrations', kind)}
            hint={t(`staff.donations.register.${kind}Hint`)}
            width={14}
            max={20}
            numeric
            required
          />
          {kind === 'resident' && (
            <ManyField
              form={form}
              name="isNew"
              label={t('staff.donations.register.isNew')}
              hint={t('staff.donations.register.isNewHint')}
              choices={[{ value: 'true', label: t('staff.yes') }]}
            />
          )}
        </>
      )}
    </Deed>
  );
}
