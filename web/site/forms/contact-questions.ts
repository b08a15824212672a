import type { PageContext } from '../context.ts';
import { type Known, type Line, type Listed, type Question, sentencesOf } from './question.ts';

/** A Korean phone number in figures, with the signs people put between (functions/kernel/shapes.ts reads them). */
export const PHONE = '[+]?[0-9 ().\\-]{3,20}';

interface NameWords {
  readonly label: string;
  readonly required: string;
}

/** Who to reach and how; `path` is where the contact stands in the request. */
export function contactQuestions(
  { t, language }: PageContext,
  path: string,
  name: NameWords = t.fields.name,
): (Line | Known)[] {
  const { phone, email } = t.fields;
  return [
    {
      as: 'line',
      id: 'name',
      name: `${path}.name`,
      label: name.label,
      required: true,
      maxlength: 60,
      autocomplete: 'name',
      width: 24,
      sentences: sentencesOf(name),
    },
    {
      as: 'line',
      id: 'phone',
      name: `${path}.phone`,
      type: 'tel',
      label: phone.label,
      hint: phone.hint,
      pattern: PHONE,
      maxlength: 30,
      autocomplete: 'tel',
      width: 14,
      sentences: sentencesOf(phone),
    },
    {
      as: 'line',
      id: 'email',
      name: `${path}.email`,
      type: 'email',
      label: email.label,
      hint: email.hint,
      maxlength: 254,
      autocomplete: 'email',
      width: 24,
      or: `${path}.phone`,
      sentences: { ...sentencesOf(email), PHONE_OR_EMAIL: email.required },
    },
    { as: 'known', name: `${path}.language`, value: language },
  ];
}

export function districtQuestion({ t, city, words, language }: PageContext, path: string): Listed {
  const { label, required } = t.fields.district;
  return {
    as: 'list',
    id: 'district',
    name: `${path}.district`,
    label,
    required: true,
    empty: t.common.choose,
    choices: city.districts
      .map((district) => ({ value: district.code, label: words(district.name) }))
      .toSorted((a, b) => a.label.localeCompare(b.label, language)),
    sentences: { ...sentencesOf({ required }), DISTRICT_UNKNOWN: required },
  };
}

/** Postcode, street and number. */
export function streetQuestions({ t }: PageContext, path: string): Line[] {
  const { postcode, street, detail } = t.fields;
  return [
    {
      as: 'line',
      id: 'postcode',
      name: `${path}.postcode`,
      label: postcode.label,
      hint: postcode.hint,
      required: true,
      inputmode: 'numeric',
      pattern: '[0-9]{5}',
      maxlength: 5,
      boxes: 5,
      autocomplete: 'postal-code',
      width: 8,
      sentences: sentencesOf(postcode),
    },
    {
      as: 'line',
      id: 'street',
      name: `${path}.street`,
      label: street.label,
      hint: street.hint,
      required: true,
      maxlength: 120,
      autocomplete: 'address-line1',
      sentences: sentencesOf(street),
    },
    {
      as: 'line',
      id: 'detail',
      name: `${path}.detail`,
      label: detail.label,
      hint: detail.hint,
      maxlength: 120,
      autocomplete: 'address-line2',
    },
  ];
}

export const addressQuestions = (context: PageContext, path: string): Question[] => [
  districtQuestion(context, path),
  ...streetQuestions(context, path),
];
