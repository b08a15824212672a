import type { VNode } from 'preact';
import { StatusTag } from '../../components/status-tag/status-tag.tsx';
import type { AnswerOf, RouteName } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { dayText, instantText } from '../core/time.ts';
import { districtName, nameOf, t } from '../core/words.ts';
import { Card, Facts } from '../page/facts.tsx';
import { History } from '../page/history.tsx';
import { printReference } from '../page/items.ts';
import { QueueTable } from '../page/queue-table.tsx';
import { RecordScope } from '../page/record.tsx';
import { RecordPage, type Step } from '../page/record-page.tsx';
import { Show } from '../page/states.tsx';
import { Status } from '../page/status.tsx';
import { Decide, legalBasisText } from './decide.tsx';
import { Execute } from './execute.tsx';
import { planName, proposerText } from './list.tsx';

export type Allotment = AnswerOf<'readAllotment'>;
const ROUTES = { decide: 'decideAllotment', execute: 'executeAllotment' } as const satisfies Record<
  string,
  RouteName
>;

function stepsOf({ moves, status }: Allotment): Step[] {
  if (status === 'EXECUTED' && may('bookDelivery'))
    return [{ deed: 'book', href: places.deliveries, label: t('deliveries.book.title'), main: true }];
  return Object.entries(ROUTES)
    .filter(([deed, route]) => moves.some((move) => isMoveOf(deed, move)) && may(route))
    .map(([deed]) => ({ deed, label: nameOf('allotments.moves', deed), main: true }));
}

/** A decision approves or rejects; the domain may name the two moves apart. */
const isMoveOf = (deed: string, move: string): boolean =>
  deed === 'decide' ? ['decide', 'approve', 'reject'].includes(move) : move === deed;

/** One plan: its lines with their reasons, the decision it rests on, its execution. */
export function AllotmentPage({ id }: { id: string }): VNode {
  const loaded = useLoad(id, () => client.read('readAllotment', { params: { id } }));
  return (
    <Show of={loaded} heading={t('staff.nav.allotments')}>
      {(allotment) => (
        <RecordScope id={id} loaded={loaded}>
          <AllotmentView allotment={allotment} />
        </RecordScope>
      )}
    </Show>
  );
}

function AllotmentView({ allotment }: { allotment: Allotment }): VNode {
  const { id, status, lines, proposedAt, proposedBy, moves, history } = allotment;
  return (
    <RecordPage
      back={{ href: `${places.allotments}?status=${status}`, text: t('staff.nav.allotments') }}
      title={planName(id)}
      status={<Status of="allotment" status={status} />}
      beside={`${t('allotments.lines', { count: lines.length })} · ${proposerText(proposedBy)} · ${instantText(proposedAt)}`}
      steps={stepsOf(allotment)}
      idle={nameOf('allotments.idle', status)}
      main={
        <>
          <Decided allotment={allotment} />
          <Lines lines={lines} />
        </>
      }
      side={<History lines={history} />}
      deeds={
        <>
          {moves.some((move) => isMoveOf('decide', move)) && <Decide id={id} />}
          {moves.includes('execute') && <Execute id={id} count={lines.length} />}
        </>
      }
    />
  );
}

function Decided({ allotment: { decision } }: { allotment: Allotment }): VNode | null {
  if (!decision) return null;
  return (
    <Card id="decision" title={t('allotments.decision.title')}>
      <Facts
        rows={[
          [t('allotments.decision.outcome'), nameOf('allotments.outcomes', decision.outcome)],
          [t('staff.labels.committee'), nameOf('allotments.committees', decision.committee)],
          [t('staff.labels.number'), decision.number],
          [t('staff.labels.decidedOn'), dayText(decision.decidedOn)],
          [t('staff.labels.legalBasis'), legalBasisText(decision.legalBasis)],
          decision.note !== undefined && [t('staff.labels.note'), decision.note],
          [t('allotments.decision.recordedBy'), proposerText(decision.recordedBy)],
        ]}
      />
    </Card>
  );
}

const Result = ({ line: { result } }: { line: Line }): VNode => (
  <StatusTag meaning={RESULT[result]}>{nameOf('allotments.results', result)}</StatusTag>
);
const RESULT = { open: 'waiting', allotted: 'done', refused: 'stopped' } as const;

function Lines({ lines }: { lines: Allotment['lines'] }): VNode {
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
