import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import { errorText, t } from '../core/words.ts';
import { newIntent } from '../intent.ts';
import { useRecord } from '../page/record.tsx';
import { asProblem, type Problem } from '../problem.ts';
import { number } from './partners.tsx';

interface Step {
  readonly status: string;
  readonly done: number;
  readonly of: number;
}

interface WorkProps {
  /** What the bar tells of. */
  label: string;
  done: number;
  of: number;
  /** How far it is, where it is not PCs that are counted. */
  told?: (at: { done: string; of: string; percent: number }) => string;
  /** One call; it does what it can in a few seconds and says how far it is. */
  goOn: (intent: string) => Promise<Step>;
  /** Is it over? */
  over: (step: Step) => boolean;
  /** Said when it is. */
  said: (step: Step) => string;
}

/** Somebody else was faster, or the line was bad for a moment: the same is asked again. */
const AGAIN = ['CHANGED_MEANWHILE', 'BUSY', 'OFFLINE', 'UNAVAILABLE'];
const TRIES = 6;
const pause = (tries: number) => new Promise((resolve) => setTimeout(resolve, 250 * 2 ** tries));

/**
 * Work in parts with a bar: the page asks again until it is done. Whoever closes it stops only this page's asking;
 * opening it again, or another person's page, goes on where it was.
 */
export function Work({ label, done, of, told, goOn, over, said }: WorkProps): VNode {
  const record = useRecord();
  const at = useSignal(done);
  const problem = useSignal<Problem | undefined>(undefined);
  const running = useRef(false);
  const gone = useRef(false);
  const run = async () => {
    if (running.current) return;
    running.current = true;
    problem.value = undefined;
    let intent = newIntent();
    for (let tries = 0; !gone.current; ) {
      try {
        const step = await goOn(intent);
        at.value = Math.max(at.value, step.done);
        tries = 0;
        intent = newIntent();
        if (!over(step)) continue;
        await record.reload();
        record.say(said(step));
        break;
      } catch (error) {
        const found = asProblem(error);
        if (AGAIN.includes(found.code) && tries < TRIES) {
          await pause(tries++);
          continue;
        }
        problem.value = found;
        break;
      }
    }
    running.current = false;
  };
  useEffect(() => {
    void run();
    return () => {
      gone.current = true;
    };
  }, []);
  const percent = of > 0 ? Math.floor((at.value / of) * 100) : 0;
  const reached = { done: number(at.value), of: number(of), percent };
  return (
    <div class="progress work">
      <progress max={of} value={at.value} aria-label={label} />
      <p class="work-said" aria-live="polite">
        {told?.(reached) ?? t('partners.progress', reached)}
      </p>
      {problem.value && (
        <Notification tone="error" live title={t('partners.stopped')}>
          <p>{errorText(problem.value.code)}</p>
          <Button size="small" variant="secondary" onClick={run}>
            {t('partners.goOn')}
          </Button>
        </Notification>
      )}
    </div>
  );
}
