import type { VNode } from 'preact';
import { money } from '../core/money.ts';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { Deed } from '../form/deed.tsx';
import type { Donation } from './donation.tsx';
import { receiptNumber } from './receipt-number.ts';

/** Accepts the goods and takes the next receipt number, both at once. */
export function Accept({ donation: { id, valuation } }: { donation: Donation }): VNode {
  return (
    <Deed
      name="accept"
      title={t('staff.donations.moves.accept')}
      lead={t('staff.donations.accept.lead', { total: money(valuation?.total ?? 0) })}
      submit={t('staff.donations.accept.submit')}
      initial={{}}
      send={async (_, intent) => {
        const { receipt } = await client.write('acceptDonation', { params: { id }, body: {} }, intent);
        return t('staff.donations.accept.done', { number: receiptNumber(receipt) });
      }}
    />
  );
}
