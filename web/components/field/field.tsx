import type { ComponentChildren, VNode } from 'preact';

export interface FieldTexts {
  label: ComponentChildren;
  hint?: ComponentChildren;
  /** What is wrong and how to put it right; shown in red above the input. */
  error?: ComponentChildren;
  /** Shown after the label when the field may stay empty: "(선택)". */
  optional?: string;
}

/** Ids of the texts that describe an input, for `aria-describedby`. */
export const describedBy = (id: string, { hint }: FieldTexts): string =>
  [hint && `${id}-hint`, `${id}-error`].filter(Boolean).join(' ');

interface FieldProps extends FieldTexts {
  id: string;
  children: ComponentChildren;
}

/** Label, hint, error and input, in the order in which they are read. */
export function Field({ id, label, hint, error, optional, children }: FieldProps): VNode {
  return (
    <div class={`field${error ? ' field-wrong' : ''}`} data-field={id}>
      <label class="field-label" for={id}>
        {label} {optional && <span class="field-optional">{optional}</span>}
      </label>
      <FieldHelp id={id} hint={hint} error={error} />
      {children}
    </div>
  );
}

/** The same for several inputs that answer one question. */
export function FieldGroup({ id, label, hint, error, optional, children }: FieldProps): VNode {
  return (
    <fieldset
      class={`field${error ? ' field-wrong' : ''}`}
      data-field={id}
      id={id}
      aria-describedby={describedBy(id, { label, hint })}
    >
      <legend class="field-label">
        {label} {optional && <span class="field-optional">{optional}</span>}
      </legend>
      <FieldHelp id={id} hint={hint} error={error} />
      {children}
    </fieldset>
  );
}

function FieldHelp({
  id,
  hint,
  error,
}: {
  id: string;
  hint?: ComponentChildren;
  error?: ComponentChildren;
}): VNode {
  return (
    <>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <p class="field-error" id={`${id}-error`} hidden={!error}>
        {error}
      </p>
    </>
  );
}
