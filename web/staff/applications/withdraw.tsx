import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { Deed } from '../form/deed.tsx';

/** Withdraws an application for somebody who asks for it. */
export function Withdraw({ id }: { id: string }): VNode {
  return (
    <Deed
      name="withdraw"
      title={t('eligibility.withdraw.title')}
      lead={t('eligibility.withdraw.lead')}
      submit={t('eligibility.withdraw.submit')}
      tone="danger"
      initial={{}}
      send={async (_, intent) => {
        await client.write('withdrawAssisted', { params: { id }, body: {} }, intent);
        return t('eligibility.withdraw.done');
      }}
    />
  );
}
