import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import { itemsText } from '../page/items.ts';
import type { Donation } from './donation.tsx';

/** The offer fits the programme. */
export function Screen({ donation: { id, items } }: { donation: Donation }): VNode {
  return (
    <Deed
      name="screen"
      title={t('staff.donations.moves.screen')}
      lead={t('staff.donations.screen.lead', { items: itemsText(items) })}
      submit={t('staff.donations.screen.submit')}
      initial={{ note: '' }}
      send={async ({ note }, intent) => {
        await client.write('screenDonation', { params: { id }, body: optionalText({ note }) }, intent);
        return t('staff.donations.screen.done');
      }}
    >
      {(form) => <NoteField form={form} name="note" label={t('staff.labels.note')} max={500} />}
    </Deed>
  );
}
