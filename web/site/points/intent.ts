import { useRef } from 'preact/hooks';
import { ulid } from '../islands/ulid.ts';

/** What a person means to do: one key as long as they mean the same, so that a lost answer doubles nothing. */
export interface Intent {
  /** The key for this body: that of the last try, if it was the same body. */
  keyFor(body: object): string;
  /** It was done: the same again is meant anew. */
  done(): void;
}

export function intentOf(): Intent {
  let kept: { readonly body: string; readonly key: string } | undefined;
  return {
    keyFor(body) {
      const text = JSON.stringify(body);
      if (kept?.body !== text) kept = { body: text, key: ulid() };
      return kept.key;
    },
    done() {
      kept = undefined;
    },
  };
}

/** The same for as long as the part of the page stands. */
export function useIntent(): Intent {
  const intent = useRef<Intent>(undefined);
  intent.current ??= intentOf();
  return intent.current;
}
