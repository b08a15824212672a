import type { ComponentChildren, GenericEventHandler, VNode } from 'preact';
import { FieldGroup, type FieldTexts } from '../field/field.tsx';
import type { Choice } from '../select/select.tsx';

interface ChoicesProps extends FieldTexts {
  /** Of the group; the first input has `<id>-0`. */
  id: string;
  name?: string;
  choices: readonly Choice[];
  required?: boolean;
  /** Short choices stand side by side where there is room. */
  compact?: boolean;
  onChange?: GenericEventHandler<HTMLInputElement>;
  /** More below the choices, such as a field for "other". */
  children?: ComponentChildren;
}

/** One of a few: all of them are seen at once. */
export function Radios({ value, ...props }: ChoicesProps & { value?: string }): VNode {
  return <Choices {...props} type="radio" chosen={value === undefined ? [] : [value]} />;
}

/** Any of a few, or one thing to agree to. */
export function Checkboxes({ value = [], ...props }: ChoicesProps & { value?: readonly string[] }): VNode {
  return <Choices {...props} type="checkbox" chosen={value} />;
}

interface EitherProps extends ChoicesProps {
  type: 'radio' | 'checkbox';
  chosen: readonly string[];
}

function Choices(props: EitherProps): VNode {
  const {
    id,
    compact,
    name = id,
    label,
    hint,
    error,
    optional,
    choices,
    type,
    chosen,
    required,
    onChange,
    children,
  } = props;
  return (
    <FieldGroup id={id} label={label} hint={hint} error={error} {...(optional && { optional })}>
      <div class={`choices${compact ? ' choices-compact' : ''}`}>
        {choices.map((choice, i) => (
          <div class="choice">
            <input
              type={type}
              id={`${id}-${i}`}
              name={name}
              value={choice.value}
              checked={chosen.includes(choice.value)}
              required={required && (type === 'radio' || choices.length === 1)}
              aria-describedby={choice.hint ? `${id}-${i}-hint` : undefined}
              {...(onChange && { onChange })}
            />
            <label for={`${id}-${i}`}>{choice.label}</label>
            {choice.hint && (
              <p class="choice-hint" id={`${id}-${i}-hint`}>
                {choice.hint}
              </p>
            )}
          </div>
        ))}
      </div>
      {children}
    </FieldGroup>
  );
}
