import type { PartialInputHTMLAttributes, VNode } from 'preact';
import { describedBy, Field, type FieldTexts } from '../field/field.tsx';

interface DateInputProps
  extends FieldTexts,
    Omit<PartialInputHTMLAttributes<HTMLInputElement>, keyof FieldTexts | 'id' | 'name' | 'type' | 'role'> {
  id: string;
  name?: string;
  /** With the time of day, for appointments. */
  time?: boolean;
}

/** A day (or a moment) by the browser's own picker, which speaks the reader's language. */
export function DateInput(props: DateInputProps): VNode {
  const { id, name = id, label, hint, error, optional, time, ...rest } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error} {...(optional && { optional })}>
      <input
        {...rest}
        type={time ? 'datetime-local' : 'date'}
        class="input date-input"
        id={id}
        name={name}
        aria-describedby={describedBy(id, { label, hint })}
        aria-invalid={error ? 'true' : undefined}
      />
    </Field>
  );
}
