import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import { Checkboxes } from '../../components/choices/choices.tsx';
import { TextInput } from '../../components/text-input/text-input.tsx';
import { Problem } from '../islands/api.ts';
import { useIntent } from './intent.ts';
import { wordsFor } from './page.tsx';
import { ask } from './session.ts';
import type { AccountWords } from './words.ts';

interface JoinProps {
  words: AccountWords;
  person: { name?: string | undefined; email?: string | undefined };
  joined: () => void;
}

/** Becoming a member: how to reach the person, and what they agree to. */
export function Join({ words, person, joined }: JoinProps): VNode {
  const { join, fields, consents } = words;
  const [name, setName] = useState(person.name ?? '');
  const [email, setEmail] = useState(person.email ?? '');
  const [agreed, agree] = useState(false);
  const [news, want] = useState(false);
  const [wrong, refuse] = useState<Readonly<Record<string, string>>>({});
  const intent = useIntent();
  const submit = async (): Promise<void> => {
    const missing = {
      ...(name.trim() ? {} : { name: fields.name.required }),
      ...(/^\S+@\S+\.\S+$/.test(email.trim()) ? {} : { email: fields.email.required }),
      ...(agreed ? {} : { privacy: consents.required }),
    };
    refuse(missing);
    if (Object.keys(missing).length > 0) return;
    try {
      const body = {
        contact: { name: name.trim(), email: email.trim(), language: words.language },
        consents: { privacy: true, news },
      };
      await ask('/api/citizen/points/membership', { body, key: intent.keyFor(body) });
      joined();
    } catch (error) {
      const field = error instanceof Problem && error.errors[0]?.path.split('.').at(-1);
      refuse({ [field || 'email']: wordsFor(words, error) });
    }
  };
  return (
    <form
      novalidate
      class="points-join"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>{join.title}</h2>
      <p>{join.lead}</p>
      <TextInput
        id="name"
        label={fields.name.label}
        value={name}
        maxlength={60}
        autocomplete="name"
        width={24}
        {...(wrong.name && { error: wrong.name })}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        id="email"
        type="email"
        label={fields.email.label}
        value={email}
        maxlength={254}
        autocomplete="email"
        width={24}
        {...(wrong.email && { error: wrong.email })}
        onInput={(event) => setEmail(event.currentTarget.value)}
      />
      <Checkboxes
        id="privacy"
        label={consents.privacy}
        hint={join.privacyText}
        choices={[{ value: 'true', label: consents.agree }]}
        value={agreed ? ['true'] : []}
        {...(wrong.privacy && { error: wrong.privacy })}
        onChange={(event) => agree(event.currentTarget.checked)}
      />
      <Checkboxes
        id="news"
        label={consents.news}
        optional={words.optional}
        choices={[{ value: 'true', label: consents.newsAgree }]}
        value={news ? ['true'] : []}
        onChange={(event) => want(event.currentTarget.checked)}
      />
      <Button type="submit" size="large">
        {join.send}
      </Button>
    </form>
  );
}
