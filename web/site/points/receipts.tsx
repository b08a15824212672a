import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import { TextInput } from '../../components/text-input/text-input.tsx';
import { fill } from '../islands/page-data.ts';
import { ulid } from '../islands/ulid.ts';
import { figure, type Part, wordsFor } from './page.tsx';
import { ask } from './session.ts';

interface Numbered {
  year: string;
  number: number;
}
const printed = ({ year, number }: Numbered): string => `${year}-${String(number).padStart(6, '0')}`;

/** A receipt for a year's gifts of points, from the city's threshold on. */
export function Receipts({ words, member, done }: Part): VNode | null {
  const { receipt } = words;
  if (member.unreceipted.length === 0) return null;
  return (
    <section class="points-part">
      <h3>{receipt.title}</h3>
      {member.unreceipted.map((year) =>
        year.mayRequest ? (
          <Ask words={words} year={year.year} worth={year.worth} done={done} />
        ) : (
          <p class="note">
            {fill(receipt.notYet, {
              year: year.year,
              worth: figure(words, year.worth),
              from: figure(words, member.receiptFrom),
            })}
          </p>
        ),
      )}
    </section>
  );
}

function Ask({ words, year, worth, done }: Pick<Part, 'words' | 'done'> & { year: string; worth: number }) {
  const { receipt } = words;
  const [number, type] = useState('');
  const [wrong, refuse] = useState('');
  const [sending, send] = useState(false);
  const key = useRef(ulid());
  const submit = async (): Promise<void> => {
    send(true);
    refuse('');
    try {
      const made = await ask<Numbered>('/api/citizen/points/receipts', {
        body: { year, ...(number.trim() && { registrationNumber: number.trim() }) },
        key: key.current,
      });
      done({ title: fill(receipt.open, { number: printed(made) }), text: receipt.made });
    } catch (error) {
      key.current = ulid();
      refuse(wordsFor(words, error));
    }
    send(false);
  };
  return (
    <form
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p>{fill(receipt.ready, { year, worth: figure(words, worth) })}</p>
      <TextInput
        id={`registration-${year}`}
        name="registrationNumber"
        label={receipt.number}
        hint={receipt.numberHint}
        optional={words.optional}
        inputmode="numeric"
        autocomplete="off"
        spellcheck={false}
        maxlength={20}
        width={14}
        value={number}
        {...(wrong && { error: wrong })}
        onInput={(event) => type(event.currentTarget.value)}
      />
      <Button type="submit" disabled={sending}>
        {fill(receipt.ask, { year })}
      </Button>
    </form>
  );
}
