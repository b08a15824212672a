import type { Signal } from '@preact/signals';
import type { VNode } from 'preact';
import { TextInput } from '../../components/text-input/text-input.tsx';
import type { RequestFor } from '../contracts.ts';
import { t } from '../core/words.ts';
import { AddressFields, wrongPostcode, wrongReach } from '../form/address-fields.tsx';
import { ChoiceField, errorOf, fieldId, ManyField, TextField } from '../form/bind.tsx';
import type { Form, Values } from '../form/form.ts';
import { optionalText } from '../form/texts.ts';
import { asProblem, Problem } from '../problem.ts';

const KINDS = ['person', 'business', 'corporation'] as const;
const LANGUAGES = ['ko', 'en'] as const;
const WANTS = ['yes', 'no', 'anonymous'] as const;

/** Nothing is known of the giver yet. The registration number is not among it: what is typed there is kept nowhere. */
export const NO_GIVER = {
  kind: 'person' as (typeof KINDS)[number],
  organisation: '',
  name: '',
  phone: '',
  email: '',
  language: 'ko' as (typeof LANGUAGES)[number],
  payer: '',
  wants: 'no' as (typeof WANTS)[number],
  postcode: '',
  street: '',
  detail: '',
  isNew: [] as readonly string[],
  privacy: [] as readonly string[],
  news: [] as readonly string[],
};
export type GiverValues = typeof NO_GIVER;
type Body = RequestFor<'announceGiftFor'>['body'];

/** The rules that the site's form has too; the server has them all. */
export function wrongGiver(values: GiverValues): { path: string; code: string }[] {
  const { wants, privacy } = values;
  return [
    ...wrongReach(values),
    ...(wants === 'yes' ? wrongPostcode(values) : []),
    ...(privacy.length > 0 ? [] : [{ path: 'privacy', code: 'REQUIRED' }]),
  ];
}

/** What the server takes of it. */
export function giverOf(
  values: GiverValues,
  registrationNumber: string,
): Pick<Body, 'giver' | 'wantsReceipt' | 'registrationNumber' | 'registrationNumberIsNew'> & {
  consents: Body['consents'];
} {
  const { kind, organisation, name, phone, email, language, payer, wants, postcode, street, detail } = values;
  const receipt = wants === 'yes';
  const number = receipt ? registrationNumber.trim() : '';
  return {
    giver: {
      kind,
      ...(kind === 'person' ? {} : optionalText({ organisation })),
      contact: { name, ...optionalText({ phone, email }), language },
      ...optionalText({ payer }),
      ...(receipt ? { address: { postcode, street, ...optionalText({ detail }) } } : {}),
      ...(wants === 'anonymous' ? { anonymous: true } : {}),
    },
    wantsReceipt: receipt,
    ...(number ? { registrationNumber: number } : {}),
    ...(number && kind === 'person' && values.isNew.length > 0 ? { registrationNumberIsNew: true } : {}),
    consents: { privacy: true, news: values.news.length > 0 },
  };
}

/** Does the work; the server's `giver.contact.email` is the form's `email`. @throws Problem */
export async function byLastPart<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, status, detail, requestId, fields } = asProblem(error);
    const named = fields.map((one) => {
      const last = one.path.split('.').at(-1) ?? one.path;
      return { ...one, path: last === 'address' ? 'postcode' : last };
    });
    throw new Problem(code, status, { detail: { ...detail }, fields: named, requestId });
  }
}

interface Props<V extends GiverValues> {
  form: Form<V & Values>;
  /** Typed, sent, and kept in no draft. */
  registration: Signal<string>;
}

/** Who gives, how to reach them, whether they want a receipt, and what they agreed to. */
export function GiverFields<V extends GiverValues>({ form: any, registration }: Props<V>): VNode {
  // The form has more fields than these.
  const form = any as unknown as Form<GiverValues>;
  const { kind, wants } = form.values.value;
  const id = fieldId(form, 'registrationNumber');
  return (
    <>
      <fieldset class="form-part">
        <legend>{t('gifts.giver.title')}</legend>
        <ChoiceField
          form={form}
          name="kind"
          row
          label={t('gifts.giver.kind')}
          required
          choices={KINDS.map((value) => ({ value, label: t(`staff.givers.${value}`) }))}
        />
        {kind !== 'person' && (
          <TextField
            form={form}
            name="organisation"
            label={t('gifts.giver.organisation')}
            width={24}
            max={80}
            required
          />
        )}
        <TextField
          form={form}
          name="name"
          label={t(kind === 'person' ? 'staff.contact.name' : 'gifts.giver.contactName')}
          width={14}
          max={60}
          required
        />
        <TextField form={form} name="phone" label={t('staff.contact.phone')} width={14} max={30} numeric />
        <TextField
          form={form}
          name="email"
          label={t('staff.contact.email')}
          hint={t('gifts.giver.reachHint')}
          width={24}
          max={254}
        />
        <ChoiceField
          form={form}
          name="language"
          row
          label={t('staff.contact.language')}
          required
          choices={LANGUAGES.map((value) => ({ value, label: t(`staff.languages.${value}`) }))}
        />
        <TextField
          form={form}
          name="payer"
          label={t('gifts.giver.payer')}
          hint={t('gifts.giver.payerHint')}
          width={14}
          max={40}
        />
      </fieldset>
      <fieldset class="form-part">
        <legend>{t('gifts.receipt.title')}</legend>
        <ChoiceField
          form={form}
          name="wants"
          label={t('gifts.receipt.wants')}
          required
          choices={WANTS.map((value) => ({
            value,
            label: t(`gifts.receipt.${value}`),
            hint: t(`gifts.receipt.${value}Hint`),
          }))}
        />
        {wants === 'yes' && (
          <>
            <AddressFields form={form} />
            <TextInput
              id={id}
              name="registrationNumber"
              label={t(`staff.donations.registrations.${kind === 'person' ? 'resident' : 'business'}`)}
              hint={t('gifts.receipt.registrationHint')}
              error={errorOf(form as never, 'registrationNumber')}
              optional={t('staff.form.optional')}
              width={14}
              maxLength={20}
              inputMode="numeric"
              autoComplete="off"
              value={registration.value}
              onInput={(event) => {
                registration.value = event.currentTarget.value;
              }}
            />
            {kind === 'person' && registration.value.trim() !== '' && (
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
      </fieldset>
      <ManyField
        form={form}
        name="privacy"
        label={t('gifts.consents.privacy')}
        hint={t('gifts.consents.privacyText')}
        required
        choices={[{ value: 'yes', label: t('gifts.consents.agreed') }]}
      />
      <ManyField
        form={form}
        name="news"
        label={t('gifts.consents.news')}
        choices={[{ value: 'yes', label: t('gifts.consents.newsAgreed') }]}
      />
    </>
  );
}
