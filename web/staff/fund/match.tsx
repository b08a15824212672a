import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { ChoiceField, TextField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { referenceFrom } from '../gifts/reference.ts';
import { AmountField, partOf, wrongAmount } from './amount-field.tsx';
import { certaintyText, type Entry, proposalText, reasonsText } from './saying.tsx';

const TYPED = 'typed';

/** This money is a gift that was announced: one of those proposed, or the one whose reference is typed. */
export function Match({ entry }: { entry: Entry }): VNode {
  const { id, rest, proposals } = entry;
  const gifts = proposals.filter((one) => one.what === 'gift' && one.of);
  return (
    <Deed
      name="match"
      title={t('fund.deeds.match')}
      lead={t('fund.match.lead')}
      submit={t('fund.match.submit')}
      initial={{ gift: gifts[0]?.of ?? TYPED, reference: '', amount: '' }}
      fieldOf={{ GIFT_TAKEN: 'gift', NOT_FOUND: 'reference', MORE_THAN_REST: 'amount' }}
      check={({ gift, reference, amount }) => [
        ...(gift === TYPED && referenceFrom(reference) === undefined
          ? [{ path: 'reference', code: reference.trim() === '' ? 'REQUIRED' : 'INVALID' }]
          : []),
        ...wrongAmount(amount, rest),
      ]}
      send={async ({ gift, reference, amount }, intent) => {
        const wanted =
          gift === TYPED
            ? (await client.read('readGift', { params: { id: referenceFrom(reference) ?? '' } })).id
            : gift;
        const body = { gift: wanted, ...partOf(amount, rest) };
        await client.write('matchEntry', { params: { id }, body }, intent);
        return t('fund.match.done');
      }}
    >
      {(form) => (
        <>
          {gifts.length > 0 && (
            <ChoiceField
              form={form}
              name="gift"
              label={t('fund.match.which')}
              required
              choices={[
                ...gifts.map((one) => ({
                  value: one.of ?? '',
                  label: proposalText(one),
                  hint: `${certaintyText(one)} — ${reasonsText(one)}`,
                })),
                { value: TYPED, label: t('fund.match.typed') },
              ]}
            />
          )}
          {form.values.value.gift === TYPED && (
            <TextField
              form={form}
              name="reference"
              label={t('gifts.reference')}
              hint={t('gifts.referenceHint')}
              width={14}
              max={14}
              required
            />
          )}
          <AmountField form={form} rest={rest} />
        </>
      )}
    </Deed>
  );
}
