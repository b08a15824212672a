import type { VNode } from 'preact';
import { useLoad } from '../core/load.ts';
import { client } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { t } from '../core/words.ts';
import { ChoiceField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { type Entry, signedText, wordsText } from './saying.tsx';

const ANOTHER = 'another';

/** Whether an entry that was set aside is one of those that it looks like. */
export function Settle({ entry: { id, like } }: { entry: Entry }): VNode {
  const loaded = useLoad(`like ${id}`, () =>
    Promise.all(like.map((one) => client.read('readEntry', { params: { id: one } }))),
  );
  return (
    <Deed
      name="settle"
      title={t('fund.deeds.settle')}
      lead={t('fund.settle.lead')}
      submit={t('fund.settle.submit')}
      initial={{ sameAs: '' }}
      fieldOf={{ ENTRY_UNKNOWN: 'sameAs' }}
      check={({ sameAs }) => (sameAs === '' ? [{ path: 'sameAs', code: 'REQUIRED' }] : [])}
      send={async ({ sameAs }, intent) => {
        const body = sameAs === ANOTHER ? {} : { sameAs };
        await client.write('settleAside', { params: { id }, body }, intent);
        return t(sameAs === ANOTHER ? 'fund.settle.booked' : 'fund.settle.same');
      }}
    >
      {(form) => (
        <ChoiceField
          form={form}
          name="sameAs"
          label={t('fund.settle.which')}
          required
          choices={[
            ...(loaded.data.value ?? []).map((one) => ({
              value: one.id,
              label: t('fund.settle.sameAs', { day: dayText(one.day), amount: signedText(one.amount) }),
              hint: wordsText(one),
            })),
            { value: ANOTHER, label: t('fund.settle.another'), hint: t('fund.settle.anotherHint') },
          ]}
        />
      )}
    </Deed>
  );
}
