import type { ComponentChildren, VNode } from 'preact';
import type { AnswerOf } from '../contracts.ts';
import { instantText } from '../core/time.ts';
import { districtName, t } from '../core/words.ts';
import { eventName, Told, whoDid } from '../page/history.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { type Asked, addressOf } from './asked.ts';
import { recordPlace, recordText, stateText } from './records.ts';

type Line = AnswerOf<'listEvents'>['items'][number];

function RecordCell({ record, asked }: { record: string; asked: Asked }): VNode {
  const href = recordPlace(record);
  const name = recordText(record);
  return (
    <span class="audit-record" title={record}>
      {href ? <a href={href}>{name}</a> : name}
      {asked.record === undefined && (
        <a class="audit-only" href={addressOf({ record })} aria-label={`${name}: ${t('audit.trail')}`}>
          {t('audit.trail')}
        </a>
      )}
    </span>
  );
}

/** Whoever acted leads to what else they did. */
function Who({ line }: { line: Line }): ComponentChildren {
  const { id } = line.by;
  return id ? (
    <a href={addressOf({ who: id })} title={id}>
      {whoDid(line)}
    </a>
  ) : (
    whoDid(line)
  );
}

function changeText({ type, from, to }: Line): string {
  if (to === undefined) return '';
  return from === undefined
    ? stateText(type, to)
    : t('audit.changed', { from: stateText(type, from), to: stateText(type, to) });
}

const When = ({ at }: { at: string }) => <time dateTime={at}>{instantText(at)}</time>;

/** The lines in words; on a phone each is one cell with everything in it. */
export function Lines({ lines, asked }: { lines: readonly Line[]; asked: Asked }): VNode {
  return (
    <QueueTable
      caption={t('audit.results')}
      rows={lines}
      id={({ at, subject, key }) => `${at} ${subject} ${key}`}
      brief={(line) => (
        <>
          <RecordCell record={line.subject} asked={asked} />
          <div>
            {[changeText(line), line.district && districtName(line.district)].filter(Boolean).join(' · ')}
          </div>
          <div>
            <When at={line.at} /> · <Who line={line} />
          </div>
        </>
      )}
      columns={[
        {
          title: t('audit.what'),
          cell: (line) => (
            <>
              {eventName(line.type)}
              <Told {...(line.facts && { facts: line.facts })} />
            </>
          ),
        },
        {
          title: t('audit.record'),
          cell: ({ subject }) => <RecordCell record={subject} asked={asked} />,
          show: 'wide',
        },
        { title: t('audit.state'), cell: changeText, show: 'wide', ifAny: true },
        {
          title: t('audit.district'),
          cell: ({ district }) => (district ? districtName(district) : ''),
          show: 'wide',
          ifAny: true,
        },
        { title: t('audit.who'), cell: (line) => <Who line={line} />, show: 'wide' },
        { title: t('audit.when'), cell: ({ at }) => <When at={at} />, show: 'wide' },
      ]}
    />
  );
}
