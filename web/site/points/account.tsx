import { render } from 'preact';
import { Account } from './page.tsx';
import { finishSignIn, profile, signIn } from './session.ts';
import type { AccountWords } from './words.ts';

export { finishSignIn, signIn };

/** Shows the signed-in person's points in place of the invitation to sign in. */
export async function showAccount(place: HTMLElement, words: AccountWords): Promise<void> {
  const person = await profile();
  place.replaceChildren();
  render(<Account words={words} person={person} />, place);
}
