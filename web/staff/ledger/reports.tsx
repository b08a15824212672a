import { city } from 'ithope:city';
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { client } from '../core/session.ts';
import { dayOf, instantText } from '../core/time.ts';
import { language, t } from '../core/words.ts';
import { ChoiceField, TextField } from '../form/bind.tsx';
import { useForm } from '../form/form.ts';
import { Trouble } from '../form/trouble.tsx';
import { MoneyTabs } from '../money/tabs.tsx';
import { Card } from '../page/facts.tsx';
import { Heading } from '../page/heading.tsx';
import { whoIs } from '../page/history.tsx';
import { Show } from '../page/states.tsx';

type Line = AnswerOf<'listReports'>['items'][number];

/** Files of up to twelve months for whoever keeps the books elsewhere. */
export function Reports(): VNode {
  const loaded = useLoad('ledger-reports', () => client.read('listReports', { query: {} }));
  const said = useMemo(() => signal(''), []);
  const month = dayOf().slice(0, 7);
  const form = useForm('ledger-report', {
    initial: { from: `${month.slice(0, 4)}-01`, to: month, currency: city.currency.code },
  });
  const order = async (event: Event) => {
    event.preventDefault();
    const taken = await form.send(({ from, to, currency }, intent) =>
      client.write('orderReport', { body: { from, to, currency, language: language.value } }, intent),
    );
    if (!taken) return;
    said.value = t('ledger.reports.ordered');
    await loaded.reload();
  };
  return (
    <>
      <div class="page-head">
        <Heading>{t('ledger.reports.title')}</Heading>
      </div>
      <MoneyTabs />
      <p class="page-lead">{t('ledger.reports.lead')}</p>
      <div role="status">{said.value && <p class="said">{said.value}</p>}</div>
      <form noValidate class="card" id={form.id} onSubmit={order}>
        <Trouble form={form} />
        <TextField form={form} name="from" label={t('ledger.reports.from')} required width={8} />
        <TextField form={form} name="to" label={t('ledger.reports.to')} required width={8} />
        <ChoiceField
          form={form}
          name="currency"
          label={t('ledger.currency')}
          required
          choices={[
            { value: city.currency.code, label: t('ledger.won') },
            { value: 'POINT', label: t('ledger.point') },
          ]}
        />
        <div class="button-row">
          <Button type="submit" aria-disabled={form.busy.value}>
            {form.busy.value ? t('staff.form.sending') : t('ledger.reports.order')}
          </Button>
        </div>
      </form>
      <Show of={loaded}>
        {({ items }) => (
          <Card id="reports" title={t('ledger.reports.list')}>
            {items.length === 0 && <p class="note">{t('ledger.reports.none')}</p>}
            {items.map((one) => (
              <Report key={one.id} report={one} />
            ))}
          </Card>
        )}
      </Show>
    </>
  );
}

/** One report; its files are asked for when somebody wants them, because their links end. */
function Report({ report }: { report: Line }): VNode {
  const { id, from, to, currency, at, by } = report;
  const shown = useMemo(() => signal<AnswerOf<'readReport'> | undefined>(undefined), [id]);
  return (
    <article class="filing">
      <p>
        <strong>{t('ledger.reports.period', { from, to })}</strong> ·{' '}
        {currency === 'POINT' ? t('ledger.point') : t('ledger.won')}
      </p>
      <p class="note">
        {instantText(at)} · {whoIs(by)}
      </p>
      {shown.value?.done ? (
        <ul class="plain-list">
          <li class="note">{t('ledger.reports.entries', { entries: shown.value.done.entries })}</li>
          {shown.value.done.files.map(({ url, name }) => (
            <li>
              <a href={url} rel="noopener">
                {name}
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <>
          {shown.value && <p class="note">{t('ledger.reports.making')}</p>}
          <Button
            variant="secondary"
            size="small"
            onClick={async () => {
              shown.value = await client.read('readReport', { params: { id } });
            }}
          >
            {t('ledger.reports.open')}
          </Button>
        </>
      )}
    </article>
  );
}
