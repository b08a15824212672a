import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { Deed } from '../form/deed.tsx';
import type { PartnerList } from './list.tsx';

/** The list is not wanted: what an import has begun is taken out again. */
export function Drop({ list: { id, status } }: { list: PartnerList }): VNode {
  return (
    <Deed
      name="drop"
      title={t('partners.moves.drop')}
      lead={t(status === 'IMPORTING' ? 'partners.drop.leadBegun' : 'partners.drop.lead')}
      submit={t('partners.moves.drop')}
      tone="danger"
      initial={{}}
      send={async (_, intent) => {
        const { status: now } = await client.write('dropList', { params: { id }, body: {} }, intent);
        return now === 'DROPPED' ? t('partners.drop.done') : t('partners.dropping.lead');
      }}
    />
  );
}
