import type { PartialInputHTMLAttributes, VNode } from 'preact';
import { describedBy, Field, type FieldTexts } from '../field/field.tsx';

interface TextInputProps
  extends FieldTexts,
    Omit<
      PartialInputHTMLAttributes<HTMLInputElement>,
      keyof FieldTexts | 'id' | 'name' | 'width' | 'type' | 'role' | 'list'
    > {
  id: string;
  /** Where the answer goes in the request, `contact.phone`; the id when not given. */
  name?: string;
  /** How much is expected, in characters; the box says it by its width. */
  width?: 4 | 8 | 14 | 24;
  type?: 'text' | 'tel' | 'email' | 'search' | 'url';
  /** Said after the box: "대", "GB". */
  suffix?: string;
}

/** One line of text: a name, a phone number, a number. */
export function TextInput(props: TextInputProps): VNode {
  const { id, name = id, label, hint, error, optional, width, suffix, type = 'text', ...rest } = props;
  const input = (
    <input
      {...rest}
      // Preact types the roles of each input type apart; all of these take the same attributes.
      type={type as 'text'}
      class={`input${width ? ` input-${width}` : ''}`}
      id={id}
      name={name}
      aria-describedby={describedBy(id, { label, hint })}
      aria-invalid={error ? 'true' : undefined}
    />
  );
  return (
    <Field id={id} label={label} hint={hint} error={error} {...(optional && { optional })}>
      {suffix ? (
        <div class="input-with-suffix">
          {input}
          <span>{suffix}</span>
        </div>
      ) : (
        input
      )}
    </Field>
  );
}
