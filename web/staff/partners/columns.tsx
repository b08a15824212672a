import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import type { LIST_FIELDS } from '../../../functions/partners/contract.ts';
import { Button } from '../../components/button/button.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import { Select } from '../../components/select/select.tsx';
import { client, may } from '../core/session.ts';
import { errorText, nameOf, t } from '../core/words.ts';
import { newIntent } from '../intent.ts';
import { Card } from '../page/facts.tsx';
import { useRecord } from '../page/record.tsx';
import { asProblem, type Problem } from '../problem.ts';
import type { PartnerList } from './list.tsx';

/** What a column can be, in the order of a list; the contract's, without shipping its schema. */
const FIELDS = [
  'assetTag',
  'serial',
  'kind',
  'maker',
  'model',
  'cpu',
  'memory',
  'disk',
  'mac',
  'acquired',
  'condition',
  'quantity',
  'note',
] as const satisfies typeof LIST_FIELDS;
type Field = (typeof FIELDS)[number];

/** Which column is which: proposed by the names of the columns, confirmed or changed by a person. */
export function Columns({ list }: { list: PartnerList }): VNode {
  const { id, header, sample, status } = list;
  const record = useRecord();
  const chosen = useSignal<Readonly<Partial<Record<Field, number>>>>(list.mapping);
  const busy = useSignal(false);
  const problem = useSignal<Problem | undefined>(undefined);
  const mayCheck = may('checkList');
  const choose = (field: Field, value: string) => {
    const { [field]: _, ...rest } = chosen.value;
    chosen.value = value === '' ? rest : { ...rest, [field]: Number(value) };
  };
  const check = async () => {
    if (busy.value) return;
    busy.value = true;
    try {
      await client.write('checkList', { params: { id }, body: { mapping: chosen.value } }, newIntent());
      problem.value = undefined;
      await record.reload();
      record.say(t('partners.columns.done'));
    } catch (error) {
      problem.value = asProblem(error);
    } finally {
      busy.value = false;
    }
  };
  const columns = header.map((heading, i) => ({
    value: String(i),
    label: heading || t('partners.columns.nameless', { number: i + 1 }),
  }));
  const seen = (field: Field) => {
    const at = chosen.value[field];
    return at === undefined ? [] : sample.map((cells) => cells[at] ?? '').filter(Boolean);
  };
  const form = (
    <>
      <p class="note">{t('partners.columns.lead')}</p>
      <div class="columns">
        {FIELDS.map((field) => (
          <div class="column" key={field}>
            <Select
              id={`column-${field}`}
              label={nameOf('partners.fields', field)}
              empty={t('partners.columns.none')}
              choices={columns}
              value={chosen.value[field] === undefined ? '' : String(chosen.value[field])}
              disabled={!mayCheck}
              onChange={(event) => choose(field, event.currentTarget.value)}
            />
            <p class="column-sample">{seen(field).join(' · ')}</p>
          </div>
        ))}
      </div>
      {problem.value && (
        <Notification tone="error" live title={t('staff.form.notTaken')}>
          <p>{errorText(problem.value.code)}</p>
        </Notification>
      )}
      {mayCheck && (
        <Button
          variant={status === 'READ' ? 'primary' : 'secondary'}
          aria-disabled={busy.value}
          onClick={check}
        >
          {t(
            busy.value
              ? 'partners.columns.checking'
              : status === 'READ'
                ? 'partners.columns.confirm'
                : 'partners.columns.again',
          )}
        </Button>
      )}
    </>
  );
  return (
    <Card id="columns" title={t('partners.columns.title')}>
      {status === 'READ' ? (
        form
      ) : (
        <details>
          <summary>{t('partners.columns.change')}</summary>
          {form}
        </details>
      )}
    </Card>
  );
}
