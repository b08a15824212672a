import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { Deed } from '../form/deed.tsx';

/** Takes a planned route apart; what is booked stays booked. */
export function Dissolve({ id }: { id: string }): VNode {
  return (
    <Deed
      name="dissolve"
      title={t('routes.moves.dissolve')}
      lead={t('routes.dissolve.lead')}
      submit={t('routes.dissolve.submit')}
      tone="danger"
      initial={{}}
      send={async (_, intent) => {
        await client.write('dissolveRoute', { params: { id }, body: {} }, intent);
        return t('routes.dissolve.done');
      }}
    />
  );
}
