import { committeeCity } from 'ithope:city-committees';
import type { VNode } from 'preact';
import { ButtonLink } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { query, withQuery } from '../core/router.ts';
import { client, may } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { Card, Facts } from '../page/facts.tsx';
import { Heading } from '../page/heading.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { RecordScope, Said } from '../page/record.tsx';
import { Empty, Show } from '../page/states.tsx';
import { Amend, Appoint, EndTerm } from './member-deeds.tsx';
import { chosenCommittee, committeeName } from './names.ts';
import { CommitteeChoice, CommitteeTabs } from './tabs.tsx';

export type CommitteeCard = AnswerOf<'listCommittees'>['committees'][number];
export type Member = CommitteeCard['members'][number];
type Rules = (typeof committeeCity)['committees'][number];

/** Members of a committee: seats, terms, who signs in, whom what concerns. */
export function Members(): VNode {
  const loaded = useLoad('committee-members', () => client.read('listCommittees', {}));
  return (
    <Show of={loaded} heading={t('committees.tabs.members')}>
      {({ committees }) => {
        const codes = committees.map(({ code }) => code);
        const chosen = chosenCommittee(codes);
        const card = committees.find(({ code }) => code === chosen);
        const rules = committeeCity.committees.find(({ code }) => code === chosen);
        return (
          <>
            <div class="page-head">
              <Heading>{t('committees.tabs.members')}</Heading>
              {may('appointMember') && (
                <p class="page-deeds">
                  <ButtonLink
                    href={withQuery({ do: 'appoint', member: undefined })}
                    size="small"
                    data-deed="appoint"
                  >
                    {t('committees.appoint.title')}
                  </ButtonLink>
                </p>
              )}
            </div>
            <CommitteeTabs />
            {card && chosen && rules && (
              <RecordScope id={chosen} loaded={loaded}>
                <CommitteeChoice codes={codes} chosen={chosen} />
                <Said />
                <Roster card={card} rules={rules} />
                <Deeds card={card} rules={rules} />
              </RecordScope>
            )}
          </>
        );
      }}
    </Show>
  );
}

function Deeds({ card, rules }: { card: CommitteeCard; rules: Rules }): VNode | null {
  if (!may('appointMember')) return null;
  const member = card.members.find(({ id }) => id === query.value.get('member'));
  return (
    <>
      <Appoint code={card.code} termYears={rules.termYears} />
      {member && <Amend key={`amend ${member.id}`} code={card.code} member={member} />}
      {member && <EndTerm key={`end ${member.id}`} code={card.code} member={member} />}
    </>
  );
}

const shareText = (rule: Rules['quorum'] | Rules['passes']): string =>
  nameOf('committees.share', rule.count, {
    base: nameOf('committees.bases', rule.of),
    n: rule.numerator,
    d: rule.denominator,
  });

function Roster({ card, rules }: { card: CommitteeCard; rules: Rules }): VNode {
  return (
    <Card id="roster" title={committeeName(card.code)}>
      <Facts
        rows={[
          [t('committees.tabs.members'), t('committees.seats', { seats: card.seats, taken: card.taken })],
          [
            t('committees.rules'),
            t('committees.ruleText', { quorum: shareText(rules.quorum), passes: shareText(rules.passes) }),
          ],
        ]}
      />
      {card.members.length === 0 ? (
        <Empty>{t('committees.noMembers')}</Empty>
      ) : (
        <QueueTable
          caption={committeeName(card.code)}
          rows={card.members}
          id={({ id }) => id}
          brief={(row) => termText(row)}
          columns={[
            {
              title: t('committees.name'),
              cell: ({ name, chair }) => (chair ? `${name} (${t('committees.chair')})` : name),
            },
            { title: t('committees.seat'), cell: ({ seat }) => seat, numeric: true, show: 'wide' },
            { title: t('committees.term'), cell: termText, show: 'wide' },
            {
              title: t('committees.signsIn'),
              cell: ({ account }) => t(account ? 'committees.linked' : 'committees.notLinkedShort'),
              show: 'wide',
            },
            {
              title: t('committees.interests'),
              cell: ({ interests = [] }) =>
                interests.length > 0 ? t('committees.interestCount', { count: interests.length }) : '',
              ifAny: true,
              show: 'wide',
            },
            {
              title: t('staff.page.next'),
              cell: (row) => may('amendMember') && <RowDeeds member={row} />,
            },
          ]}
        />
      )}
    </Card>
  );
}

const termText = ({ from, until }: Member): string =>
  t('committees.termText', { from: dayText(from), until: dayText(until) });

function RowDeeds({ member: { id, name } }: { member: Member }): VNode {
  return (
    <span class="row-deeds">
      <a
        href={withQuery({ do: 'amend', member: id })}
        data-deed="amend"
        aria-label={`${t('committees.amend.short')}: ${name}`}
      >
        {t('committees.amend.short')}
      </a>{' '}
      <a
        href={withQuery({ do: 'endTerm', member: id })}
        data-deed="endTerm"
        aria-label={`${t('committees.end.short')}: ${name}`}
      >
        {t('committees.end.short')}
      </a>
    </span>
  );
}
