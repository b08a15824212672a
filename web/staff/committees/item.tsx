import type { VNode } from 'preact';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { Card, Facts } from '../page/facts.tsx';
import { RecordScope } from '../page/record.tsx';
import { RecordPage, type Step } from '../page/record-page.tsx';
import { Show } from '../page/states.tsx';
import { Status } from '../page/status.tsx';
import { AddPaper } from './add-paper.tsx';
import { Close, Defer, Drop, Hear, StartVote } from './item-deeds.tsx';
import { ItemLines } from './item-lines.tsx';
import { basisText, type Item, type Meeting, meetingName, subjectText } from './names.ts';
import { Papers } from './papers.tsx';
import { Recuse } from './recuse.tsx';
import { Counted, Recusals } from './result.tsx';
import { CastVote } from './vote.tsx';

/** An item and the meeting that it is of: whose names its votes and recusals need. */
export interface Loaded {
  readonly meeting: Meeting;
  readonly item: Item;
}

/** One item of an agenda: what it is about, papers, recusals, the vote. */
export function ItemPage({ id, n }: { id: string; n: string }): VNode {
  const loaded = useLoad(`${id} ${n}`, async (): Promise<Loaded> => {
    const [meeting, item] = await Promise.all([
      client.read('readMeeting', { params: { id } }),
      client.read('readItem', { params: { id, n: Number(n) } }),
    ]);
    return { meeting, item };
  });
  return (
    <Show of={loaded} heading={t('committees.agenda')}>
      {(found) => (
        <RecordScope id={`${id}-${n}`} loaded={loaded}>
          <ItemView {...found} />
        </RecordScope>
      )}
    </Show>
  );
}

/** A secretary's and a member's deeds on the same item have other words: one's own vote is not another's. */
function stepsOf({ meeting: { own }, item: { moves } }: Loaded): Step[] {
  const secretary = may('startVote');
  const step = (deed: Item['moves'][number], more: Partial<Step> & { words?: string } = {}): Step[] =>
    moves.includes(deed)
      ? [{ deed, label: nameOf('committees.itemMoves', more.words ?? deed), ...more }]
      : [];
  return [
    ...step('startVote', { main: true }),
    ...step('vote', { main: true, words: secretary && !own ? 'voteFor' : 'vote' }),
    ...step('close', { main: true }),
    ...step('hear'),
    ...step('addPaper'),
    ...step('recuse', { words: secretary && !own ? 'recuseFor' : 'recuse' }),
    ...step('defer'),
    ...step('drop', { danger: true }),
  ];
}

function ItemView({ meeting, item }: Loaded): VNode {
  const { moves, status } = item;
  const mine = item.votes.some(({ member }) => member === meeting.own);
  const at = { id: meeting.id, n: item.n };
  return (
    <RecordPage
      back={{ href: places.meeting(meeting.id), text: meetingName(meeting) }}
      title={t('committees.item', { n: item.n })}
      status={<Status of="item" status={status} />}
      beside={subjectText(item)}
      steps={stepsOf({ meeting, item })}
      idle={nameOf('committees.itemIdle', status)}
      hint={status === 'VOTING' && mine && <p class="next-hint">{t('committees.voted')}</p>}
      main={
        <>
          <Counted meeting={meeting} item={item} />
          <Subject meeting={meeting} item={item} />
          {item.plan && <ItemLines meeting={meeting} item={item} />}
        </>
      }
      side={
        <>
          <Papers meeting={meeting} item={item} />
          <Recusals meeting={meeting} item={item} />
        </>
      }
      deeds={
        <>
          {moves.includes('startVote') && <StartVote {...at} />}
          {moves.includes('close') && <Close {...at} item={item} />}
          {moves.includes('hear') && <Hear {...at} />}
          {moves.includes('defer') && <Defer {...at} />}
          {moves.includes('drop') && <Drop {...at} item={item} />}
          {moves.includes('addPaper') && <AddPaper {...at} />}
          {moves.includes('recuse') && <Recuse meeting={meeting} item={item} />}
          {moves.includes('vote') && <CastVote meeting={meeting} item={item} />}
        </>
      }
    />
  );
}

function Subject({ item }: Loaded): VNode {
  const { kind, text, plan, overrides, decision, legalBasis, note, hearing } = item;
  return (
    <Card id="subject" title={t('committees.subject')}>
      <Facts
        rows={[
          [t('committees.add.kind'), nameOf('committees.kinds', kind)],
          item.title !== undefined && [t('committees.add.title'), item.title],
          text !== undefined && [t('committees.add.text'), text],
          plan !== undefined && [
            t('committees.add.plan'),
            may('readAllotment') ? (
              <a class="code" href={places.allotment(plan)}>
                {plan.slice(-5)}
              </a>
            ) : (
              <span class="code">{plan.slice(-5)}</span>
            ),
          ],
          overrides !== undefined && [
            t('committees.add.decision'),
            `${nameOf('allotments.committees', overrides.committee)} ${overrides.year}-${overrides.n}`,
          ],
          hearing !== undefined && [
            `${t('committees.hearing')} (${t('committees.hearingSource')})`,
            `${t('committees.hearingText', { day: dayText(hearing.on), name: t('committees.heardChair') })}: ${hearing.statement}`,
          ],
          decision !== undefined && [t('committees.number'), <span class="code">{decision}</span>],
          legalBasis !== undefined && [t('staff.labels.legalBasis'), basisText(legalBasis)],
          note !== undefined && [t('committees.decide.note'), note],
        ]}
      />
    </Card>
  );
}
