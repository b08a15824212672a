import type { VNode } from 'preact';
import { useLoad } from '../core/load.ts';
import { client } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { districtName, t } from '../core/words.ts';
import { SelectField, TextField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Form, Values } from '../form/form.ts';
import { optionalText } from '../form/texts.ts';

/** Puts what is booked for a day and on no route into the next one, in a good order. */
export function PlanRoute({ district, day }: { district: string; day: string }): VNode {
  return (
    <Deed
      name="planRoute"
      title={t('routes.plan.title', { day: dayText(day), district: districtName(district) })}
      lead={t('routes.plan.lead')}
      submit={t('routes.plan.submit')}
      initial={{ driver: '', crew: '' }}
      send={async ({ driver, crew }, intent) => {
        const body = { day, district, ...optionalText({ driver, crew }) };
        const { stops, left } = await client.write('planRoute', { body }, intent);
        return t(left > 0 ? 'routes.plan.doneLeft' : 'routes.plan.done', { stops, left });
      }}
    >
      {(form) => <WhoDrives form={form} />}
    </Deed>
  );
}

/** The driver out of those who have signed in once, and the car. */
export function WhoDrives<V extends Values & { readonly driver: string; readonly crew: string }>({
  form,
}: {
  form: Form<V>;
}): VNode {
  const drivers = useLoad('drivers', () => client.read('listDrivers', {}));
  const known = drivers.data.value?.items ?? [];
  return (
    <>
      <SelectField
        form={form}
        name="driver"
        label={t('routes.driver')}
        hint={t(
          drivers.data.value && known.length === 0 ? 'routes.plan.noDrivers' : 'routes.plan.driverHint',
        )}
        choices={known.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        form={form}
        name="crew"
        label={t('staff.labels.crew')}
        hint={t('deliveries.book.crewHint')}
        width={24}
        max={60}
      />
    </>
  );
}
