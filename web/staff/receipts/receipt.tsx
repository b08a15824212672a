import type { VNode } from 'preact';
import { ButtonLink } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { useLoad } from '../core/load.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { dayOf, dayText } from '../core/time.ts';
import { t } from '../core/words.ts';
import { receiptNumber } from '../donations/receipt-number.ts';
import { Card } from '../page/facts.tsx';
import { Heading } from '../page/heading.tsx';
import { itemName } from '../page/items.ts';
import { QueueTable } from '../page/queue-table.tsx';
import { Show } from '../page/states.tsx';

/** One receipt as it was issued, and its paper behind a link that ends. */
export function ReceiptPage({ year, number }: { year: string; number: string }): VNode {
  const loaded = useLoad(`${year}-${number}`, () =>
    client.read('readReceipt', { params: { year, number: Number(number) } }),
  );
  return (
    <>
      <p class="back">
        <a href={`${places.receipts}?year=${year}`}>
          <Icon name="back" />
          {t('staff.nav.receipts')}
        </a>
      </p>
      <div class="page-head">
        <Heading code>{receiptNumber({ year, number: Number(number) })}</Heading>
      </div>
      <Show of={loaded}>
        {({ donation, issuedAt, total, lines, paper }) => (
          <Card
            id="receipt"
            title={t('receipts.issuedOn', { day: dayText(dayOf(issuedAt)) })}
            aside={
              paper && (
                <ButtonLink href={paper.url} icon="download" target="_blank" rel="noopener" size="small">
                  {t('receipts.paper')}
                </ButtonLink>
              )
            }
          >
            {!paper && <p class="note">{t('receipts.paperSoon')}</p>}
            <QueueTable
              caption={t('receipts.lines')}
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
                { title: t('staff.col.amount'), cell: ({ amount }) => money(amount), numeric: true },
              ]}
            />
            <p class="total">
              {t('staff.donations.total')} <strong>{money(total)}</strong>
            </p>
            {may('readDonation') && (
              <a href={places.donation(donation)}>{t('devices.specification.toDonation')}</a>
            )}
          </Card>
        )}
      </Show>
    </>
  );
}
