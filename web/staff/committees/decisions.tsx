import { committeeCity } from 'ithope:city-committees';
import type { VNode } from 'preact';
import { ButtonLink } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { go, query, withQuery } from '../core/router.ts';
import { client, may } from '../core/session.ts';
import { dayOf, dayText, instantText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { Deed } from '../form/deed.tsx';
import { Card } from '../page/facts.tsx';
import { Heading } from '../page/heading.tsx';
import { Paged } from '../page/paged.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { RecordScope, Said } from '../page/record.tsx';
import { Show } from '../page/states.tsx';
import { chosenCommittee, committeeName } from './names.ts';
import { CommitteeChoice, CommitteeTabs } from './tabs.tsx';

type Line = AnswerOf<'listUnpublished'>['items'][number];
/** Years that can be looked at: this one and four before. */
const YEARS = 5;

/** What is decided and not yet public first, then the decisions of a year. */
export function Decisions(): VNode {
  const loaded = useLoad('unpublished', () => client.read('listUnpublished', { query: { limit: 50 } }));
  return (
    <>
      <div class="page-head">
        <Heading>{t('committees.decisions.title')}</Heading>
      </div>
      <CommitteeTabs />
      <RecordScope id="decisions" loaded={loaded}>
        <Said />
        <Show of={loaded}>
          {({ items }) => (
            <>
              <Unpublished items={items} />
              {items.map((one) => (
                <Publish key={one.number} decision={one} />
              ))}
            </>
          )}
        </Show>
      </RecordScope>
      <Year />
    </>
  );
}

function Unpublished({ items }: { items: readonly Line[] }): VNode {
  const { withinMonths, source } = committeeCity.decisions;
  return (
    <Card id="unpublished" title={t('committees.decisions.unpublished')}>
      <p class="note">{t('committees.decisions.law', { months: withinMonths, source })}</p>
      {items.length === 0 ? (
        <p>{t('committees.decisions.allPublished')}</p>
      ) : (
        <QueueTable
          caption={t('committees.decisions.unpublished')}
          rows={items}
          id={({ number }) => number}
          brief={dueText}
          columns={[
            { title: t('committees.number'), cell: ({ number }) => <span class="code">{number}</span> },
            {
              title: t('committees.decisions.outcome'),
              cell: ({ outcome }) => nameOf('committees.outcomes', outcome),
              show: 'wide',
            },
            {
              title: t('committees.decisions.due'),
              cell: dueText,
              show: 'wide',
            },
            {
              title: t('staff.page.next'),
              cell: ({ number }) =>
                may('publishDecision') && (
                  <ButtonLink
                    href={withQuery({ do: `publish-${number}` })}
                    size="small"
                    variant="secondary"
                    data-deed={`publish-${number}`}
                    aria-label={t('committees.decisions.publishOf', { number })}
                  >
                    {t('committees.decisions.publish')}
                  </ButtonLink>
                ),
            },
          ]}
        />
      )}
    </Card>
  );
}

const dueText = ({ dueOn, late }: Line): VNode | string =>
  late ? <strong>{`${dayText(dueOn)} · ${t('committees.decisions.late')}`}</strong> : dayText(dueOn);

function Publish({ decision: { committee, year, n, number } }: { decision: Line }): VNode {
  return (
    <Deed
      name={`publish-${number}`}
      title={t('committees.decisions.publishOf', { number })}
      lead={t('committees.decisions.publishLead')}
      submit={t('committees.decisions.publish')}
      initial={{}}
      send={async (_, intent) => {
        await client.write('publishDecision', { params: { committee, year, n }, body: {} }, intent);
        return t('committees.decisions.publishDone', { number });
      }}
    />
  );
}

function Year(): VNode {
  const codes = committeeCity.committees.map(({ code }) => code);
  const chosen = chosenCommittee(codes) ?? 'ALLOTMENT_SUBCOMMITTEE';
  const now = Number(dayOf().slice(0, 4));
  const years = Array.from({ length: YEARS }, (_, i) => String(now - i));
  const year = years.find((one) => one === query.value.get('year')) ?? String(now);
  return (
    <>
      <CommitteeChoice codes={codes} chosen={chosen} />
      <label class="inline-choice">
        <span>{t('committees.decisions.year')}</span>
        <select
          class="input select"
          onChange={(event) => go(withQuery({ year: event.currentTarget.value, do: undefined }))}
        >
          {years.map((one) => (
            <option value={one} selected={one === year}>
              {one}
            </option>
          ))}
        </select>
      </label>
      <Paged<Line>
        title={`${committeeName(chosen)} ${year}`}
        what={`decisions ${chosen} ${year}`}
        read={(cursor) => client.read('listDecisions', { query: { committee: chosen, year, cursor } })}
        empty={t('committees.decisions.none')}
      >
        {(rows) => (
          <QueueTable
            caption={`${committeeName(chosen)} ${year}`}
            rows={rows}
            id={({ number }) => number}
            href={({ meeting, item }) => places.meetingItem(meeting, item)}
            brief={(row) => `${dayText(row.day)} · ${stateText(row)}`}
            columns={[
              { title: t('committees.number'), cell: ({ number }) => <span class="code">{number}</span> },
              { title: t('committees.decisions.day'), cell: ({ day }) => dayText(day), show: 'wide' },
              {
                title: t('committees.decisions.subject'),
                cell: ({ kind }) => nameOf('committees.kinds', kind),
                show: 'wide',
              },
              {
                title: t('committees.decisions.outcome'),
                cell: ({ outcome, overriddenBy }) =>
                  [
                    nameOf('committees.outcomes', outcome),
                    overriddenBy && t('committees.decisions.overriddenBy', { number: overriddenBy }),
                  ]
                    .filter(Boolean)
                    .join(' · '),
              },
              {
                title: t('committees.decisions.computers'),
                cell: ({ lines }) => lines || '',
                numeric: true,
                show: 'wide',
              },
              { title: t('committees.decisions.published'), cell: stateText, show: 'wide' },
            ]}
          />
        )}
      </Paged>
    </>
  );
}

const stateText = ({ publishedAt, dueOn, late }: Line): string =>
  publishedAt
    ? t('committees.decisions.publishedOn', { at: instantText(publishedAt) })
    : late
      ? t('committees.decisions.late')
      : t('committees.decisions.waiting', { day: dayText(dueOn) });
