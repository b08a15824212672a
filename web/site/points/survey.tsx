import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import { Radios } from '../../components/choices/choices.tsx';
import { fill } from '../islands/page-data.ts';
import { useIntent } from './intent.ts';
import { figure, type Part, wordsFor } from './page.tsx';
import { ask } from './session.ts';

/** The survey of the city pack, once; its answers are counted without whose they are. */
export function Survey({ words, done }: Part): VNode {
  const { survey, questions } = words;
  const [answers, answer] = useState<Readonly<Record<string, string>>>({});
  const [wrong, refuse] = useState('');
  const [sending, send] = useState(false);
  const intent = useIntent();
  const submit = async (): Promise<void> => {
    if (questions.some(({ code }) => !answers[code])) return refuse(survey.missing);
    send(true);
    refuse('');
    try {
      const { points } = await ask<{ points: number }>('/api/citizen/points/survey', {
        body: { answers },
        key: intent.keyFor({ answers }),
      });
      done({ title: fill(survey.thanks, { points: figure(words, points) }) });
    } catch (error) {
      refuse(wordsFor(words, error));
    }
    send(false);
  };
  return (
    <details class="points-part">
      <summary>{fill(survey.title, { points: figure(words, words.surveyPoints) })}</summary>
      <form
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {questions.map(({ code, question, answers: choices }) => (
          <Radios
            id={`survey-${code.toLowerCase()}`}
            name={code}
            label={question}
            {...(answers[code] && { value: answers[code] })}
            choices={choices.map((choice) => ({ value: choice.code, label: choice.name }))}
            onChange={(event) => answer({ ...answers, [code]: event.currentTarget.value })}
          />
        ))}
        {wrong && (
          <p class="field-error" role="alert">
            {wrong}
          </p>
        )}
        <Button type="submit" disabled={sending}>
          {survey.send}
        </Button>
      </form>
    </details>
  );
}
