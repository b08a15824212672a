import { city } from 'ithope:city';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { places } from '../core/places.ts';
import { go } from '../core/router.ts';
import { client, person } from '../core/session.ts';
import { dayOf } from '../core/time.ts';
import { districtName, language, partnerName, t } from '../core/words.ts';
import { AddressFields, wrongPostcode, wrongReach } from '../form/address-fields.tsx';
import { DayField, ManyField, NoteField, SelectField, TextField } from '../form/bind.tsx';
import { wrongControls } from '../form/check.ts';
import { useForm } from '../form/form.ts';
import { optionalText } from '../form/texts.ts';
import { Trouble } from '../form/trouble.tsx';
import { Heading } from '../page/heading.tsx';

const FIELDS = {
  PARTNER_UNKNOWN: 'partner',
  PLEDGE_IN_PAST: 'by',
  PICKUP_UNKNOWN: 'district',
} as const;

/** A partner promises a number of PCs by a day; its own staff promise for it alone. */
export function NewPledge(): VNode {
  const own = person.value?.partner;
  const form = useForm('pledge-new', {
    initial: {
      partner: own ?? '',
      count: '',
      by: '',
      name: '',
      phone: '',
      email: '',
      district: '',
      postcode: '',
      street: '',
      detail: '',
      agree: [] as string[],
      note: '',
    },
    fieldOf: FIELDS,
  });
  const send = async (event: Event & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    form.problem.value = undefined;
    const { count } = form.values.value;
    const wrong = [
      ...wrongControls(event.currentTarget),
      ...(/^\d{1,5}$/.test(count.trim()) && Number(count) > 0 && Number(count) <= 20_000
        ? []
        : [{ path: 'count', code: 'PLEDGE_COUNT' }]),
      ...wrongReach(form.values.value),
      ...wrongPostcode(form.values.value),
    ];
    form.wrong.value = [...new Map(wrong.map((one) => [one.path, one])).values()];
    if (wrong.length > 0) return;
    let made = '';
    const taken = await form.send(async (values, intent) => {
      const { partner, by, name, phone, email, district, postcode, street, detail, note } = values;
      const body = {
        ...{ partner, by, count: Number(values.count) },
        contact: { name, ...optionalText({ phone, email }), language: language.value },
        pickup: { district, postcode, street, ...optionalText({ detail }) },
        wantsReceipt: true,
        consents: { privacy: true as const },
        ...optionalText({ note }),
      };
      made = (await client.write('makePledge', { body }, intent)).id;
    });
    if (taken) go(places.pledge(made));
  };
  const partners = own ? [own] : Object.keys(city.partners);
  return (
    <>
      <p class="back">
        <a href={places.partners}>
          <Icon name="back" />
          {t('staff.nav.partners')}
        </a>
      </p>
      <div class="page-head">
        <Heading>{t('partners.pledge.make')}</Heading>
      </div>
      <form class="card form-page" noValidate id={form.id} onSubmit={send}>
        <Trouble form={form} />
        <SelectField
          form={form}
          name="partner"
          label={t('partners.col.partner')}
          required
          choices={partners.map((value) => ({ value, label: partnerName(value) }))}
        />
        <TextField
          form={form}
          name="count"
          label={t('partners.pledge.count')}
          suffix={t('staff.items.unit')}
          width={8}
          max={5}
          numeric
          required
        />
        <DayField form={form} name="by" label={t('partners.pledge.by')} min={dayOf()} required />
        <fieldset class="form-part">
          <legend>{t('partners.pledge.contact')}</legend>
          <TextField form={form} name="name" label={t('staff.contact.name')} width={14} max={60} required />
          <TextField
            form={form}
            name="email"
            label={t('staff.contact.email')}
            hint={t('partners.pledge.reachHint')}
            width={24}
            max={254}
          />
          <TextField form={form} name="phone" label={t('staff.contact.phone')} width={14} max={30} numeric />
        </fieldset>
        <fieldset class="form-part">
          <legend>{t('partners.pledge.pickup')}</legend>
          <SelectField
            form={form}
            name="district"
            label={t('staff.col.district')}
            required
            choices={Object.keys(city.districts).map((value) => ({ value, label: districtName(value) }))}
          />
          <AddressFields form={form} />
        </fieldset>
        <ManyField
          form={form}
          name="agree"
          label={t('partners.pledge.consent')}
          required
          choices={[{ value: 'yes', label: t('partners.pledge.agreed') }]}
        />
        <NoteField form={form} name="note" label={t('staff.labels.note')} max={500} />
        <div class="button-row form-end">
          <Button type="submit" aria-disabled={form.busy.value}>
            {form.busy.value ? t('staff.form.sending') : t('partners.pledge.submit')}
          </Button>
        </div>
      </form>
    </>
  );
}
