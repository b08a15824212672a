import { committeeCity } from 'ithope:city-committees';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { places } from '../core/places.ts';
import { go } from '../core/router.ts';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { SelectField } from '../form/bind.tsx';
import { wrongControls } from '../form/check.ts';
import { useForm } from '../form/form.ts';
import { Trouble } from '../form/trouble.tsx';
import { Heading } from '../page/heading.tsx';
import { type Code, committeeName } from './names.ts';
import { committeeInAddress } from './tabs.tsx';
import { sentWhen, WhenFields, wrongWhen } from './when-fields.tsx';

/** Calls a meeting; its agenda is filled on its own page. */
export function NewMeeting(): VNode {
  const form = useForm('meeting-new', {
    initial: {
      committee: committeeInAddress() || (committeeCity.committees[0]?.code ?? ''),
      day: '',
      time: '14:00',
      place: '',
    },
    fieldOf: { MEETING_IN_PAST: 'day' },
  });
  const send = async (event: Event & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    form.problem.value = undefined;
    const wrong = [...wrongControls(event.currentTarget), ...wrongWhen(form.values.value)];
    form.wrong.value = [...new Map(wrong.map((one) => [one.path, one])).values()];
    if (wrong.length > 0) return;
    let made = '';
    const taken = await form.send(async (typed, intent) => {
      const body = { committee: typed.committee as Code, ...sentWhen(typed) };
      made = (await client.write('planMeeting', { body }, intent)).id;
    });
    if (taken) go(places.meeting(made));
  };
  return (
    <>
      <p class="back">
        <a href={places.committees}>
          <Icon name="back" />
          {t('staff.nav.committees')}
        </a>
      </p>
      <div class="page-head">
        <Heading>{t('committees.call')}</Heading>
      </div>
      <form class="card form-page" noValidate id={form.id} onSubmit={send}>
        <Trouble form={form} />
        <SelectField
          form={form}
          name="committee"
          label={t('committees.committee')}
          choices={committeeCity.committees.map(({ code }) => ({ value: code, label: committeeName(code) }))}
          required
        />
        <WhenFields form={form} />
        <div class="button-row form-end">
          <Button type="submit" aria-disabled={form.busy.value}>
            {form.busy.value ? t('staff.form.sending') : t('committees.callSubmit')}
          </Button>
        </div>
      </form>
    </>
  );
}
