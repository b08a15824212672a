import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import { Radios } from '../../components/choices/choices.tsx';
import { TextInput } from '../../components/text-input/text-input.tsx';
import { fill } from '../islands/page-data.ts';
import { useIntent } from './intent.ts';
import { figure, type Part, wordsFor } from './page.tsx';
import { ask } from './session.ts';

interface Given {
  points: number;
  worth: number;
  transfer: string;
}

/**
 * Two clicks: the button, and the answer to the question whether it is meant. What is filled in from the start are
 * the points that end first, for the first purpose; whoever wants otherwise changes it before.
 */
export function Give({ words, member, done }: Part): VNode {
  const { give } = words;
  const { balance, nextExpiry } = member;
  const [typed, type] = useState(String(nextExpiry?.points ?? Math.min(balance, 1)));
  const [purpose, choose] = useState(words.purposes[0]?.code ?? '');
  const [wrong, refuse] = useState('');
  const [sending, send] = useState(false);
  const question = useRef<HTMLDialogElement>(null);
  const intent = useIntent();
  if (balance < 1) return <p>{member.lots.length === 0 && member.survey ? words.none : words.noneMore}</p>;

  const points = Number(typed.replace(/[,\s]/g, ''));
  const right = Number.isInteger(points) && points >= 1 && points <= balance;
  const name = words.purposes.find(({ code }) => code === purpose)?.name ?? '';
  const told = { points: figure(words, points), worth: figure(words, points * words.worthOf), purpose: name };

  const meant = (): void => {
    refuse(right ? '' : fill(give.wrong, { balance: figure(words, balance) }));
    if (right) question.current?.showModal();
  };
  const carryOut = async (): Promise<void> => {
    send(true);
    try {
      const body = { points, purpose };
      const given = await ask<Given>('/api/citizen/points/gifts', { body, key: intent.keyFor(body) });
      intent.done();
      question.current?.close();
      type('1');
      done({
        title: fill(give.thanks, told),
        text: fill(give.thanksText, { ...told, transfer: given.transfer }),
      });
    } catch (error) {
      question.current?.close();
      refuse(wordsFor(words, error));
    }
    send(false);
  };
  const chip = (label: string, amount: number) => (
    <Button variant="secondary" size="small" onClick={() => type(String(amount))}>
      {label}
    </Button>
  );
  return (
    <form
      class="points-give"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        meant();
      }}
    >
      <h3>{give.title}</h3>
      <Radios
        id="purpose"
        name="purpose"
        label={give.purpose}
        value={purpose}
        choices={words.purposes.map(({ code, name: label, about }) => ({ value: code, label, hint: about }))}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <TextInput
        id="points"
        name="points"
        label={give.points}
        inputmode="numeric"
        autocomplete="off"
        width={8}
        value={typed}
        {...(wrong && { error: wrong })}
        onInput={(event) => type(event.currentTarget.value)}
      />
      <div class="button-row points-chips">
        {nextExpiry &&
          nextExpiry.points < balance &&
          chip(fill(give.first, { points: figure(words, nextExpiry.points) }), nextExpiry.points)}
        {[100, 1000]
          .filter((amount) => amount < balance)
          .map((amount) => chip(figure(words, amount), amount))}
        {chip(give.all, balance)}
      </div>
      <div class="button-row">
        <Button type="submit" size="large">
          {fill(give.button, { points: right ? told.points : '…' })}
        </Button>
      </div>
      <dialog ref={question} aria-labelledby="give-question">
        <h2 id="give-question">{fill(give.confirm, told)}</h2>
        <p>{give.confirmNote}</p>
        <div class="button-row">
          <Button disabled={sending} onClick={() => void carryOut()}>
            {give.yes}
          </Button>
          <Button variant="secondary" onClick={() => question.current?.close()}>
            {give.no}
          </Button>
        </div>
      </dialog>
    </form>
  );
}
