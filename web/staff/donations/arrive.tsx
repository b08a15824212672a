import type { VNode } from 'preact';
import { TextInput } from '../../components/text-input/text-input.tsx';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { fieldId } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Form } from '../form/form.ts';
import { ITEM_KINDS } from '../form/kinds.ts';
import { itemName, itemsText } from '../page/items.ts';
import type { Donation } from './donation.tsx';

type Counts = Record<(typeof ITEM_KINDS)[number], string>;

/** What was offered, by kind: the arrival usually is the same. */
function offered(items: Donation['items']): Counts {
  const count = (kind: string) =>
    items.filter((item) => item.kind === kind).reduce((total, item) => total + item.count, 0);
  return Object.fromEntries(ITEM_KINDS.map((kind) => [kind, String(count(kind))])) as Counts;
}
const isCount = (text: string) => /^\d{1,2}$/.test(text.trim()) && Number(text) <= 30;

/** The goods are here: each PC becomes a device with an asset number. */
export function Arrive({ donation: { id, items } }: { donation: Donation }): VNode {
  return (
    <Deed<Counts>
      name="arrive"
      title={t('staff.donations.moves.arrive')}
      lead={t('staff.donations.arrive.lead', { items: itemsText(items) })}
      submit={t('staff.donations.arrive.submit')}
      initial={offered(items)}
      fieldOf={{ NOTHING_ARRIVED: ITEM_KINDS[0], TOO_MANY_ITEMS: ITEM_KINDS[0] }}
      check={(counts) =>
        ITEM_KINDS.filter((kind) => !isCount(counts[kind])).map((kind) => ({ path: kind, code: 'COUNT' }))
      }
      send={async (counts, intent) => {
        const received = ITEM_KINDS.filter(
          (kind) => Number(counts[kind]) > 0 || items.some((i) => i.kind === kind),
        ).map((kind) => ({ kind, count: Number(counts[kind]) }));
        const answer = await client.write('recordArrival', { params: { id }, body: { received } }, intent);
        const numbers = answer.devices.map(({ assetNumber }) => assetNumber);
        return numbers.length > 0
          ? t('staff.donations.arrive.done', { numbers: numbers.join(', ') })
          : t('staff.donations.arrive.doneWithout');
      }}
    >
      {(form) => (
        <div class="counts">
          {ITEM_KINDS.map((kind) => (
            <Count form={form} kind={kind} />
          ))}
        </div>
      )}
    </Deed>
  );
}

function Count({ form, kind }: { form: Form<Counts>; kind: keyof Counts }): VNode {
  const wrong = form.wrong.value.find(({ path }) => path === kind);
  return (
    <TextInput
      id={fieldId(form, kind)}
      name={kind}
      label={itemName(kind)}
      width={4}
      suffix={t('staff.items.unit')}
      inputMode="numeric"
      autoComplete="off"
      value={form.values.value[kind]}
      error={wrong && t('staff.fields.COUNT')}
      onFocus={(event) => event.currentTarget.select()}
      onInput={(event) => form.set(kind, event.currentTarget.value)}
    />
  );
}
