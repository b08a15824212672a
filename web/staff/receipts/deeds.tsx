import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { receiptNumber } from '../donations/receipt-number.ts';
import { ChoiceField, NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import type { Receipt } from './receipt.tsx';

const REASONS = [
  'GIVER_WRONG',
  'VALUE_WRONG',
  'GOODS_WRONG',
  'ISSUED_TWICE',
  'GIFT_RETURNED',
  'OTHER',
] as const;
/** Money goes back through its deposit, which makes its receipt void itself. */
const OF_MONEY: readonly string[] = ['GIVER_WRONG', 'ISSUED_TWICE', 'OTHER'];
const reasonsFor = ({ form }: Receipt) =>
  REASONS.filter((reason) => form !== 'money' || OF_MONEY.includes(reason));
const paramsOf = ({ year, number }: Receipt) => ({ year, number });

/** Makes the receipt void; the giver is told why. */
export function VoidReceipt({ receipt }: { receipt: Receipt }): VNode {
  return (
    <Deed
      name="voidReceipt"
      title={t('receipts.moves.voidReceipt')}
      lead={t('receipts.voidDeed.lead')}
      submit={t('receipts.voidDeed.submit')}
      tone="danger"
      initial={{ reason: '' as '' | (typeof REASONS)[number], note: '' }}
      send={async ({ reason, note }, intent) => {
        if (reason === '') throw new Error('the form is checked before it is sent');
        await client.write(
          'voidReceipt',
          { params: paramsOf(receipt), body: { reason, ...optionalText({ note }) } },
          intent,
        );
        return t('receipts.voidDeed.done');
      }}
    >
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="reason"
            label={t('staff.labels.reason')}
            required
            choices={reasonsFor(receipt).map((value) => ({
              value,
              label: nameOf('receipts.reasons', value),
            }))}
          />
          <NoteField
            form={form}
            name="note"
            label={t('staff.labels.note')}
            hint={t('staff.hints.inside')}
            max={500}
          />
        </>
      )}
    </Deed>
  );
}

/** Issues it again under the next number. */
export function ReissueReceipt({ receipt }: { receipt: Receipt }): VNode {
  return (
    <Deed
      name="reissueReceipt"
      title={t('receipts.moves.reissueReceipt')}
      lead={t(receipt.form === 'money' ? 'receipts.reissueDeed.leadMoney' : 'receipts.reissueDeed.lead', {
        number: receiptNumber(receipt),
      })}
      submit={t('receipts.reissueDeed.submit')}
      initial={{}}
      send={async (_, intent) => {
        const next = await client.write('reissueReceipt', { params: paramsOf(receipt), body: {} }, intent);
        return t('receipts.reissueDeed.done', { number: receiptNumber(next) });
      }}
    />
  );
}

/** A copy on paper, counted. */
export function CopyReceipt({ receipt }: { receipt: Receipt }): VNode {
  return (
    <Deed
      name="copyReceipt"
      title={t('receipts.moves.copyReceipt')}
      lead={t('receipts.copyDeed.lead')}
      submit={t('receipts.copyDeed.submit')}
      initial={{}}
      send={async (_, intent) => {
        const { copy } = await client.write('copyReceipt', { params: paramsOf(receipt), body: {} }, intent);
        return t('receipts.copyDeed.done', { copy });
      }}
    />
  );
}
