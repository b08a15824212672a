import type { VNode } from 'preact';
import { nameOf, t } from '../core/words.ts';
import { Card, Facts } from '../page/facts.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import type { Loaded } from './item.tsx';
import type { Meeting } from './names.ts';

/** Members by id, as the meeting knows them. */
export const memberName = ({ members }: Pick<Meeting, 'members'>, id: string): string =>
  members.find((member) => member.id === id)?.name ?? id.slice(-4);

/** The count as it stands, for the secretary while the vote is open and for everybody once it is over. */
export function Counted({ meeting, item: { result, votes, status } }: Loaded): VNode | null {
  if (!result) return null;
  const { quorum, missing, outcome, byChair } = result;
  const going = status === 'VOTING';
  const words = { for: result.for, against: result.against, abstain: result.abstain };
  return (
    <Card id="result" title={t('committees.result')}>
      <Facts
        rows={[
          [t('committees.result'), t('committees.countText', words)],
          [
            t('committees.quorum'),
            <>
              {t('committees.quorumText', {
                present: quorum.present,
                needed: quorum.needed,
                base: quorum.base,
              })}
              <br />
              {t(quorum.reached ? 'committees.quorumReached' : 'committees.quorumLost')}
            </>,
          ],
          missing.length > 0 && [
            t('committees.missing'),
            missing.map((id) => memberName(meeting, id)).join(', '),
          ],
          going &&
            missing.length === 0 &&
            quorum.reached && [t('committees.decisions.outcome'), t(`committees.nowIt.${outcome}`)],
          byChair && !going && [t('committees.presides'), t('committees.byChair')],
        ]}
      />
      {votes.length > 0 && (
        <QueueTable
          caption={t('committees.ballots')}
          rows={votes}
          id={({ member }) => member}
          columns={[
            { title: t('committees.name'), cell: ({ member }) => memberName(meeting, member) },
            { title: t('committees.vote.vote'), cell: ({ vote }) => nameOf('committees.votes', vote) },
            {
              title: t('committees.ballots'),
              cell: ({ recorded }) => (recorded ? t('committees.recordedVote') : ''),
              ifAny: true,
              show: 'wide',
            },
          ]}
        />
      )}
    </Card>
  );
}

export function Recusals({ meeting, item: { recusals } }: Loaded): VNode {
  return (
    <Card id="recusals" title={t('committees.recusals')}>
      {recusals.length === 0 ? (
        <p class="note">{t('committees.noRecusals')}</p>
      ) : (
        <Facts
          rows={recusals.map(
            ({ member, because }) =>
              [memberName(meeting, member), nameOf('committees.because', because)] as const,
          )}
        />
      )}
    </Card>
  );
}
