import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { person } from '../core/session.ts';
import { instantText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import type { HistoryLine } from './record.tsx';

/** `donation.bookCollection` in words. */
export const eventName = (type: string): string => nameOf('staff.events', type.replace('.', '_'));

/** Who did it: oneself, a colleague by the end of their id (names are not in the records), the system, a citizen. */
export function whoDid({ by }: HistoryLine): string {
  if (by.kind !== 'staff') return nameOf('staff.who', by.kind);
  if (by.id && by.id === person.value?.id) return t('staff.who.me');
  return t('staff.who.staff', { id: (by.id ?? '').slice(-4) });
}

/** Details of an event that say more than its name. */
function Facts({ facts }: { facts: HistoryLine['facts'] }): VNode | null {
  const told = Object.entries(facts ?? {}).filter(
    ([, value]) => typeof value === 'string' || typeof value === 'number',
  );
  const words = told
    .map(([name, value]) => [nameOf('staff.facts', name), nameOf('staff.factValues', String(value))] as const)
    .filter(([name, value]) => name !== '' && value !== '');
  if (words.length === 0) return null;
  return <p class="history-facts">{words.map(([name, value]) => `${name} ${value}`).join(' · ')}</p>;
}

const SHORT = 8;

/** What happened to a record, newest first. */
export function History({ lines }: { lines: readonly HistoryLine[] }): VNode {
  const all = useSignal(false);
  const sorted = [...lines].sort((a, b) => (a.at < b.at ? 1 : -1));
  const shown = all.value ? sorted : sorted.slice(0, SHORT);
  return (
    <section class="card" aria-labelledby="history">
      <h2 id="history">{t('staff.page.history')}</h2>
      <ol class="history">
        {shown.map((line) => (
          <li>
            <p class="history-what">{eventName(line.type)}</p>
            <Facts facts={line.facts} />
            <p class="history-when">
              <time dateTime={line.at}>{instantText(line.at)}</time> · {whoDid(line)}
            </p>
          </li>
        ))}
      </ol>
      {sorted.length > shown.length && (
        <Button
          variant="quiet"
          size="small"
          onClick={() => {
            all.value = true;
          }}
        >
          {t('staff.page.wholeHistory', { count: sorted.length })}
        </Button>
      )}
    </section>
  );
}
