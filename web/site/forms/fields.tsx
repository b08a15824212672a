import type { VNode } from 'preact';
import { Select } from '../../components/select/select.tsx';
import { TextInput } from '../../components/text-input/text-input.tsx';
import type { PageContext } from '../context.ts';
import type { FieldSentences } from './form.tsx';

interface Sentences {
  required?: string;
  invalid?: string;
}

/** Sentences for a field by the codes that the page and the server give. */
export const sentencesOf = ({ required, invalid }: Sentences): Record<string, string> => ({
  ...(required && { REQUIRED: required }),
  ...((invalid ?? required) && { INVALID: invalid ?? required ?? '' }),
});

/** A Korean phone number in figures, with the signs people put between (functions/kernel/shapes.ts reads them). */
const PHONE = '[+]?[0-9 ().\\-]{3,20}';

/** Who to reach and how; `path` is where the contact stands in the request. */
export function ContactFields({
  context,
  path,
  label,
}: {
  context: PageContext;
  path: string;
  label?: string;
}): VNode {
  const { fields, common } = context.t;
  return (
    <>
      <TextInput
        id="name"
        name={`${path}.name`}
        label={label ?? fields.name.label}
        required
        maxlength={60}
        autocomplete="name"
        width={24}
      />
      <TextInput
        id="phone"
        name={`${path}.phone`}
        type="tel"
        label={fields.phone.label}
        hint={fields.phone.hint}
        pattern={PHONE}
        maxlength={30}
        autocomplete="tel"
        width={14}
      />
      <TextInput
        id="email"
        name={`${path}.email`}
        type="email"
        label={fields.email.label}
        hint={fields.email.hint}
        optional={common.optional}
        maxlength={254}
        autocomplete="email"
        width={24}
        data-or={`${path}.phone`}
      />
      <input type="hidden" name={`${path}.language`} value={context.language} />
    </>
  );
}

export const contactSentences = ({ t }: PageContext, path: string, name = t.fields.name): FieldSentences => ({
  [`${path}.name`]: sentencesOf(name),
  [`${path}.phone`]: sentencesOf(t.fields.phone),
  [`${path}.email`]: { ...sentencesOf(t.fields.email), PHONE_OR_EMAIL: t.fields.email.required },
});

/** Street and number; `district` off where it was asked before. */
export function AddressFields(props: { context: PageContext; path: string; district?: boolean }): VNode {
  const { context, path, district = true } = props;
  const { fields, common } = context.t;
  return (
    <>
      {district && <DistrictField context={context} path={path} />}
      <TextInput
        id="postcode"
        name={`${path}.postcode`}
        label={fields.postcode.label}
        hint={fields.postcode.hint}
        required
        inputmode="numeric"
        pattern="[0-9]{5}"
        maxlength={5}
        autocomplete="postal-code"
        width={8}
      />
      <TextInput
        id="street"
        name={`${path}.street`}
        label={fields.street.label}
        hint={fields.street.hint}
        required
        maxlength={120}
        autocomplete="address-line1"
      />
      <TextInput
        id="detail"
        name={`${path}.detail`}
        label={fields.detail.label}
        hint={fields.detail.hint}
        optional={common.optional}
        maxlength={120}
        autocomplete="address-line2"
      />
    </>
  );
}

export function DistrictField({ context, path }: { context: PageContext; path: string }): VNode {
  const { t, city, words, language } = context;
  const choices = city.districts
    .map((district) => ({ value: district.code, label: words(district.name) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
  return (
    <Select
      id="district"
      name={`${path}.district`}
      label={t.fields.district.label}
      empty={t.common.choose}
      choices={choices}
      required
    />
  );
}

export const addressSentences = ({ t }: PageContext, path: string): FieldSentences => ({
  [`${path}.district`]: { ...sentencesOf(t.fields.district), DISTRICT_UNKNOWN: t.fields.district.required },
  [`${path}.postcode`]: sentencesOf(t.fields.postcode),
  [`${path}.street`]: sentencesOf(t.fields.street),
});
