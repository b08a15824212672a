import type { VNode } from 'preact';
import { dayOf } from '../core/time.ts';
import { t } from '../core/words.ts';
import { DayField, TextField } from '../form/bind.tsx';
import type { Form, Values } from '../form/form.ts';

export type When = Values & { readonly day: string; readonly time: string; readonly place: string };

/** `14:00`, as the contract takes it; `9:30` is 09:30. */
export const sentWhen = ({ day, time, place }: When) => ({
  day,
  time: time.trim().padStart(5, '0'),
  place: place.trim(),
});
export const wrongWhen = ({ time }: When): { path: string; code: string }[] =>
  /^([01]?\d|2[0-3]):[0-5]\d$/.test(time.trim()) ? [] : [{ path: 'time', code: 'INVALID' }];

/** Day, time and place of a meeting. */
export function WhenFields<V extends When>({ form }: { form: Form<V> }): VNode {
  // A form of more fields is one of these too.
  const when = form as unknown as Form<When>;
  return (
    <>
      <DayField form={when} name="day" label={t('committees.day')} min={dayOf()} required />
      <TextField
        form={when}
        name="time"
        label={t('committees.time')}
        hint={t('committees.timeHint')}
        width={4}
        max={5}
        required
      />
      <TextField form={when} name="place" label={t('committees.place')} width={24} max={120} required />
    </>
  );
}
