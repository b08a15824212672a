import type { PartialSelectHTMLAttributes, VNode } from 'preact';
import { describedBy, Field, type FieldTexts } from '../field/field.tsx';

export interface Choice {
  value: string;
  label: string;
  hint?: string;
}

interface SelectProps
  extends FieldTexts,
    Omit<
      PartialSelectHTMLAttributes<HTMLSelectElement>,
      keyof FieldTexts | 'id' | 'name' | 'value' | 'role' | 'size'
    > {
  id: string;
  name?: string;
  choices: readonly Choice[];
  /** The first, empty entry: "고르세요". */
  empty?: string;
  value?: string;
}

/** One of many, when the list is too long for radios (districts). */
export function Select(props: SelectProps): VNode {
  const { id, name = id, label, hint, error, optional, choices, empty, value, ...rest } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error} {...(optional && { optional })}>
      <select
        {...rest}
        class="input select"
        id={id}
        name={name}
        aria-describedby={describedBy(id, { label, hint })}
        aria-invalid={error ? 'true' : undefined}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {choices.map((choice) => (
          <option value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
