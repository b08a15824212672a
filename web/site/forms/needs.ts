import type { PageContext } from '../context.ts';
import { type Question, sentencesOf } from './question.ts';

const NEEDS = ['screenReader', 'largeScreen', 'internet'] as const;
const KINDS = ['any', 'desktop', 'laptop'] as const;

/** Which computer suits, and what is needed with it. */
export function needsQuestions({ t, texts, city, locale }: PageContext): Question[] {
  const { wants, needs } = texts.applications;
  const names = new Intl.DisplayNames([locale], { type: 'language' });
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
    {
      as: 'list',
      id: 'system-language',
      name: 'needs.language',
      label: t.needs.language,
      choices: city.systemLanguages.map((code) => ({ value: code, label: names.of(code) ?? code })),
    },
  ];
}
