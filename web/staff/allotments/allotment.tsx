import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { Notification } from '../../components/notification/notification.tsx';
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
import { AddLine, LineDeeds } from './changes.tsx';
import { Execute, Resume, Withdraw } from './execute.tsx';
import { legalBasisText } from './legal-basis.ts';
import { Lines } from './lines.tsx';
import { planName } from './name.ts';
import { ByCategory, ByDistrict, Outcome, Weighed } from './summary.tsx';

export type Allotment = AnswerOf<'readAllotment'>;

/** Deed → the moves that make it legal, the route that says who may. */
const DEEDS: Readonly<Record<string, { moves: readonly string[]; route: RouteName }>> = {
  start: { moves: ['start'], route: 'executeAllotment' },
  add: { moves: ['change'], route: 'addAllotmentLine' },
  resume: { moves: ['compute', 'goOn', 'freeRejected', 'freeWithdrawn'], route: 'resumeAllotment' },
  withdraw: { moves: ['withdraw'], route: 'withdrawAllotment' },
};
const MAIN = ['start'];
const mayNow = ({ moves }: Allotment, deed: string): boolean => {
  const { moves: legal = [], route } = DEEDS[deed] ?? {};
  return legal.some((move) => moves.includes(move)) && route !== undefined && may(route);
};

function stepsOf(plan: Allotment): Step[] {
  if (plan.status === 'EXECUTED' && may('bookDelivery'))
    return [{ deed: 'book', href: places.deliveries, label: t('deliveries.book.title'), main: true }];
  return Object.keys(DEEDS)
    .filter((deed) => mayNow(plan, deed))
    .map((deed) => ({
      deed,
      label: nameOf('allotments.moves', deed),
      main: MAIN.includes(deed),
      danger: deed === 'withdraw',
    }));
}

/** What is at work on the plan while somebody looks: it is looked at again every so many ms. */
const LOOK = 3000;
const AT_WORK = ['COMPUTING', 'EXECUTING'];

/** One plan: how it is shared out, what was weighed, its lines, the decision it rests on, its execution. */
export function AllotmentPage({ id }: { id: string }): VNode {
  const loaded = useLoad(id, () => client.read('readAllotment', { params: { id } }));
  const plan = loaded.data.value;
  useEffect(() => {
    if (!plan || !AT_WORK.includes(plan.status)) return;
    const timer = setTimeout(() => void loaded.reload(), LOOK);
    return () => clearTimeout(timer);
  }, [plan, loaded]);
  return (
    <Show of={loaded} heading={t('staff.nav.allotments')}>
      {(allotment) => (
        <RecordScope id={id} loaded={loaded}>
          <AllotmentView plan={allotment} />
        </RecordScope>
      )}
    </Show>
  );
}

function AllotmentView({ plan }: { plan: Allotment }): VNode {
  const { id, status, lines, lineCount, proposedAt, proposedBy, history, progress } = plan;
  const version = [status, lines, lineCount, history.length, progress.allotted, progress.refused].join('-');
  return (
    <RecordPage
      back={{ href: `${places.allotments}?status=${status}`, text: t('staff.nav.allotments') }}
      title={planName(id)}
      status={<Status of="allotment" status={status} />}
      beside={`${t('allotments.lines', { count: lines })} · ${whoIs(proposedBy)} · ${instantText(proposedAt)}`}
      hint={<Progress plan={plan} />}
      steps={stepsOf(plan)}
      idle={nameOf('allotments.idle', status)}
      main={
        <>
          <Decided plan={plan} />
          {lines > 0 && <ByDistrict plan={plan} />}
          {lineCount > 0 && status !== 'COMPUTING' && (
            <Lines id={id} version={version} open={mayNow(plan, 'add')} />
          )}
        </>
      }
      side={
        <>
          {lines > 0 && <ByCategory plan={plan} />}
          <Outcome plan={plan} />
          <Weighed plan={plan} />
          <History lines={history} />
        </>
      }
      deeds={
        <>
          {mayNow(plan, 'start') && <Execute id={id} count={lines} />}
          {mayNow(plan, 'resume') && <Resume id={id} />}
          {mayNow(plan, 'withdraw') && <Withdraw id={id} />}
          {mayNow(plan, 'add') && (
            <>
              <AddLine id={id} />
              <LineDeeds id={id} />
            </>
          )}
        </>
      }
    />
  );
}

/** How far what is at work has come, and how it ended. */
function Progress({ plan: { status, lines, progress } }: { plan: Allotment }): VNode | null {
  const { allotted, refused, dropped } = progress;
  if (status === 'COMPUTING') return <Notification>{t('allotments.progress.computing')}</Notification>;
  if (status === 'EXECUTING')
    return (
      <Notification>
        <p>{t('allotments.progress.executing', { done: allotted + refused, count: lines })}</p>
        <progress value={allotted + refused} max={lines} aria-label={t('allotments.status.EXECUTING')} />
      </Notification>
    );
  if (status === 'EXECUTED')
    return (
      <Notification tone={refused > 0 ? 'warning' : 'success'}>
        {t(refused > 0 ? 'allotments.progress.someRefused' : 'allotments.progress.all', {
          allotted,
          refused,
        })}
      </Notification>
    );
  if (dropped > 0 && status === 'PROPOSED')
    return <Notification tone="warning">{t('allotments.progress.dropped', { count: dropped })}</Notification>;
  return null;
}

function Decided({ plan: { decision } }: { plan: Allotment }): VNode | null {
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
