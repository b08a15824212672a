import type { VNode } from 'preact';
import { Notification } from '../../components/notification/notification.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { dayText, instantText } from '../core/time.ts';
import { t } from '../core/words.ts';
import { receiptNumber } from '../donations/receipt-number.ts';
import { Deed } from '../form/deed.tsx';
import { Card, Facts } from '../page/facts.tsx';
import { whoIs } from '../page/history.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { RecordScope } from '../page/record.tsx';
import { RecordPage } from '../page/record-page.tsx';
import { Show } from '../page/states.tsx';

type Year = AnswerOf<'readReceiptYear'>;
type Filing = Year['filings'][number];

/** A year's books: totals, what is due electronically, files for the tax office. */
export function ReceiptYear({ year }: { year: string }): VNode {
  const loaded = useLoad(year, () => client.read('readReceiptYear', { params: { year } }));
  return (
    <Show of={loaded} heading={t('receipts.books.title', { year })}>
      {(books) => (
        <RecordScope id={`receipts-${year}`} loaded={loaded}>
          <Books books={books} />
        </RecordScope>
      )}
    </Show>
  );
}

/** The newest files that hold receipts to hand over, unless they were handed over already. */
const toHandOver = ({ filings, handedTo, handOvers }: Year) =>
  filings.find(
    ({ done }) =>
      done?.electronic && done.electronic.from === handedTo + 1 && handOvers.every(({ at }) => at < done.at),
  );

function Books({ books }: { books: Year }): VNode {
  const { year, issued, issuedAmount, voided, voidedAmount } = books;
  const both = (count: number, amount: number) =>
    t('receipts.books.countAmount', { count, amount: money(amount) });
  const due = toHandOver(books);
  return (
    <RecordPage
      back={{ href: `${places.receipts}?year=${year}`, text: t('staff.nav.receipts') }}
      title={t('receipts.books.title', { year })}
      status={null}
      steps={[
        ...(may('requestFiling')
          ? [{ deed: 'requestFiling', label: t('receipts.books.request'), main: true }]
          : []),
        ...(due && may('recordHandOver') ? [{ deed: 'handOver', label: t('receipts.books.handOver') }] : []),
      ]}
      idle={t('receipts.idle')}
      main={
        <>
          <Card id="totals" title={t('receipts.books.totals')}>
            <Facts
              rows={[
                [t('receipts.books.issued'), both(issued, issuedAmount)],
                [t('receipts.books.voided'), both(voided, voidedAmount)],
                [t('receipts.books.validOnes'), both(issued - voided, issuedAmount - voidedAmount)],
              ]}
            />
          </Card>
          <Filings filings={books.filings} />
        </>
      }
      side={
        <>
          <Electronic books={books} />
          <Card id="retention" title={t('receipts.books.retention')}>
            <Facts
              rows={[
                [
                  t('receipts.books.statements'),
                  t('receipts.retainUntil', { day: dayText(books.statementsUntil) }),
                ],
                [t('receipts.books.ledger'), t('receipts.retainUntil', { day: dayText(books.booksUntil) })],
              ]}
            />
          </Card>
        </>
      }
      deeds={
        <>
          <Deed
            name="requestFiling"
            title={t('receipts.books.request')}
            lead={t('receipts.books.filingsLead')}
            submit={t('receipts.books.request')}
            initial={{}}
            send={async (_, intent) => {
              await client.write('requestFiling', { params: { year }, body: {} }, intent);
              return t('receipts.books.requested');
            }}
          />
          {due?.done?.electronic && <HandOver year={year} filing={due} due={due.done.electronic} />}
        </>
      }
    />
  );
}

type Due = NonNullable<NonNullable<Filing['done']>['electronic']>;
function HandOver({ year, filing, due }: { year: string; filing: Filing; due: Due }): VNode {
  const number = (one: number) => receiptNumber({ year, number: one });
  return (
    <Deed
      name="handOver"
      title={t('receipts.books.handOver')}
      lead={t('receipts.books.handOverLead', {
        from: number(due.from),
        to: number(due.to),
        count: due.count,
        total: money(due.total),
      })}
      submit={t('receipts.books.handOverSubmit')}
      initial={{}}
      send={async (_, intent) => {
        const body = { filing: filing.id };
        const { count } = await client.write('recordHandOver', { params: { year }, body }, intent);
        return t('receipts.books.handOverDone', { count });
      }}
    />
  );
}

function Filings({ filings }: { filings: readonly Filing[] }): VNode {
  return (
    <Card id="filings" title={t('receipts.books.filings')}>
      {filings.length === 0 && <p class="note">{t('receipts.books.noFilings')}</p>}
      {filings.map(({ id, at, by, done }) => (
        <article class="filing" key={id}>
          <p>
            <strong>{t('receipts.books.filedAt', { at: instantText(at), who: whoIs(by) })}</strong>
          </p>
          {!done && <p class="note">{t('receipts.books.making')}</p>}
          {done && (
            <>
              <p class="note">
                {t('receipts.books.countAmount', { count: done.issued, amount: money(done.issuedAmount) })} ·{' '}
                {t('receipts.books.until', { day: dayText(done.retainUntil) })}
              </p>
              {done.agrees ? (
                <p class="note">{t('receipts.books.agrees')}</p>
              ) : (
                <Notification tone="warning">{t('receipts.books.differs')}</Notification>
              )}
              <ul class="plain-list">
                {done.files.map(({ url, name }) => (
                  <li>
                    <a href={url} rel="noopener">
                      {name}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </article>
      ))}
    </Card>
  );
}

function Electronic({ books }: { books: Year }): VNode {
  const { year, medium, electronicFrom, electronicBasis, electronicBy, handedTo, handOvers } = books;
  const electronic = medium === 'electronic';
  return (
    <Card id="electronic" title={t('receipts.books.electronic')}>
      <p>{t(electronic ? 'receipts.books.mediumElectronic' : 'receipts.books.mediumPaper')}</p>
      <p class="note">
        {t(electronicBasis === 'previous-year' ? 'receipts.books.rulePrevious' : 'receipts.books.ruleSame', {
          from: money(electronicFrom),
        })}
      </p>
      {electronic && <p>{t('receipts.books.due', { day: dayText(electronicBy) })}</p>}
      <p class="note">
        {handedTo > 0
          ? t('receipts.books.handedTo', { number: receiptNumber({ year, number: handedTo }) })
          : t('receipts.books.handedNone')}
      </p>
      {electronic && (
        <a href={`${places.receipts}?year=${year}&show=to-issue`}>{t('receipts.books.toIssue')}</a>
      )}
      {handOvers.length > 0 && (
        <QueueTable
          caption={t('receipts.books.handOvers')}
          rows={handOvers}
          id={({ at }) => at}
          columns={[
            { title: t('receipts.books.period'), cell: ({ from, to }) => `${from}–${to}` },
            { title: t('receipts.books.issued'), cell: ({ count }) => count, numeric: true },
            { title: t('receipts.books.who'), cell: ({ by, at }) => `${whoIs(by)}, ${instantText(at)}` },
          ]}
        />
      )}
    </Card>
  );
}
