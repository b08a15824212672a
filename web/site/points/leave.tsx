import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import { fill } from '../islands/page-data.ts';
import { ulid } from '../islands/ulid.ts';
import { figure, type Part, wordsFor } from './page.tsx';
import { ask } from './session.ts';

/** Ending the membership: what is left ends, the contact is destroyed. */
export function Leave({ words, member, gone }: Part & { gone: () => void }): VNode {
  const { leave } = words;
  const question = useRef<HTMLDialogElement>(null);
  const key = useRef(ulid());
  const [wrong, refuse] = useState('');
  const carryOut = async (): Promise<void> => {
    try {
      await ask('/api/citizen/points/membership/end', { body: {}, key: key.current });
      gone();
    } catch (error) {
      refuse(wordsFor(words, error));
    }
  };
  return (
    <details class="points-part">
      <summary>{leave.title}</summary>
      <p>{fill(leave.text, { points: figure(words, member.balance) })}</p>
      <Button variant="danger" onClick={() => question.current?.showModal()}>
        {leave.button}
      </Button>
      <dialog ref={question} aria-labelledby="leave-question">
        <h2 id="leave-question">{leave.title}</h2>
        <p>{fill(leave.text, { points: figure(words, member.balance) })}</p>
        {wrong && (
          <p class="field-error" role="alert">
            {wrong}
          </p>
        )}
        <div class="button-row">
          <Button variant="danger" onClick={() => void carryOut()}>
            {leave.yes}
          </Button>
          <Button variant="secondary" onClick={() => question.current?.close()}>
            {leave.no}
          </Button>
        </div>
      </dialog>
    </details>
  );
}
