import type { VNode } from 'preact';
import type { AnswerOf, RouteName } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { dayText, instantText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { Card, Facts } from '../page/facts.tsx';
import { History, whoIs } from '../page/history.tsx';
import { RecordScope } from '../page/record.tsx';
import { RecordPage, type Step } from '../page/record-page.tsx';
import { Show } from '../page/states.tsx';
import { Status } from '../page/status.tsx';
import { Decide, legalBasisText } from './decide.tsx';
import { Execute } from './execute.tsx';
import { Lines } from './lines.tsx';
import { planName } from './list.tsx';

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
      beside={`${t('allotments.lines', { count: lines.length })} · ${whoIs(proposedBy)} · ${instantText(proposedAt)}`}
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
          [t('allotments.decision.recordedBy'), whoIs(decision.recordedBy)],
        ]}
      />
    </Card>
  );
}
