import type { PartialInputHTMLAttributes, VNode } from 'preact';
import { describedBy, Field, type FieldTexts } from '../field/field.tsx';
import { Icon } from '../icon/icon.tsx';

interface FileDropProps
  extends FieldTexts,
    Omit<
      PartialInputHTMLAttributes<HTMLInputElement>,
      keyof FieldTexts | 'id' | 'name' | 'type' | 'role' | 'onChange'
    > {
  id: string;
  name?: string;
  /** "파일을 여기에 놓거나 고르세요" */
  prompt: string;
  onFiles?: (files: readonly File[]) => void;
}

/** Files by dropping or choosing. The real file input lies over the whole area, so both work without script. */
export function FileDrop(props: FileDropProps): VNode {
  const { id, name = id, label, hint, error, optional, prompt, onFiles, ...rest } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error} {...(optional && { optional })}>
      <div class="file-drop">
        <Icon name="document" />
        <span aria-hidden="true">{prompt}</span>
        <input
          {...rest}
          type="file"
          id={id}
          name={name}
          aria-describedby={describedBy(id, { label, hint })}
          aria-invalid={error ? 'true' : undefined}
          {...(onFiles && {
            onChange: (event) => {
              onFiles([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            },
          })}
        />
      </div>
    </Field>
  );
}
