import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { Deed } from '../form/deed.tsx';

/** The device is on its way. */
export function Depart({ id }: { id: string }): VNode {
  return (
    <Deed
      name="depart"
      title={t('deliveries.moves.depart')}
      lead={t('deliveries.depart.lead')}
      submit={t('deliveries.depart.submit')}
      initial={{}}
      send={async (_, intent) => {
        await client.write('departDelivery', { params: { id }, body: {} }, intent);
        return t('deliveries.depart.done');
      }}
    />
  );
}
