import { city } from 'ithope:city';
import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { categoryName, districtName, t } from '../core/words.ts';
import { NoteField, SelectField, TextField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import type { Donation } from './donation.tsx';

/** Changes the wish for a giver who says so on the phone; with every field empty it is dropped. */
export function AmendEarmark({ donation: { id, earmark } }: { donation: Donation }): VNode {
  const { district = '', group = '', use = '', recipient = '' } = earmark ?? {};
  const known = (code: string) => (city.districts[code] ? code : '');
  return (
    <Deed
      name="amendEarmark"
      title={t('staff.donations.moves.amendEarmark')}
      lead={t('staff.earmark.amendLead')}
      submit={t('staff.earmark.amendSubmit')}
      initial={{ district: known(district), group, use, recipient, note: '' }}
      send={async ({ note, ...wish }, intent) => {
        const filled = optionalText(wish);
        const body = { note, ...(Object.keys(filled).length > 0 ? { earmark: filled } : {}) };
        await client.write('amendEarmarkFor', { params: { id }, body }, intent);
        return t('staff.earmark.amendDone');
      }}
    >
      {(form) => (
        <>
          <SelectField
            form={form}
            name="district"
            label={t('staff.earmark.district')}
            choices={Object.keys(city.districts).map((code) => ({ value: code, label: districtName(code) }))}
          />
          <SelectField
            form={form}
            name="group"
            label={t('staff.earmark.group')}
            choices={Object.keys(city.categories).map((code) => ({ value: code, label: categoryName(code) }))}
          />
          <TextField form={form} name="use" label={t('staff.earmark.use')} max={200} />
          <TextField form={form} name="recipient" label={t('staff.earmark.recipient')} max={120} />
          <NoteField
            form={form}
            name="note"
            label={t('staff.labels.note')}
            hint={t('staff.earmark.amendNote')}
            required
            max={500}
          />
        </>
      )}
    </Deed>
  );
}
