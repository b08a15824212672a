import type { VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type * as z from 'zod';
import type { pointsContract } from '../../../functions/points/contract.ts';
import { Button } from '../../components/button/button.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import { Problem } from '../islands/api.ts';
import { fill } from '../islands/page-data.ts';
import { printReference } from '../islands/ulid.ts';
import { Give } from './give.tsx';
import { Join } from './join.tsx';
import { Leave } from './leave.tsx';
import { Lines } from './lines.tsx';
import { Receipts } from './receipts.tsx';
import { ask, signIn, signOut } from './session.ts';
import { Survey } from './survey.tsx';
import type { AccountWords } from './words.ts';

export type Member = z.output<(typeof pointsContract)['routes']['readMember']['answer']>;
export interface Part {
  words: AccountWords;
  member: Member;
  /** As the sign-in tells it. */
  person: { name?: string | undefined; email?: string | undefined };
  /** Asks for the member anew, after something was done; the message stays on the page. */
  done: (thanks: { title: string; text?: string }) => void;
}

export const dayIn = (words: AccountWords, day: string): string =>
  new Date(day).toLocaleDateString(words.locale, { dateStyle: 'long', timeZone: 'UTC' });
export const figure = (words: AccountWords, n: number): string => n.toLocaleString(words.locale);
/** The sentence for what went wrong. */
export const wordsFor = (words: AccountWords, error: unknown): string => {
  const code = error instanceof Problem ? (error.errors[0]?.code ?? error.code) : 'INTERNAL';
  const errors: Readonly<Record<string, string>> = words.errors;
  const general = error instanceof Problem ? errors[error.code] : undefined;
  return errors[code] ?? general ?? errors.INTERNAL ?? code;
};

type State = { member: Member } | { join: true } | { gone: true } | { problem: unknown } | undefined;

/** A member's page: points, giving, survey, receipts, what happened. */
export function Account(props: {
  words: AccountWords;
  person: { name?: string | undefined; email?: string | undefined };
}): VNode | null {
  const { words, person } = props;
  const [state, show] = useState<State>();
  const [thanks, say] = useState<{ title: string; text?: string }>();
  const load = useCallback(
    () =>
      ask<Member>('/api/citizen/points/membership').then(
        (member) => show({ member }),
        (problem) =>
          show(problem instanceof Problem && problem.code === 'NOT_A_MEMBER' ? { join: true } : { problem }),
      ),
    [],
  );
  useEffect(() => void load(), [load]);
  const done = (message: { title: string; text?: string }): void => {
    say(message);
    void load();
  };
  if (!state) return null;
  if ('gone' in state)
    return (
      <Notification tone="success" live>
        {words.leave.done}
      </Notification>
    );
  if ('join' in state) return <Join words={words} person={person} joined={load} />;
  if ('problem' in state)
    return (
      <Notification tone="error" live title={wordsFor(words, state.problem)}>
        <Button variant="secondary" onClick={() => void signIn()}>
          {words.again}
        </Button>
      </Notification>
    );
  const { member } = state;
  const part: Part = { words, member, person, done };
  return (
    <div class="points-account">
      <h2>{words.heading}</h2>
      {/* The place stands from the start, so that what appears in it is read out. */}
      <div role="status">
        {thanks && (
          <Notification tone="success" title={thanks.title}>
            {thanks.text}
          </Notification>
        )}
      </div>
      <p class="points-balance">
        <b class="numeric">{figure(words, member.balance)}</b> {words.points}
        <span> · {fill(words.worth, { worth: figure(words, member.worth) })}</span>
      </p>
      {member.nextExpiry && (
        <p class="note">
          {fill(words.next, {
            day: dayIn(words, member.nextExpiry.expires),
            points: figure(words, member.nextExpiry.points),
          })}
        </p>
      )}
      <p class="note">
        {words.number} <b class="numeric">{printReference(member.number)}</b> · {words.numberHint}
      </p>
      <Give {...part} />
      {member.survey && words.questions.length > 0 && <Survey {...part} />}
      <Receipts {...part} />
      <Lines words={words} since={thanks} />
      <Leave {...part} gone={() => show({ gone: true })} />
      <div class="button-row">
        <Button variant="quiet" onClick={signOut}>
          {words.signOut}
        </Button>
      </div>
    </div>
  );
}
