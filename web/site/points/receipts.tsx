import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type * as z from 'zod';
import type { pointsContract } from '../../../functions/points/contract.ts';
import { Button } from '../../components/button/button.tsx';
import { TextInput } from '../../components/text-input/text-input.tsx';
import { Problem } from '../islands/api.ts';
import { fill } from '../islands/page-data.ts';
import { useIntent } from './intent.ts';
import { figure, type Part, wordsFor } from './page.tsx';
import { ask } from './session.ts';

type Issued = z.output<(typeof pointsContract)['routes']['requestReceipt']['answer']>;
interface Numbered {
  year: string;
  number: number;
}
const printed = ({ year, number }: Numbered): string => `${year}-${String(number).padStart(6, '0')}`;

/** Receipts for a year's gifts of points, from the city's threshold on; and those that were issued. */
export function Receipts(part: Part): VNode | null {
  const { words, member } = part;
  const { receipt } = words;
  if (member.unreceipted.length + member.receipts.length === 0) return null;
  return (
    <section class="points-part">
      <h3>{receipt.title}</h3>
      {member.receipts.map((one) => (
        <Paper key={one.id} words={words} of={one} />
      ))}
      {member.unreceipted.map(({ year, worth, mayRequest }) =>
        mayRequest ? (
          <Ask key={year} {...part} year={year} worth={worth} />
        ) : (
          <p class="note">
            {fill(receipt.notYet, {
              year,
              worth: figure(words, worth),
              from: figure(words, member.receiptFrom),
            })}
          </p>
        ),
      )}
    </section>
  );
}

/** One that was issued: its paper, once it is made. */
function Paper({ words, of }: Pick<Part, 'words'> & { of: Part['member']['receipts'][number] }): VNode {
  const { receipt } = words;
  const [wrong, refuse] = useState('');
  const open = async (): Promise<void> => {
    try {
      location.assign((await ask<{ url: string }>(`/api/citizen/points/receipts/${of.id}`)).url);
    } catch (error) {
      refuse(wordsFor(words, error));
    }
  };
  const name = of.receipt ? printed(of.receipt) : '';
  return (
    <div class="points-receipt">
      {of.receipt === undefined && <p class="note">{receipt.again}</p>}
      {of.receipt && !of.ready && <p class="note">{receipt.made}</p>}
      {of.receipt && of.ready && (
        <Button variant="secondary" onClick={() => void open()}>
          {fill(receipt.open, { number: name, amount: figure(words, of.amount) })}
        </Button>
      )}
      {wrong && (
        <p class="field-error" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

const NOTHING = { name: '', email: '', postcode: '', street: '', detail: '', number: '' };
type Field = keyof typeof NOTHING;
/** Where a field of the request is asked on this page. */
const FIELDS: Readonly<Record<string, Field>> = {
  'contact.name': 'name',
  'contact.email': 'email',
  'address.postcode': 'postcode',
  'address.street': 'street',
  'address.detail': 'detail',
  registrationNumber: 'number',
};

function Ask(props: Part & { year: string; worth: number }): VNode {
  const { words, person, year, worth, done } = props;
  const { receipt, fields } = words;
  const [typed, type] = useState({
    ...NOTHING,
    name: person.name ?? '',
    email: person.email ?? '',
  });
  const [wrong, refuse] = useState<Readonly<Partial<Record<Field | 'all', string>>>>({});
  const [sending, send] = useState(false);
  const intent = useIntent();
  const missing = () => ({
    ...(typed.name.trim() ? {} : { name: fields.name.required }),
    ...(/^\S+@\S+\.\S+$/.test(typed.email.trim()) ? {} : { email: fields.email.required }),
    ...(/^\d{5}$/.test(typed.postcode.trim()) ? {} : { postcode: fields.postcode.required }),
    ...(typed.street.trim() ? {} : { street: fields.street.required }),
  });
  const submit = async (): Promise<void> => {
    const lacking = missing();
    refuse(lacking);
    if (Object.keys(lacking).length > 0) return;
    send(true);
    const { name, email, postcode, street, detail, number } = typed;
    try {
      const body = {
        year,
        contact: { name: name.trim(), email: email.trim(), language: words.language },
        address: {
          ...{ postcode: postcode.trim(), street: street.trim() },
          ...(detail.trim() && { detail: detail.trim() }),
        },
        ...(number.trim() && { registrationNumber: number.trim() }),
      };
      const issued = await ask<Issued>('/api/citizen/points/receipts', { body, key: intent.keyFor(body) });
      done({ title: fill(receipt.issued, { number: printed(issued.receipt) }), text: receipt.made });
    } catch (error) {
      const field = error instanceof Problem ? FIELDS[error.errors[0]?.path ?? ''] : undefined;
      refuse({ [field ?? 'all']: wordsFor(words, error) });
    }
    send(false);
  };
  const input = (
    name: Field,
    label: string,
    more: { hint?: string; optional?: string; width?: 8 | 14 | 24 },
  ) => (
    <TextInput
      id={`receipt-${year}-${name}`}
      label={label}
      autocomplete="off"
      maxlength={120}
      value={typed[name]}
      {...more}
      {...(wrong[name] && { error: wrong[name] })}
      onInput={(event) => type({ ...typed, [name]: event.currentTarget.value })}
    />
  );
  return (
    <details class="points-receipt">
      <summary>{fill(receipt.ready, { year, worth: figure(words, worth) })}</summary>
      <form
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {input('name', fields.name.label, { width: 24 })}
        {input('email', fields.email.label, { width: 24 })}
        {input('postcode', fields.postcode.label, { hint: fields.postcode.hint, width: 8 })}
        {input('street', fields.street.label, { hint: fields.street.hint })}
        {input('detail', fields.detail.label, { optional: words.optional })}
        {input('number', receipt.number, { hint: receipt.numberHint, optional: words.optional, width: 14 })}
        {wrong.all && (
          <p class="field-error" role="alert">
            {wrong.all}
          </p>
        )}
        <Button type="submit" disabled={sending}>
          {fill(receipt.ask, { year })}
        </Button>
      </form>
    </details>
  );
}
