import type { VNode } from 'preact';
import type { PageContext } from '../context.ts';
import { addressQuestions, contactQuestions, streetQuestions } from './contact-questions.ts';
import type { FieldSentences } from './form.tsx';
import { sentencesIn } from './question.ts';
import { Questions } from './questions.tsx';

export { sentencesOf } from './question.ts';

interface FieldsProps {
  context: PageContext;
  /** Where it stands in the request. */
  path: string;
}

/** Who to reach and how. */
export function ContactFields({ context, path }: FieldsProps): VNode {
  return <Questions of={contactQuestions(context, path)} optional={context.t.common.optional} />;
}
export const contactSentences = (context: PageContext, path: string): FieldSentences =>
  sentencesIn(contactQuestions(context, path));

/** Street and number; `district` off where it was asked before. */
export function AddressFields({
  context,
  path,
  district = true,
}: FieldsProps & { district?: boolean }): VNode {
  const questions = district ? addressQuestions(context, path) : streetQuestions(context, path);
  return <Questions of={questions} optional={context.t.common.optional} />;
}
export const addressSentences = (context: PageContext, path: string): FieldSentences =>
  sentencesIn(addressQuestions(context, path));
