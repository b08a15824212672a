import type { VNode } from 'preact';
import { ButtonLink } from '../../components/button/button.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { dayOf, dayText, instantText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { receiptNumber } from '../donations/receipt-number.ts';
import { Card, Facts } from '../page/facts.tsx';
import { whoIs } from '../page/history.tsx';
import { itemName } from '../page/items.ts';
import { QueueTable } from '../page/queue-table.tsx';
import { RecordScope } from '../page/record.tsx';
import { RecordPage } from '../page/record-page.tsx';
import { Show } from '../page/states.tsx';
import { CopyReceipt, ReissueReceipt, VoidReceipt } from './deeds.tsx';
import { ReceiptState } from './marks.tsx';

export type Receipt = AnswerOf<'readReceipt'>;

/** One receipt: what was issued, what became of it, its papers behind links that end. */
export function ReceiptPage({ year, number }: { year: string; number: string }): VNode {
  const loaded = useLoad(`${year}-${number}`, () =>
    client.read('readReceipt', { params: { year, number: Number(number) } }),
  );
  return (
    <Show of={loaded} heading={t('staff.nav.receipts')}>
      {(receipt) => (
        <RecordScope id={`${year}-${number}`} loaded={loaded}>
          <ReceiptView receipt={receipt} />
        </RecordScope>
      )}
    </Show>
  );
}

/** Why it is not an ordinary receipt. */
function Remarks({ receipt }: { receipt: Receipt }): VNode | null {
  const { void: voided, anonymous, medium } = receipt;
  if (voided)
    return (
      <Notification tone="warning" title={t('receipts.voidTitle')}>
        <p>
          {t('receipts.voidLine', {
            reason: nameOf('receipts.reasons', voided.reason),
            who: whoIs(voided.by),
            at: instantText(voided.at),
          })}
        </p>
        {voided.note && <p>{voided.note}</p>}
        <p>{t('receipts.voidMarked')}</p>
      </Notification>
    );
  if (anonymous) return <Notification>{t('receipts.anonymousNote')}</Notification>;
  if (medium === 'electronic') return <Notification>{t('receipts.electronicNote')}</Notification>;
  return null;
}

const link = (one: { year: string; number: number }) => (
  <a class="code" href={places.receipt(one)}>
    {receiptNumber(one)}
  </a>
);

function ReceiptView({ receipt }: { receipt: Receipt }): VNode {
  const { year, moves, void: voided, issuedAt, gift } = receipt;
  const has = (move: Receipt['moves'][number]) => moves.includes(move);
  return (
    <RecordPage
      back={{ href: `${places.receipts}?year=${year}`, text: t('staff.nav.receipts') }}
      title={receiptNumber(receipt)}
      status={<ReceiptState receipt={receipt} />}
      beside={t('receipts.issuedOn', { day: dayText(dayOf(issuedAt)) })}
      hint={<Remarks receipt={receipt} />}
      steps={moves.map((move) => ({
        deed: move,
        label: nameOf('receipts.moves', move),
        main: move === 'reissueReceipt',
        danger: move === 'voidReceipt',
      }))}
      idle={t('receipts.idle')}
      main={<Lines receipt={receipt} />}
      side={
        <>
          <Card id="facts" title={t('receipts.facts')}>
            <Facts
              rows={[
                [t('receipts.form'), nameOf('receipts.forms', receipt.form)],
                [
                  t('receipts.medium'),
                  t(receipt.medium === 'electronic' ? 'receipts.electronic' : 'receipts.paperMedium'),
                ],
                [t('staff.col.giver'), nameOf('staff.givers', receipt.giverKind)],
                receipt.replaces && [t('receipts.replaces'), link(receipt.replaces)],
                receipt.next && [t('receipts.next'), link(receipt.next)],
                [t('receipts.retain'), t('receipts.retainUntil', { day: dayText(receipt.retainUntil) })],
              ]}
            />
            {gift.startsWith('don_') && may('readDonation') && (
              <a href={places.donation(gift)}>{t('receipts.toDonation')}</a>
            )}
            {may('listEvents') && (
              <p>
                <a href={places.trail(receiptNumber(receipt))}>{t('audit.toTrail')}</a>
              </p>
            )}
          </Card>
          {receipt.copies.length > 0 && <Copies receipt={receipt} />}
        </>
      }
      deeds={
        <>
          {has('voidReceipt') && <VoidReceipt receipt={receipt} />}
          {voided && has('reissueReceipt') && <ReissueReceipt receipt={receipt} />}
          {has('copyReceipt') && <CopyReceipt receipt={receipt} />}
        </>
      }
    />
  );
}

/** Goods by kind, number and price; money has neither a number of pieces nor a price of one. */
function LinesTable({ receipt: { lines, form, givenOn } }: { receipt: Receipt }): VNode {
  const caption = t('receipts.lines');
  const amount = {
    title: t('staff.col.amount'),
    cell: (line: Receipt['lines'][number]) => money(line.amount),
    numeric: true,
  };
  if (form === 'money')
    return (
      <QueueTable
        caption={caption}
        rows={lines.map((line, i) => ({ ...line, i }))}
        id={({ i }) => String(i)}
        columns={[
          { title: t('staff.col.kind'), cell: ({ kind }) => nameOf('receipts.money', kind) },
          { title: t('receipts.money.givenOn'), cell: (line) => dayText(line.givenOn ?? givenOn) },
          amount,
        ]}
      />
    );
  return (
    <QueueTable
      caption={caption}
      rows={lines}
      id={({ kind }) => kind}
      brief={({ unitPrice }) => t('staff.donations.each', { price: money(unitPrice) })}
      columns={[
        { title: t('staff.col.kind'), cell: ({ kind }) => itemName(kind) },
        { title: t('staff.col.count'), cell: ({ count }) => count, numeric: true },
        {
          title: t('staff.col.unitPrice'),
          cell: ({ unitPrice }) => money(unitPrice),
          numeric: true,
          show: 'wide',
        },
        amount,
      ]}
    />
  );
}

function Lines({ receipt }: { receipt: Receipt }): VNode {
  const { total, paper } = receipt;
  return (
    <Card
      id="receipt"
      title={t('receipts.lines')}
      aside={
        paper && (
          <ButtonLink href={paper.url} icon="download" target="_blank" rel="noopener" size="small">
            {t('receipts.paper')}
          </ButtonLink>
        )
      }
    >
      {!paper && <p class="note">{t('receipts.paperSoon')}</p>}
      <LinesTable receipt={receipt} />
      <p class="total">
        {t('staff.donations.total')} <strong>{money(total)}</strong>
      </p>
    </Card>
  );
}

function Copies({ receipt }: { receipt: Receipt }): VNode {
  return (
    <Card id="copies" title={t('receipts.copies')}>
      <ul class="plain-list">
        {receipt.copies.map(({ copy, by, at, paper }) => (
          <li>
            {paper ? (
              <a href={paper.url} target="_blank" rel="noopener">
                {t('receipts.copy', { copy })}
              </a>
            ) : (
              t('receipts.copy', { copy })
            )}
            <span class="note">
              {' '}
              {instantText(at)} · {whoIs(by)}
              {!paper && !receipt.void && ` · ${t('receipts.copySoon')}`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
