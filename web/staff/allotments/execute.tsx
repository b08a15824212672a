import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { Deed } from '../form/deed.tsx';

/** Executes a decided plan, each line exactly once; what another took meanwhile is refused line by line. */
export function Execute({ id, count }: { id: string; count: number }): VNode {
  return (
    <Deed
      name="execute"
      title={t('allotments.moves.execute')}
      lead={t('allotments.execute.lead', { count })}
      submit={t('allotments.execute.submit')}
      initial={{}}
      send={async (_, intent) => {
        const { allotted, refused } = await client.write(
          'executeAllotment',
          { params: { id }, body: {} },
          intent,
        );
        return refused > 0
          ? t('allotments.execute.doneSome', { allotted, refused })
          : t('allotments.execute.done', { allotted });
      }}
    />
  );
}
