import type { VNode } from 'preact';
import { money } from '../core/money.ts';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Entry } from './saying.tsx';

/** The money goes back to its payer. */
export function OrderRefund({ entry: { id, amount, parts } }: { entry: Entry }): VNode {
  const isGift = parts.some(({ gift }) => gift);
  return (
    <Deed
      name="orderRefund"
      title={t('fund.deeds.orderRefund')}
      lead={
        <>
          <p>{t('fund.refund.lead', { amount: money(amount) })}</p>
          {isGift && <p>{t('fund.refund.voids')}</p>}
        </>
      }
      submit={t('fund.refund.submit')}
      tone="danger"
      initial={{ reason: '' }}
      send={async ({ reason }, intent) => {
        await client.write('orderRefund', { params: { id }, body: { reason } }, intent);
        return t('fund.refund.done');
      }}
    >
      {(form) => (
        <NoteField
          form={form}
          name="reason"
          label={t('staff.labels.reason')}
          hint={t('staff.hints.inside')}
          max={300}
          required
        />
      )}
    </Deed>
  );
}

/** It has not left and will not. */
export function CancelRefund({ entry: { id } }: { entry: Entry }): VNode {
  return (
    <Deed
      name="cancelRefund"
      title={t('fund.deeds.cancelRefund')}
      lead={t('fund.cancelRefund.lead')}
      submit={t('fund.cancelRefund.submit')}
      initial={{ reason: '' }}
      send={async ({ reason }, intent) => {
        await client.write('cancelRefund', { params: { id }, body: { reason } }, intent);
        return t('fund.cancelRefund.done');
      }}
    >
      {(form) => <NoteField form={form} name="reason" label={t('staff.labels.reason')} max={300} required />}
    </Deed>
  );
}
