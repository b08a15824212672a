import type { VNode } from 'preact';
import { Checkboxes } from '../../components/choices/choices.tsx';

interface ConsentProps {
  id: string;
  /** Where it stands in the request: `consents.privacy`. */
  name: string;
  title: string;
  text?: string;
  agree: string;
  required?: boolean;
  optional?: string;
}

/** One consent by itself, with what it is for (PIPA §22: never bundled). */
export function Consent({ id, name, title, text, agree, required, optional }: ConsentProps): VNode {
  return (
    <Checkboxes
      id={id}
      name={name}
      label={title}
      {...(text && { hint: text })}
      {...(optional && { optional })}
      choices={[{ value: 'true', label: agree }]}
      required={required ?? false}
    />
  );
}
