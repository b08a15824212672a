import type { VNode } from 'preact';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { may } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { Card, Facts } from '../page/facts.tsx';
import { whoIs } from '../page/history.tsx';
import { itemName } from '../page/items.ts';
import { QueueTable } from '../page/queue-table.tsx';
import { proofName, valuationRule } from './city-rules.ts';
import type { Donation } from './donation.tsx';
import { receiptNumber } from './receipt-number.ts';

/** What the goods are worth, line by line, and the receipt. */
export function Valued({ donation: { valuation, receipt } }: { donation: Donation }): VNode | null {
  if (!valuation) return null;
  return (
    <Card id="valued" title={t('staff.donations.valuation')}>
      <QueueTable
        caption={t('staff.donations.valuation')}
        rows={valuation.lines}
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
          {
            title: t('staff.donations.value.amounts.market'),
            cell: ({ market }) => (market === undefined ? '' : money(market)),
            numeric: true,
            show: 'wide',
            ifAny: true,
          },
          {
            title: t('staff.donations.value.amounts.book'),
            cell: ({ book }) => (book === undefined ? '' : money(book)),
            numeric: true,
            show: 'wide',
            ifAny: true,
          },
          {
            title: t('staff.donations.value.reason'),
            cell: ({ reason }) => reason ?? '',
            show: 'wide',
            ifAny: true,
          },
          {
            title: t('staff.col.amount'),
            cell: ({ count, unitPrice }) => money(count * unitPrice),
            numeric: true,
          },
        ]}
      />
      <p class="total">
        {t('staff.donations.total')} <strong>{money(valuation.total)}</strong>
      </p>
      <Facts
        rows={[
          [
            t('staff.donations.basis'),
            `${nameOf('staff.donations.rules', valuation.rule)} (${valuation.source})`,
          ],
          [
            t('staff.labels.evidence'),
            <ul class="plain">
              {valuation.evidence.map(({ kind, text }) => (
                <li>{`${proofName(kind)}: ${text}`}</li>
              ))}
            </ul>,
          ],
          [t('staff.donations.valuedBy'), whoIs(valuation.by)],
          valuation.secondPerson && [
            t('staff.donations.secondPerson'),
            t('staff.donations.secondPersonFrom', { from: money(valuationRule('person').secondPersonFrom) }),
          ],
          receipt && [
            t('staff.donations.receipt'),
            may('readReceipt') ? (
              <a class="code" href={`${places.receipts}/${receipt.year}/${receipt.number}`}>
                {receiptNumber(receipt)}
              </a>
            ) : (
              <span class="code">{receiptNumber(receipt)}</span>
            ),
          ],
        ]}
      />
    </Card>
  );
}
