import type { VNode } from 'preact';
import { Checkboxes, Radios } from '../../components/choices/choices.tsx';
import { DateInput } from '../../components/date-input/date-input.tsx';
import { type Choice, Select } from '../../components/select/select.tsx';
import { TextInput } from '../../components/text-input/text-input.tsx';
import { Textarea } from '../../components/textarea/textarea.tsx';
import { errorText, knownName, t } from '../core/words.ts';
import type { Form, Values } from './form.ts';

/** Id of a field on the page: unique though several forms may stand there. */
export const fieldId = (form: { readonly id: string }, name: string): string =>
  `${form.id}-${name}`.replace(/[^\w-]/g, '-');

/** What is wrong with a field, in words; also for the parts of it (`lines.0.unitPrice`). */
export function errorOf(form: Form<never> | Form<Values>, name: string): string | undefined {
  const found = form.wrong.value.find(({ path }) => path === name || path.startsWith(`${name}.`));
  return found && fieldText(found.code);
}

/** What is wrong with one field: in the words for fields, else in those for the whole. */
export const fieldText = (code: string): string => knownName('staff.fields', code) ?? errorText(code);

interface FieldOf<V extends Values> {
  readonly form: Form<V>;
  readonly name: keyof V & string;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
}
const shared = <V extends Values>({ form, name, label, hint, required }: FieldOf<V>) => ({
  id: fieldId(form, name),
  name,
  label,
  hint,
  error: errorOf(form as unknown as Form<Values>, name),
  ...(required ? { required } : { optional: t('staff.form.optional') }),
});
const textOf = <V extends Values>({ form, name }: FieldOf<V>): string =>
  String(form.values.value[name] ?? '');

type TextOptions = { width?: 4 | 8 | 14 | 24; suffix?: string; max?: number; numeric?: boolean };

/** One line of text bound to a value of the form. */
export function TextField<V extends Values>(props: FieldOf<V> & TextOptions): VNode {
  const { form, name, width, suffix, max, numeric } = props;
  return (
    <TextInput
      {...shared(props)}
      {...(width && { width })}
      {...(suffix && { suffix })}
      {...(max && { maxLength: max })}
      {...(numeric && { inputMode: 'numeric' as const })}
      autoComplete="off"
      value={textOf(props)}
      onInput={(event) => form.set(name, event.currentTarget.value as V[typeof name])}
    />
  );
}

/** Several lines of text. */
export function NoteField<V extends Values>(props: FieldOf<V> & { max?: number }): VNode {
  const { form, name, max } = props;
  return (
    <Textarea
      {...shared(props)}
      rows={3}
      {...(max && { maxLength: max })}
      value={textOf(props)}
      onInput={(event) => form.set(name, event.currentTarget.value as V[typeof name])}
    />
  );
}

/** A day. */
export function DayField<V extends Values>(props: FieldOf<V> & { min?: string; max?: string }): VNode {
  const { form, name, min, max } = props;
  return (
    <DateInput
      {...shared(props)}
      {...(min && { min })}
      {...(max && { max })}
      value={textOf(props)}
      onInput={(event) => form.set(name, event.currentTarget.value as V[typeof name])}
    />
  );
}

/** One of a few; short ones stand in a `row`. */
export function ChoiceField<V extends Values>(
  props: FieldOf<V> & { choices: readonly Choice[]; row?: boolean },
): VNode {
  const { form, name, choices, row } = props;
  return (
    <div class={row ? 'field choice-row' : 'field'}>
      <Radios
        {...shared(props)}
        choices={choices}
        value={textOf(props)}
        onChange={(event) => form.set(name, event.currentTarget.value as V[typeof name])}
      />
    </div>
  );
}

/** One of many. */
export function SelectField<V extends Values>(props: FieldOf<V> & { choices: readonly Choice[] }): VNode {
  const { form, name, choices } = props;
  return (
    <Select
      {...shared(props)}
      empty={t('staff.form.choose')}
      choices={choices}
      value={textOf(props)}
      onChange={(event) => form.set(name, event.currentTarget.value as V[typeof name])}
    />
  );
}

/** Any of a few. */
export function ManyField<V extends Values>(props: FieldOf<V> & { choices: readonly Choice[] }): VNode {
  const { form, name, choices } = props;
  const chosen = (form.values.value[name] ?? []) as readonly string[];
  return (
    <Checkboxes
      {...shared(props)}
      required={false}
      choices={choices}
      value={chosen}
      onChange={(event) => {
        const { value, checked } = event.currentTarget;
        const next = checked ? [...chosen, value] : chosen.filter((one) => one !== value);
        form.set(name, next as unknown as V[typeof name]);
      }}
    />
  );
}
