import type { VNode } from 'preact';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { History } from '../page/history.tsx';
import { RecordScope } from '../page/record.tsx';
import { RecordPage, type Step } from '../page/record-page.tsx';
import { Show } from '../page/states.tsx';
import { Status } from '../page/status.tsx';
import { Assign } from './assign.tsx';
import { Bounce } from './bounce.tsx';
import { Explain } from './explain.tsx';
import { Match } from './match.tsx';
import { Facts, Like, Parts, Proposals, Said, Transfers } from './parts.tsx';
import { CancelRefund, OrderRefund } from './refund.tsx';
import { type Entry, signedText } from './saying.tsx';
import { Settle } from './settle.tsx';
import { TakeBack } from './take-back.tsx';

/** One entry of the account: what was written, what it may be, where its money lies, what happened to it. */
export function EntryPage({ id }: { id: string }): VNode {
  const loaded = useLoad(id, () => client.read('readEntry', { params: { id } }));
  return (
    <Show of={loaded} heading={t('money.entries')}>
      {(entry) => (
        <RecordScope id={id} loaded={loaded}>
          <EntryView entry={entry} />
        </RecordScope>
      )}
    </Show>
  );
}

/** Money that came is a gift or something else; both are ways to place it. */
function stepsOf({ moves, proposals, status }: Entry): Step[] {
  const has = (move: string) => moves.includes(move);
  const best = proposals[0]?.what;
  const step = (deed: string, more: Partial<Step> = {}): Step => ({
    ...{ deed, label: nameOf('fund.deeds', deed) },
    ...more,
  });
  return [
    ...(has('place') && may('matchEntry') ? [step('match', { main: best === 'gift' })] : []),
    ...(has('place') && may('assignEntry')
      ? [step('assign', { main: best !== 'gift' && best !== 'bounce' })]
      : []),
    ...(has('explain') && may('explainEntry') ? [step('explain', { main: best !== 'bounce' })] : []),
    ...(has('settle') && may('settleAside') ? [step('settle', { main: true })] : []),
    ...(has('markBounce') && may('markBounce') ? [step('markBounce', { main: best === 'bounce' })] : []),
    ...(has('takeBack') && may('takeBackPart') ? [step('takeBack')] : []),
    ...(has('cancelRefund') && may('cancelRefund') ? [step('cancelRefund')] : []),
    ...(has('orderRefund') && may('orderRefund')
      ? [step('orderRefund', { danger: status === 'BOOKED' })]
      : []),
  ];
}

function EntryView({ entry }: { entry: Entry }): VNode {
  const { id, amount, day, status, moves, history } = entry;
  const has = (move: string) => moves.includes(move);
  return (
    <RecordPage
      back={{ href: places.entriesIn(status), text: t('money.entries') }}
      title={`${t(amount < 0 ? 'fund.out' : 'fund.in')} ${signedText(amount)}`}
      status={<Status of="entry" status={status} />}
      beside={dayText(day)}
      steps={stepsOf(entry)}
      idle={nameOf('fund.entryIdle', status)}
      hint={<p class="next-hint">{nameOf('fund.entryHint', status)}</p>}
      main={
        <>
          <Said entry={entry} />
          <Proposals entry={entry} />
          <Like entry={entry} />
          <Parts entry={entry} />
          <Transfers entry={entry} />
        </>
      }
      side={
        <>
          <Facts entry={entry} />
          <History lines={history} />
        </>
      }
      deeds={
        // Keyed by what is left: what was proposed before a deed is not what is proposed after it.
        <div key={`${id} ${status} ${entry.rest}`}>
          {has('place') && <Match entry={entry} />}
          {has('place') && <Assign entry={entry} />}
          {has('explain') && <Explain entry={entry} />}
          {has('settle') && <Settle entry={entry} />}
          {has('markBounce') && <Bounce entry={entry} />}
          {has('takeBack') && <TakeBack entry={entry} />}
          {has('orderRefund') && <OrderRefund entry={entry} />}
          {has('cancelRefund') && <CancelRefund entry={entry} />}
        </div>
      }
    />
  );
}
