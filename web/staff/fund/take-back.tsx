import type { VNode } from 'preact';
import { money } from '../core/money.ts';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { ChoiceField, NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { partText } from './parts.tsx';
import type { Entry } from './saying.tsx';

/** A part was given a wrong place and waits again. */
export function TakeBack({ entry: { id, parts } }: { entry: Entry }): VNode {
  const [only] = parts.length === 1 ? parts : [];
  const isGift = parts.some(({ gift }) => gift);
  return (
    <Deed
      name="takeBack"
      title={t('fund.deeds.takeBack')}
      lead={
        <>
          <p>{t('fund.takeBack.lead')}</p>
          {isGift && <p>{t('fund.takeBack.voids')}</p>}
        </>
      }
      submit={t('fund.takeBack.submit')}
      tone="danger"
      initial={{ part: only ? String(only.n) : '', reason: '' }}
      fieldOf={{ PART_UNKNOWN: 'part', BALANCE_TOO_LOW: 'part' }}
      send={async ({ part, reason }, intent) => {
        await client.write('takeBackPart', { params: { id }, body: { part: Number(part), reason } }, intent);
        return t('fund.takeBack.done');
      }}
    >
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="part"
            label={t('fund.takeBack.which')}
            required
            choices={parts.map((part) => ({
              value: String(part.n),
              label: `${partText(part)} · ${money(part.amount)}`,
            }))}
          />
          <NoteField form={form} name="reason" label={t('staff.labels.reason')} max={300} required />
        </>
      )}
    </Deed>
  );
}
