import { city } from 'ithope:city';
import type { VNode } from 'preact';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { dayText, instantText } from '../core/time.ts';
import { districtName, inWords, nameOf, t } from '../core/words.ts';
import { purposeName } from '../money/accounts.ts';
import { Card, Facts } from '../page/facts.tsx';
import { History, whoIs } from '../page/history.tsx';
import { printReference } from '../page/items.ts';
import { QueueTable } from '../page/queue-table.tsx';
import { RecordScope } from '../page/record.tsx';
import { RecordPage, type Step } from '../page/record-page.tsx';
import { Show } from '../page/states.tsx';
import { Status } from '../page/status.tsx';
import { Calendar } from './calendar.tsx';
import { monthText } from './months.ts';
import { Move } from './move.tsx';
import { planText } from './plans.ts';
import { Prolong } from './prolong.tsx';
import { ReturnFee } from './return-fee.tsx';
import { Stop } from './stop.tsx';

export type Grant = AnswerOf<'readGrant'>;

/** One household's support: its months, its line, what is set aside, what can be done. */
export function GrantPage({ id }: { id: string }): VNode {
  const loaded = useLoad(id, () => client.read('readGrant', { params: { id } }));
  return (
    <Show of={loaded} heading={t('money.grants')}>
      {(grant) => (
        <RecordScope id={id} loaded={loaded}>
          <GrantView grant={grant} />
        </RecordScope>
      )}
    </Show>
  );
}

const ROUTES = {
  prolong: 'prolongGrant',
  move: 'moveGrant',
  returnFee: 'returnFee',
  stop: 'stopGrant',
} as const;
const MOVES = Object.keys(ROUTES) as (keyof typeof ROUTES)[];

const stepsOf = ({ moves }: Grant): Step[] =>
  MOVES.filter((move) => moves.includes(move) && may(ROUTES[move])).map((move) => ({
    deed: move,
    label: nameOf('grants.moves', move),
    danger: move === 'stop',
  }));

function GrantView({ grant }: { grant: Grant }): VNode {
  const { status, reference, carrier, plan, months, moves, history, stop } = grant;
  return (
    <RecordPage
      back={{ href: `${places.grants}?status=${status}`, text: t('money.grants') }}
      title={printReference(reference)}
      status={<Status of="grant" status={status} />}
      beside={planText(carrier, plan)}
      steps={stepsOf(grant)}
      idle={nameOf('fees.idle', status)}
      hint={
        stop &&
        status === 'ACTIVE' && <p class="next-hint">{t('fees.stopsFrom', { month: monthText(stop.from) })}</p>
      }
      main={
        <>
          <Calendar months={months} />
          <Terms grant={grant} />
        </>
      }
      side={
        <>
          <About grant={grant} />
          <History lines={history} />
        </>
      }
      deeds={
        <>
          {moves.includes('stop') && <Stop grant={grant} />}
          {moves.includes('move') && <Move grant={grant} />}
          {moves.includes('prolong') && <Prolong grant={grant} />}
          {moves.includes('returnFee') && <ReturnFee grant={grant} />}
        </>
      }
    />
  );
}

function About({ grant }: { grant: Grant }): VNode {
  const { application, reference, district, purpose, legalBasis, decision, stop, paid, open } = grant;
  const basis = city.legalBases.find(({ code }) => code === legalBasis);
  return (
    <Card id="facts" title={t('fees.about')}>
      <Facts
        rows={[
          [
            t('fees.application'),
            may('readApplication') ? (
              <a class="code" href={places.application(application)}>
                {printReference(reference)}
              </a>
            ) : (
              <span class="code">{printReference(reference)}</span>
            ),
          ],
          [t('staff.col.district'), districtName(district)],
          [t('fees.aMonth'), money(grant.fee)],
          [t('fees.period'), `${monthText(grant.firstMonth)} – ${monthText(grant.lastMonth)}`],
          [t('fees.paid'), t('fees.monthsWorth', { months: paid, sum: money(grant.paidSum) })],
          [t('fees.reserved'), t('fees.monthsWorth', { months: open, sum: money(grant.reserved) })],
          [t('fees.purpose'), purposeName(purpose)],
          [t('fees.legalBasis'), basis ? inWords(basis.name) : legalBasis],
          decision && [
            t('fees.decision'),
            t('fees.decided', { number: decision.number, day: dayText(decision.decidedOn) }),
          ],
          stop && [
            t('fees.stopped'),
            `${monthText(stop.from)} · ${nameOf('grants.stopReasons', stop.reason)}${stop.note ? ` · ${stop.note}` : ''}`,
          ],
          [t('fees.granted'), `${instantText(grant.grantedAt)} · ${whoIs(grant.grantedBy)}`],
        ]}
      />
    </Card>
  );
}

function Terms({ grant: { terms } }: { grant: Grant }): VNode {
  return (
    <Card id="terms" title={t('fees.terms')}>
      <QueueTable
        caption={t('fees.terms')}
        rows={terms}
        id={({ from, carrier, plan, fee }) => `${from} ${carrier} ${plan} ${fee}`}
        columns={[
          { title: t('fees.from'), cell: ({ from }) => monthText(from) },
          { title: t('fees.plan'), cell: ({ carrier, plan }) => planText(carrier, plan) },
          { title: t('fees.aMonth'), cell: ({ fee }) => money(fee), numeric: true },
        ]}
      />
      <p class="note">{t('fees.numberHidden')}</p>
    </Card>
  );
}
