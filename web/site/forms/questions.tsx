import type { VNode } from 'preact';
import { Checkboxes, Radios } from '../../components/choices/choices.tsx';
import { Select } from '../../components/select/select.tsx';
import { TextInput } from '../../components/text-input/text-input.tsx';
import { Textarea } from '../../components/textarea/textarea.tsx';
import { Consent } from './consent.tsx';
import { isEither, isSet, type Line, type Question } from './question.ts';

interface QuestionsProps {
  of: readonly Question[];
  /** Said after what may stay empty: "(선택)". */
  optional: string;
}

/** Questions as they are asked on the web. */
export function Questions({ of, optional }: QuestionsProps): VNode {
  return (
    <>
      {of.map((question) => (
        <Ask question={question} optional={optional} />
      ))}
    </>
  );
}

function Ask({ question, optional }: { question: Question; optional: string }): VNode {
  if (question.as === 'known') return <input type="hidden" name={question.name} value={question.value} />;
  const { id, name, label, hint, required } = question;
  const free = !required && !isEither(question) && !isSet(question);
  const asked = { id, name, label, ...(hint && { hint }), ...(free && { optional }) };
  const must = required ? { required } : {};
  switch (question.as) {
    case 'line':
      return <TextInput {...asked} {...must} {...lineOf(question)} />;
    case 'lines':
      return <Textarea {...asked} {...must} maxlength={question.maxlength} />;
    case 'list':
      return (
        <Select
          {...asked}
          {...must}
          choices={question.choices}
          {...(question.empty && { empty: question.empty })}
        />
      );
    case 'one':
      return <Radios {...asked} {...must} choices={question.choices} />;
    case 'any':
      return <Checkboxes {...asked} choices={question.choices} />;
    case 'agree':
      return (
        <Consent
          id={id}
          name={name}
          title={label}
          agree={question.agree}
          required={required ?? false}
          {...(hint && { text: hint })}
          {...(free && { optional })}
        />
      );
  }
}

const lineOf = ({ type, inputmode, pattern, maxlength, autocomplete, width, or }: Line) => ({
  maxlength,
  ...(type && { type }),
  ...(inputmode && { inputmode }),
  ...(pattern && { pattern }),
  ...(autocomplete && { autocomplete }),
  ...(width && { width }),
  ...(or && { 'data-or': or }),
});
