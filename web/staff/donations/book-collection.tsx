import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { dayOf, dayText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, DayField, NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import type { Donation } from './donation.tsx';

export const SLOTS = ['morning', 'afternoon'] as const;
export const slotChoices = () => SLOTS.map((value) => ({ value, label: nameOf('staff.slots', value) }));

/** The day on which the goods are fetched. */
export function BookCollection({ donation: { id, preferredDays } }: { donation: Donation }): VNode {
  const days = preferredDays.map((day) => nameOf('staff.weekdays', day)).join(', ');
  return (
    <Deed
      name="bookCollection"
      title={t('staff.donations.moves.bookCollection')}
      lead={days && t('staff.donations.book.preferred', { days })}
      submit={t('staff.donations.book.submit')}
      initial={{ day: '', slot: 'morning' as (typeof SLOTS)[number], note: '' }}
      fieldOf={{ COLLECTION_IN_PAST: 'day' }}
      send={async ({ day, slot, note }, intent) => {
        const body = { day, slot, ...optionalText({ note }) };
        await client.write('bookCollection', { params: { id }, body }, intent);
        return t('staff.donations.book.done', { day: dayText(day), slot: nameOf('staff.slots', slot) });
      }}
    >
      {(form) => (
        <>
          <DayField form={form} name="day" label={t('staff.labels.day')} min={dayOf()} required />
          <ChoiceField
            form={form}
            name="slot"
            row
            label={t('staff.labels.slot')}
            choices={slotChoices()}
            required
          />
          <NoteField
            form={form}
            name="note"
            label={t('staff.labels.note')}
            hint={t('staff.donations.book.noteHint')}
            max={300}
          />
        </>
      )}
    </Deed>
  );
}
