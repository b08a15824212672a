import type { PageContext } from '../context.ts';
import { type Question, sentencesOf } from './question.ts';

const NEEDS = ['screenReader', 'largeScreen', 'internet'] as const;
const KINDS = ['any', 'desktop', 'laptop'] as const;

/** Which computer suits, and what is needed with it. */
export function needsQuestions({ t, texts }: PageContext): Question[] {
  const { wants, needs } = texts.applications;
  return [
    {
      as: 'one',
      id: 'kind',
      name: 'needs.kind',
      label: t.needs.kind,
      required: true,
      choices: KINDS.map((kind) => ({ value: kind, label: wants[kind] })),
      sentences: sentencesOf({ required: t.needs.kindRequired }),
    },
    {
      as: 'any',
      id: 'needs',
      name: 'needs:flags',
      label: t.needs.more,
      choices: NEEDS.map((need) => ({ value: need, label: needs[need] })),
    },
  ];
}
