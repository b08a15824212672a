import type { TextareaHTMLAttributes, VNode } from 'preact';
import { describedBy, Field, type FieldTexts } from '../field/field.tsx';

interface TextareaProps
  extends FieldTexts,
    Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof FieldTexts | 'id' | 'name' | 'value'> {
  id: string;
  name?: string;
  value?: string;
}

/** Several lines of text. */
export function Textarea(props: TextareaProps): VNode {
  const { id, name = id, label, hint, error, optional, value, ...rest } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error} {...(optional && { optional })}>
      <textarea
        rows={5}
        {...rest}
        class="input textarea"
        id={id}
        name={name}
        aria-describedby={describedBy(id, { label, hint })}
        aria-invalid={error ? 'true' : undefined}
        {...(value !== undefined && { value })}
      />
    </Field>
  );
}
