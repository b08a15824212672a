import type { VNode } from 'preact';
import { StatusTag } from '../../components/status-tag/status-tag.tsx';
import { places } from '../core/places.ts';
import { may } from '../core/session.ts';
import { districtName, nameOf, t } from '../core/words.ts';
import { Card } from '../page/facts.tsx';
import { printReference } from '../page/items.ts';
import { QueueTable } from '../page/queue-table.tsx';
import type { Allotment } from './allotment.tsx';

const Result = ({ line: { result } }: { line: Line }): VNode => (
  <StatusTag meaning={RESULT[result]}>{nameOf('allotments.results', result)}</StatusTag>
);
const RESULT = { open: 'waiting', allotted: 'done', refused: 'stopped' } as const;

/** Each device with the application it is for, why, and what became of it. */
export function Lines({ lines }: { lines: Allotment['lines'] }): VNode {
  return (
    <Card id="lines" title={t('allotments.lines', { count: lines.length })}>
      <QueueTable
        caption={t('allotments.lines', { count: lines.length })}
        rows={lines}
        id={({ device }) => device}
        brief={(line) => (
          <>
            {line.why} <Result line={line} />
          </>
        )}
        columns={[
          { title: t('staff.col.assetNumber'), cell: (line) => <DeviceLink line={line} /> },
          { title: t('allotments.col.application'), cell: (line) => <ApplicationLink line={line} /> },
          { title: t('allotments.col.why'), cell: ({ why }) => why, show: 'wide' },
          {
            title: t('allotments.col.result'),
            cell: (line) => <Result line={line} />,
            show: 'wide',
          },
        ]}
      />
    </Card>
  );
}

type Line = Allotment['lines'][number];
const DeviceLink = ({ line: { device, assetNumber } }: { line: Line }): VNode =>
  may('readDevice') ? (
    <a class="code" href={places.device(device)}>
      {assetNumber}
    </a>
  ) : (
    <span class="code">{assetNumber}</span>
  );

function ApplicationLink({ line: { application, district } }: { line: Line }): VNode {
  const reference = printReference(application.slice(-10));
  return (
    <>
      {may('readApplication') ? (
        <a class="code" href={places.application(application)}>
          {reference}
        </a>
      ) : (
        <span class="code">{reference}</span>
      )}
      <span class="under">{districtName(district)}</span>
    </>
  );
}
