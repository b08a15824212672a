import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { go, query } from '../core/router.ts';
import { client } from '../core/session.ts';
import { dayOf } from '../core/time.ts';
import { t } from '../core/words.ts';
import { slotChoices } from '../donations/book-collection.tsx';
import { ChoiceField, DayField, TextField } from '../form/bind.tsx';
import { wrongControls } from '../form/check.ts';
import { useForm } from '../form/form.ts';
import { optionalText } from '../form/texts.ts';
import { Trouble } from '../form/trouble.tsx';
import { Facts } from '../page/facts.tsx';
import { Heading } from '../page/heading.tsx';
import { itemName, specificationText } from '../page/items.ts';
import { Show } from '../page/states.tsx';
import { FreeSlots } from './free-slots.tsx';

/** Books the day on which an allotted device is brought to its new home. */
export function BookDelivery(): VNode {
  const id = query.value.get('device') ?? '';
  const loaded = useLoad(id, () => client.read('readDevice', { params: { id } }));
  return (
    <>
      <p class="back">
        <a href={places.deliveries}>
          <Icon name="back" />
          {t('staff.nav.deliveries')}
        </a>
      </p>
      <div class="page-head">
        <Heading>{t('deliveries.book.title')}</Heading>
      </div>
      <Show of={loaded}>{(device) => <Booking device={device} />}</Show>
    </>
  );
}

function Booking({ device }: { device: AnswerOf<'readDevice'> }): VNode {
  const { id, assetNumber, kind, specification, status } = device;
  const form = useForm(`book-${id}`, {
    initial: { day: '', slot: 'morning' as 'morning' | 'afternoon', crew: '' },
    fieldOf: { DAY_IN_PAST: 'day', DAY_CLOSED: 'day', SLOT_FULL: 'slot' },
  });
  const send = async (event: Event & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    form.problem.value = undefined;
    form.wrong.value = wrongControls(event.currentTarget);
    if (form.wrong.value.length > 0) return;
    let made = '';
    const taken = await form.send(async ({ day, slot, crew }, intent) => {
      const body = { device: id, day, slot, ...optionalText({ crew }) };
      made = (await client.write('bookDelivery', { body }, intent)).id;
    });
    if (taken) go(places.delivery(made));
  };
  return (
    <form class="card form-page" noValidate id={form.id} onSubmit={send}>
      <Trouble form={form} />
      <Facts
        rows={[
          [t('staff.col.assetNumber'), <span class="code">{assetNumber}</span>],
          [t('staff.col.kind'), itemName(kind)],
          [t('staff.col.specification'), specificationText(specification)],
        ]}
      />
      {status !== 'ALLOTTED' && <p class="wrong">{t('deliveries.book.notAllotted')}</p>}
      <FreeSlots
        choose={(day, slot) => {
          form.set('day', day);
          form.set('slot', slot);
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
      <TextField
        form={form}
        name="crew"
        label={t('staff.labels.crew')}
        hint={t('deliveries.book.crewHint')}
        width={24}
        max={60}
      />
      <div class="button-row form-end">
        <Button type="submit" aria-disabled={form.busy.value}>
          {form.busy.value ? t('staff.form.sending') : t('deliveries.book.submit')}
        </Button>
      </div>
    </form>
  );
}
