import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { colleagueName } from '../core/colleagues.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { may, person } from '../core/session.ts';
import { dayText, instantText } from '../core/time.ts';
import { knownName, nameOf, t } from '../core/words.ts';
import { Card } from './facts.tsx';
import { type HistoryLine, useRecordId } from './record.tsx';

/** `donation.bookCollection` in words. */
export const eventName = (type: string): string => nameOf('staff.events', type.replace('.', '_'));

/** Who did it: oneself, a colleague, the system, a citizen. */
export function whoDid({ by }: Pick<HistoryLine, 'by'>): string {
  return by.kind === 'staff' ? whoIs(by.id ?? '') : nameOf('staff.who', by.kind);
}
/** A member of staff: oneself, by name, or by the end of the id while (or where) the name is not known. */
export function whoIs(id: string): string {
  if (id && id === person.value?.id) return t('staff.who.me');
  return (id && colleagueName(id)) || t('staff.who.staff', { id: id.slice(-4) });
}

/** Facts that say more than the event's name, in the order in which they are told. */
const TOLD = [
  'earmark',
  'reason',
  'day',
  'slot',
  'number',
  'total',
  'rule',
  'evidence',
  'outcome',
  'method',
  'format',
  'drives',
  'appearance',
  'functionality',
  'failed',
  'certificate',
  'lines',
  'allotted',
  'refused',
] as const;

/** `사유 부재`, `금액 ₩400,000`; nothing was left out or failed when it was 0. */
function factText(name: (typeof TOLD)[number], value: unknown): string[] {
  if ((typeof value !== 'string' && typeof value !== 'number') || value === 0) return [];
  const words = name === 'total' ? money(Number(value)) : name === 'day' ? dayText(String(value)) : undefined;
  return [`${t(`staff.facts.${name}`)} ${words ?? knownName('staff.factValues', String(value)) ?? value}`];
}

/** What an event's facts add to its name; nothing where they add nothing. */
export function Told({ facts = {} }: { facts?: HistoryLine['facts'] }): VNode | null {
  const words = TOLD.flatMap((name) => factText(name, facts[name]));
  return words.length === 0 ? null : <p class="history-facts">{words.join(' · ')}</p>;
}

/** For auditors: the record's whole trail, with what other records did to it. */
function ToTrail(): VNode | null {
  const record = useRecordId();
  if (!record || !may('listEvents')) return null;
  return <a href={places.trail(record)}>{t('audit.toTrail')}</a>;
}

const SHORT = 8;

interface HistoryProps {
  lines: readonly HistoryLine[];
  /** What was noted when a state was reached: state → text. A later note of the same state replaces the earlier. */
  notes?: Readonly<Record<string, string>> | undefined;
  /** What it is of has no name that the journal could be asked by. */
  untraced?: boolean;
  /** How the record came to be, where that is told in another one's history: event and instant. */
  beginning?: { readonly type: string; readonly at: string } | undefined;
}

/** What happened to a record, newest first. */
export function History({ lines, notes = {}, untraced, beginning }: HistoryProps): VNode {
  const all = useSignal(false);
  const sorted = [...lines].sort((a, b) => (a.at < b.at ? 1 : -1));
  const noteOf = (line: HistoryLine) =>
    line === sorted.find(({ to }) => to === line.to) ? notes[line.to ?? ''] : undefined;
  const shown = all.value ? sorted : sorted.slice(0, SHORT);
  return (
    <Card id="history" title={t('staff.page.history')} aside={!untraced && <ToTrail />}>
      <ol class="history">
        {shown.map((line) => (
          <li>
            <p class="history-what">{eventName(line.type)}</p>
            <Told {...(line.facts && { facts: line.facts })} />
            {noteOf(line) && <p class="history-note">{noteOf(line)}</p>}
            <p class="history-when">
              <time dateTime={line.at}>{instantText(line.at)}</time> · {whoDid(line)}
            </p>
          </li>
        ))}
        {beginning && shown.length === sorted.length && (
          <li>
            <p class="history-what">{eventName(beginning.type)}</p>
            <p class="history-when">
              <time dateTime={beginning.at}>{instantText(beginning.at)}</time>
            </p>
          </li>
        )}
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
    </Card>
  );
}
