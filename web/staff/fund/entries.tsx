import type { VNode } from 'preact';
import type { AnswerOf } from '../contracts.ts';
import { places } from '../core/places.ts';
import { client, isIn, may } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { MoneyTabs } from '../money/tabs.tsx';
import { ListPage } from '../page/list-page.tsx';
import { Best, Signed, signedText, wordsText } from './saying.tsx';

type Line = AnswerOf<'listEntries'>['items'][number];
type Listed = 'WAITING' | 'UNEXPLAINED' | 'REFUNDING' | 'ASIDE';
const STATES: readonly Listed[] = ['WAITING', 'UNEXPLAINED', 'ASIDE', 'REFUNDING'];

/** What waits for somebody, oldest first, with what each may be. */
export function Entries(): VNode {
  // Names are for those who match them; the others see days and amounts.
  const words = isIn('chest', 'auditor') ? 'yes' : 'no';
  return (
    <ListPage<Line>
      title={t('money.entries')}
      above={<MoneyTabs />}
      entity="entry"
      groups={[{ statuses: STATES }]}
      scope={words}
      read={(status, cursor) =>
        client.read('listEntries', { query: { status: status as Listed, words, cursor } })
      }
      id={({ id }) => id}
      {...(may('readEntry') && { href: ({ id }: Line) => places.entry(id) })}
      empty={(status) => nameOf('fund.empty', status)}
      brief={(row) => (
        <>
          {wordsText(row.words ?? {})}
          {isOpen(row) && row.proposals && (
            <span class="under">
              <Best proposals={row.proposals} />
            </span>
          )}
        </>
      )}
      columns={[
        { title: t('fund.col.day'), cell: ({ day }) => dayText(day) },
        {
          title: t('fund.col.words'),
          cell: ({ words: said }) => wordsText(said ?? {}),
          show: 'wide',
          ifAny: true,
        },
        {
          title: t('fund.col.proposal'),
          cell: (row) => (isOpen(row) && row.proposals ? <Best proposals={row.proposals} /> : ''),
          show: 'wide',
          ifAny: true,
        },
        {
          title: t('fund.col.amount'),
          cell: (row) => (
            <>
              <Signed amount={row.amount} />
              {row.rest > 0 && row.rest !== Math.abs(row.amount) && (
                <span class="under">
                  {t('fund.restOf', { rest: signedText(row.rest * Math.sign(row.amount)) })}
                </span>
              )}
            </>
          ),
          numeric: true,
        },
      ]}
    />
  );
}

const isOpen = ({ status }: Line): boolean => status === 'WAITING' || status === 'UNEXPLAINED';
