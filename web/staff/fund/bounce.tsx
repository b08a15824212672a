import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { ChoiceField, TextField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { certaintyText, type Entry, proposalText, reasonsText } from './saying.tsx';

const TYPED = 'typed';
const NUMBER = /^[0-9a-f]{32}$/;

/** This entry takes back an earlier one of the opposite amount. */
export function Bounce({ entry: { id, proposals } }: { entry: Entry }): VNode {
  const found = proposals.filter((one) => one.what === 'bounce' && one.of);
  return (
    <Deed
      name="markBounce"
      title={t('fund.deeds.markBounce')}
      lead={
        <>
          <p>{t('fund.bounce.lead')}</p>
          <p>{t('fund.bounce.voids')}</p>
        </>
      }
      submit={t('fund.bounce.submit')}
      tone="danger"
      initial={{ of: found[0]?.of ?? TYPED, entryNumber: '' }}
      fieldOf={{ NO_REVERSAL: 'of', PARTS_FIRST: 'of', BALANCE_TOO_LOW: 'of', NOT_FOUND: 'entryNumber' }}
      check={({ of, entryNumber }) =>
        of === TYPED && !NUMBER.test(entryNumber.trim())
          ? [{ path: 'entryNumber', code: entryNumber.trim() === '' ? 'REQUIRED' : 'INVALID' }]
          : []
      }
      send={async ({ of, entryNumber }, intent) => {
        const earlier = of === TYPED ? entryNumber.trim() : of;
        await client.write('markBounce', { params: { id }, body: { of: earlier } }, intent);
        return t('fund.bounce.done');
      }}
    >
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="of"
            label={t('fund.bounce.of')}
            required
            choices={[
              ...found.map((one) => ({
                value: one.of ?? '',
                label: proposalText(one),
                hint: `${certaintyText(one)} — ${reasonsText(one)}`,
              })),
              { value: TYPED, label: t('fund.bounce.typed') },
            ]}
          />
          {form.values.value.of === TYPED && (
            <TextField
              form={form}
              name="entryNumber"
              label={t('fund.entryNumber')}
              hint={t('fund.bounce.numberHint')}
              max={32}
              required
            />
          )}
        </>
      )}
    </Deed>
  );
}
