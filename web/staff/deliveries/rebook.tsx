import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { dayOf } from '../core/time.ts';
import { t } from '../core/words.ts';
import { slotChoices } from '../donations/book-collection.tsx';
import { ChoiceField, DayField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Delivery } from './delivery.tsx';
import { FreeSlots } from './free-slots.tsx';

/** Another day: the recipient has called, or the day has passed. */
export function Rebook({ delivery: { id, district, day, slot } }: { delivery: Delivery }): VNode {
  return (
    <Deed
      name="rebook"
      title={t('routes.rebook.title')}
      lead={t('routes.rebook.lead')}
      submit={t('routes.rebook.submit')}
      initial={{ day: day < dayOf() ? '' : day, slot }}
      fieldOf={{ DAY_IN_PAST: 'day', DAY_CLOSED: 'day', SLOT_FULL: 'slot' }}
      send={async (body, intent) => {
        await client.write('rebookDelivery', { params: { id }, body }, intent);
        return t('routes.rebook.done');
      }}
    >
      {(form) => (
        <>
          <FreeSlots
            district={district}
            choose={(wanted, half) => {
              form.set('day', wanted);
              form.set('slot', half);
            }}
          />
          <DayField form={form} name="day" label={t('staff.labels.day')} min={dayOf()} required />
          <ChoiceField
            form={form}
            name="slot"
            row
            label={t('staff.labels.slot')}
            choices={slotChoices()}
            required
          />
        </>
      )}
    </Deed>
  );
}
