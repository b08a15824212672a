import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import { sessionEnded, signIn } from '../core/session.ts';
import { t } from '../core/words.ts';

/** The session is over: what was typed is kept in this tab and comes back after signing in. */
export function SessionEnded(): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="deed"
      aria-labelledby="ended"
      onClose={() => {
        sessionEnded.value = false;
      }}
    >
      <header class="deed-head">
        <h2 id="ended">{t('staff.ended.title')}</h2>
      </header>
      <div class="deed-body">
        <p>{t('staff.ended.kept')}</p>
      </div>
      <footer class="deed-foot">
        <Button onClick={() => signIn()}>{t('staff.ended.signIn')}</Button>
      </footer>
    </dialog>
  );
}
