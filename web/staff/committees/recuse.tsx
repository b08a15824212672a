import type { VNode } from 'preact';
import { places } from '../core/places.ts';
import { go } from '../core/router.ts';
import { client, may } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { SelectField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Loaded } from './item.tsx';

/** A member recuses themselves; the secretary writes down who said so in the meeting. */
export function Recuse({ meeting, item }: Loaded): VNode {
  const { id, own, members } = meeting;
  const { n } = item;
  const forOther = own === undefined && may('startVote');
  const choices = members
    .filter((one) => !item.recusals.some(({ member }) => member === one.id))
    .map((one) => ({ value: one.id, label: one.name }));
  return (
    <Deed
      name="recuse"
      title={nameOf('committees.itemMoves', forOther ? 'recuseFor' : 'recuse')}
      lead={t(forOther ? 'committees.recuse.leadFor' : 'committees.recuse.lead')}
      submit={t(forOther ? 'committees.recuse.submitFor' : 'committees.recuse.submit')}
      tone="danger"
      initial={{ member: '' }}
      fieldOf={{ RECUSED_ALREADY: 'member' }}
      send={async ({ member }, intent) => {
        const body = forOther ? { member } : {};
        await client.write('recuse', { params: { id, n }, body }, intent);
        // Whoever recused themselves does not see this page any more.
        if (!forOther) go(places.meeting(id), 'replace');
        return t('committees.recuse.done');
      }}
    >
      {(form) =>
        forOther && (
          <SelectField
            form={form}
            name="member"
            label={t('committees.recuse.member')}
            choices={choices}
            required
          />
        )
      }
    </Deed>
  );
}
