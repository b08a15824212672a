import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { away } from './core/away.ts';
import { HOME, places } from './core/places.ts';
import { go, match, place } from './core/router.ts';
import { finishSignIn, openSession, person, sessionEnded, signIn } from './core/session.ts';
import { pages } from './pages.ts';
import { asProblem, type Problem } from './problem.ts';
import { NotFound } from './shell/not-found.tsx';
import { SessionEnded } from './shell/session-ended.tsx';
import { Shell } from './shell/shell.tsx';
import { Opening, SignedOut } from './shell/signed-out.tsx';

type Opened = 'opening' | 'open' | Problem;
const opened = signal<Opened>('opening');

/** Finds out who is signed in. A deep link (a scanned label) goes straight to the sign-in page and comes back. */
async function open(): Promise<void> {
  opened.value = 'opening';
  try {
    await openSession();
    if (place.value.path === `${HOME}signin`) go(await finishSignIn(), 'replace');
    else if (!person.value && place.value.path !== HOME) await signIn();
    opened.value = 'open';
    // What was done on the way and not sent goes out whatever page is opened first.
    if (person.value && away.unsent() > 0) void import('./driver/pages.ts').then(({ send }) => send());
  } catch (error) {
    if (place.value.path === `${HOME}signin`) go(HOME, 'replace');
    opened.value = asProblem(error);
  }
}

/** The whole app: nobody, somebody, and the page they are on. */
export function App(): VNode {
  useEffect(() => {
    void open();
  }, []);
  const state = opened.value;
  if (state === 'opening') return <Opening />;
  if (!person.value) return <SignedOut problem={state === 'open' ? undefined : state} retry={open} />;
  return (
    <>
      <Shell>
        <Page />
      </Shell>
      {sessionEnded.value && <SessionEnded />}
    </>
  );
}

function Page(): VNode {
  const path = place.value.path === '/staff' ? places.today : place.value.path;
  for (const [pattern, View] of pages) {
    const params = match(pattern, path);
    if (params) return <View key={path} {...params} />;
  }
  return <NotFound />;
}
