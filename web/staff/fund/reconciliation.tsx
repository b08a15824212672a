import type { VNode } from 'preact';
import { ButtonLink } from '../../components/button/button.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { withQuery } from '../core/router.ts';
import { client, may } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { t } from '../core/words.ts';
import { purposeName } from '../money/accounts.ts';
import { MoneyTabs } from '../money/tabs.tsx';
import { Card, Facts } from '../page/facts.tsx';
import { Heading } from '../page/heading.tsx';
import { Paged } from '../page/paged.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { RecordScope, Said } from '../page/record.tsx';
import { Show } from '../page/states.tsx';
import { EntriesFile, ReconciliationFiles } from './files.tsx';
import { BookOpening } from './opening.tsx';
import { balanceText, periodText } from './saying.tsx';

type Found = AnswerOf<'readReconciliation'>;
type Line = Found['items'][number];

const readPage = (cursor?: string) =>
  client.read('readReconciliation', { query: { ...(cursor && { cursor }) } });

/** The bank's closings against the books, to the smallest unit, and what is still to be explained. */
export function Reconciliation(): VNode {
  const loaded = useLoad('reconciliation', () => readPage());
  return (
    <>
      <div class="page-head">
        <Heading>{t('money.reconciliation')}</Heading>
        {may('exportReconciliation') && <ReconciliationFiles />}
      </div>
      <MoneyTabs />
      <Show of={loaded}>
        {(found) => (
          <RecordScope id="reconciliation" loaded={loaded}>
            <Said />
            <Difference found={found} />
            <Waits found={found} />
            <Opening found={found} />
            <Closings key={found.bank} />
            {may('exportEntries') && <EntriesFile />}
            {may('bookOpening') && !found.opening && <BookOpening />}
          </RecordScope>
        )}
      </Show>
    </>
  );
}

/** The one thing that is asked of this page, big and plain. */
function Difference({ found: { difference, bank, items } }: { found: Found }): VNode {
  const newest = items.find((one) => one.difference !== undefined);
  return (
    <section class="card agreement" aria-labelledby="agreement" data-difference={difference}>
      <h2 id="agreement" class="agreement-said">
        {difference === undefined
          ? t('fund.reconciled.nothing')
          : difference === 0
            ? t('fund.reconciled.agrees')
            : t('fund.reconciled.differs', { difference: balanceText(Math.abs(difference)) })}
      </h2>
      <Facts
        rows={[
          newest && [
            t('fund.reconciled.closing', { day: dayText(newest.day) }),
            balanceText(newest.closing ?? 0),
          ],
          newest && [t('fund.reconciled.books', { day: dayText(newest.day) }), balanceText(newest.books)],
          [t('fund.bank'), balanceText(bank)],
        ]}
      />
      {difference !== undefined && difference !== 0 && (
        <p class="note">{t(difference > 0 ? 'fund.reconciled.bankMore' : 'fund.reconciled.booksMore')}</p>
      )}
    </section>
  );
}

/** What keeps the books from being complete, each with the way to its queue. */
function Waits({ found }: { found: Found }): VNode {
  const { waiting, unexplained, aside, unidentified, suspense, refunds } = found;
  const link = (status: 'WAITING' | 'UNEXPLAINED' | 'ASIDE' | 'REFUNDING') => (
    <a href={places.entriesIn(status)}>{t(`fund.toQueue.${status}`)}</a>
  );
  const nothing = !waiting && !unexplained && !aside && refunds === 0;
  return (
    <Card id="waits" title={t('fund.waits.title')}>
      {nothing ? (
        <p class="none">{t('fund.waits.nothing')}</p>
      ) : (
        <Facts
          rows={[
            waiting && [
              t('fund.waits.unidentified'),
              <>
                {balanceText(unidentified)} · {link('WAITING')}
              </>,
            ],
            unexplained && [
              t('fund.waits.suspense'),
              <>
                {balanceText(suspense)} · {link('UNEXPLAINED')}
              </>,
            ],
            aside && [t('fund.waits.aside'), link('ASIDE')],
            refunds !== 0 && [
              t('fund.waits.refunds'),
              <>
                {balanceText(refunds)} · {link('REFUNDING')}
              </>,
            ],
          ]}
        />
      )}
    </Card>
  );
}

/** What lay in the account before its first statement. */
function Opening({ found: { opening, items } }: { found: Found }): VNode | null {
  if (opening)
    return (
      <Card id="opening" title={t('fund.opening.title')}>
        <Facts
          rows={[
            [t('fund.col.day'), dayText(opening.day)],
            [t('fund.col.amount'), money(opening.amount)],
            [t('ledger.purpose'), purposeName(opening.purpose)],
          ]}
        />
      </Card>
    );
  if (!may('bookOpening') || items.length === 0) return null;
  return (
    <Notification tone="info" title={t('fund.opening.none')}>
      <p>{t('fund.opening.why')}</p>
      <p>
        <ButtonLink
          href={withQuery({ do: 'bookOpening' })}
          variant="secondary"
          size="small"
          data-deed="bookOpening"
        >
          {t('fund.opening.deed')}
        </ButtonLink>
      </p>
    </Notification>
  );
}

/** Each statement's closing, newest first. */
function Closings(): VNode {
  return (
    <Paged<Line>
      title={t('fund.reconciled.title')}
      what="closings"
      read={readPage}
      empty={t('fund.reconciled.none')}
    >
      {(rows) => (
        <QueueTable
          caption={t('fund.reconciled.title')}
          rows={rows}
          id={({ statement, day }) => `${statement} ${day}`}
          {...(may('readStatement') && { href: ({ statement }: Line) => places.statement(statement) })}
          brief={(row) => (
            <>
              {row.closing !== undefined && balanceText(row.closing)} {gapText(row)}
            </>
          )}
          columns={[
            { title: t('fund.col.period'), cell: ({ from, day }) => periodText({ from, to: day }) },
            {
              title: t('fund.against.closing'),
              cell: ({ closing }) =>
                closing === undefined ? t('fund.against.notSaid') : balanceText(closing),
              numeric: true,
              show: 'wide',
            },
            {
              title: t('fund.col.books'),
              cell: ({ books }) => balanceText(books),
              numeric: true,
              show: 'wide',
            },
            { title: t('fund.col.gap'), cell: (row) => gapText(row), show: 'wide', ifAny: true },
            { title: t('fund.col.difference'), cell: (row) => differenceText(row), numeric: true },
          ]}
        />
      )}
    </Paged>
  );
}

const differenceText = ({ difference }: Line): string =>
  difference === undefined ? '–' : difference === 0 ? t('fund.reconciled.same') : balanceText(difference);

const gapText = ({ gap }: Line): string =>
  gap === undefined || gap === 0 ? '' : t('fund.reconciled.gap', { gap: balanceText(gap) });
