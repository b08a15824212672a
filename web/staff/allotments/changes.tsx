import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import type { AnswerOf } from '../contracts.ts';
import { query } from '../core/router.ts';
import { client } from '../core/session.ts';
import { categoryName, districtName, nameOf, t } from '../core/words.ts';
import { NoteField, SelectField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { itemName, printReference } from '../page/items.ts';
import { signed } from './words.ts';

type Choice = AnswerOf<'listDeviceChoices'>['items'][number];
type Waiting = AnswerOf<'listApplications'>['items'][number];
const MOST = 50;

/** `SH-26-00012 · 노트북 · ThinkPad · BA · +105 · 기부자가 바란 자치구가 아님`. */
const choiceText = ({ assetNumber, kind, model, grade, points, against }: Choice): string =>
  [
    assetNumber,
    itemName(kind),
    model,
    grade,
    signed(points),
    ...against.map((rule) => nameOf('allotments.rules', rule)),
  ]
    .filter(Boolean)
    .join(' · ');

/** Ready devices for an application: those that nothing speaks against come first. */
function useChoices(plan: string, application: string): readonly Choice[] {
  const choices = useSignal<readonly Choice[]>([]);
  useEffect(() => {
    choices.value = [];
    if (!application) return;
    void client
      .read('listDeviceChoices', { params: { id: plan }, query: { application, limit: MOST } })
      .then(({ items }) => {
        choices.value = [...items].sort((a, b) => a.against.length - b.against.length || b.points - a.points);
      })
      // What cannot be offered is not chosen: the field says that nothing is there.
      .catch(() => undefined);
  }, [plan, application]);
  return choices.value;
}

/** The dialogs for one line, which the address names: `?do=exchange-12`. */
export function LineDeeds({ id }: { id: string }): VNode | null {
  const [, what, n] = /^(exchange|drop)-(\d+)$/.exec(query.value.get('do') ?? '') ?? [];
  if (what === 'drop') return <Drop key={n} id={id} n={Number(n)} />;
  return what === 'exchange' ? <Exchange key={n} id={id} n={Number(n)} /> : null;
}

function Drop({ id, n }: { id: string; n: number }): VNode {
  return (
    <Deed
      name={`drop-${n}`}
      title={t('allotments.drop.title', { n })}
      lead={t('allotments.drop.lead')}
      submit={t('allotments.moves.drop')}
      tone="danger"
      initial={{ reason: '' }}
      send={async ({ reason }, intent) => {
        await client.write('dropAllotmentLine', { params: { id, n }, body: { reason } }, intent);
        return t('allotments.drop.done', { n });
      }}
    >
      {(form) => <NoteField form={form} name="reason" label={t('staff.labels.reason')} required max={300} />}
    </Deed>
  );
}

function Exchange({ id, n }: { id: string; n: number }): VNode {
  const line = useSignal<AnswerOf<'listAllotmentLines'>['items'][number] | undefined>(undefined);
  useEffect(() => {
    void client
      .read('readAllotmentLine', { params: { id, n } })
      .then((found) => {
        line.value = found;
      })
      .catch(() => undefined);
  }, [id, n]);
  const choices = useChoices(id, line.value?.application ?? '');
  const other = line.value?.nextBest?.device;
  return (
    <Deed
      name={`exchange-${n}`}
      title={t('allotments.exchange.title', { n })}
      lead={t('allotments.exchange.lead', { device: line.value?.assetNumber ?? '' })}
      submit={t('allotments.moves.exchange')}
      initial={{ device: '', reason: '' }}
      fieldOf={{ DEVICE_TAKEN: 'device', DEVICE_UNKNOWN: 'device' }}
      send={async ({ device, reason }, intent) => {
        const chosen = device.startsWith('line-') ? { withLine: Number(device.slice(5)) } : { device };
        await client.write('exchangeDevice', { params: { id, n }, body: { ...chosen, reason } }, intent);
        return t('allotments.exchange.done', { n });
      }}
    >
      {(form) => (
        <>
          <SelectField
            form={form}
            name="device"
            label={t('allotments.exchange.device')}
            hint={t(choices.length === 0 ? 'allotments.exchange.none' : 'allotments.exchange.hint')}
            required
            choices={[
              ...(other?.line
                ? [
                    {
                      value: `line-${other.line}`,
                      label: t('allotments.exchange.withLine', {
                        device: other.assetNumber,
                        line: other.line,
                      }),
                    },
                  ]
                : []),
              ...choices.map((one) => ({ value: one.device, label: choiceText(one) })),
            ]}
          />
          <NoteField form={form} name="reason" label={t('staff.labels.reason')} required max={300} />
        </>
      )}
    </Deed>
  );
}

const waitingText = ({ reference, kind, category, district }: Waiting): string =>
  [
    printReference(reference),
    nameOf('staff.applications.kinds', kind),
    categoryName(category),
    districtName(district),
  ].join(' · ');

/** Adds a line: an application that waits, a device that is ready, and why. */
export function AddLine({ id }: { id: string }): VNode | null {
  const waiting = useSignal<readonly Waiting[]>([]);
  const shown = query.value.get('do') === 'add';
  useEffect(() => {
    if (!shown) return;
    void client
      .read('listApplications', { query: { status: 'QUEUED', limit: MOST } })
      .then(({ items }) => {
        waiting.value = items;
      })
      .catch(() => undefined);
  }, [shown]);
  return (
    <Deed
      name="add"
      title={t('allotments.moves.add')}
      lead={t('allotments.add.lead')}
      submit={t('allotments.add.submit')}
      initial={{ application: '', device: '', reason: '' }}
      fieldOf={{
        DEVICE_TAKEN: 'device',
        APPLICATION_NOT_WAITING: 'application',
        BASIS_NOT_ALLOWED: 'application',
        ORGANISATION_NOT_CERTIFIED: 'application',
      }}
      send={async (body, intent) => {
        const { n } = await client.write('addAllotmentLine', { params: { id }, body }, intent);
        return t('allotments.add.done', { n });
      }}
    >
      {(form) => (
        <>
          <SelectField
            form={form}
            name="application"
            label={t('allotments.col.application')}
            hint={t('allotments.add.oldest')}
            required
            choices={waiting.value.map((one) => ({ value: one.id, label: waitingText(one) }))}
          />
          <Devices plan={id} application={form.values.value.application}>
            {(choices) => (
              <SelectField
                form={form}
                name="device"
                label={t('allotments.exchange.device')}
                hint={t(choices.length === 0 ? 'allotments.exchange.none' : 'allotments.exchange.hint')}
                required
                choices={choices.map((one) => ({ value: one.device, label: choiceText(one) }))}
              />
            )}
          </Devices>
          <NoteField form={form} name="reason" label={t('staff.labels.reason')} required max={300} />
        </>
      )}
    </Deed>
  );
}

function Devices(props: {
  plan: string;
  application: string;
  children: (choices: readonly Choice[]) => VNode;
}): VNode {
  return props.children(useChoices(props.plan, props.application));
}
