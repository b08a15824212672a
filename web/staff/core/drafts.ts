import type { KeptIntent } from '../intent.ts';

/** What was typed into a form and not yet taken by the server, and the intent under which it was sent. */
export interface Draft<V> {
  readonly values: V;
  readonly intent?: KeptIntent;
}

const DRAFT = 'ithope.draft.';
const OWNER = 'ithope.owner';
const place = (form: string) => DRAFT + form;

/** Drafts live in the tab: they survive a reload and a new sign-in, and end with the tab or with signing out. */
export const drafts = {
  read<V>(form: string): Draft<V> | undefined {
    const text = sessionStorage.getItem(place(form));
    return text === null ? undefined : (JSON.parse(text) as Draft<V>);
  },
  keep<V>(form: string, draft: Draft<V>): void {
    sessionStorage.setItem(place(form), JSON.stringify(draft));
  },
  drop(form: string): void {
    sessionStorage.removeItem(place(form));
  },
  /** Whoever signs in next at this desk must not see what another has typed. */
  belongTo(person: string): void {
    if (sessionStorage.getItem(OWNER) !== person) {
      for (const name of Object.keys(sessionStorage))
        if (name.startsWith(DRAFT)) sessionStorage.removeItem(name);
    }
    sessionStorage.setItem(OWNER, person);
  },
} as const;
