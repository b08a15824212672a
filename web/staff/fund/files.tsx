import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { client } from '../core/session.ts';
import { dayOf } from '../core/time.ts';
import { errorText, language, t } from '../core/words.ts';
import { DayField } from '../form/bind.tsx';
import { wrongControls } from '../form/check.ts';
import { useForm } from '../form/form.ts';
import { Trouble } from '../form/trouble.tsx';
import { newIntent } from '../intent.ts';
import { Card } from '../page/facts.tsx';
import { asProblem, type Problem } from '../problem.ts';

const FORMATS = ['csv', 'xlsx'] as const;
type Format = (typeof FORMATS)[number];

/** The reconciliation as a file. */
export function ReconciliationFiles(): VNode {
  const problem = useSignal<Problem | undefined>(undefined);
  const take = async (format: Format) => {
    try {
      const body = { format, language: language.value };
      location.assign((await client.write('exportReconciliation', { body }, newIntent())).url);
      problem.value = undefined;
    } catch (error) {
      problem.value = asProblem(error);
    }
  };
  return (
    <div class="button-row page-deeds">
      {FORMATS.map((format) => (
        <Button variant="secondary" size="small" icon="download" onClick={() => take(format)}>
          {t(`partners.figures.${format}`)}
        </Button>
      ))}
      {problem.value && <p class="wrong">{errorText(problem.value.code)}</p>}
    </div>
  );
}

/** Entries of a period as a file, without names. */
export function EntriesFile(): VNode {
  const today = dayOf();
  const form = useForm('entries-file', {
    initial: { from: `${today.slice(0, 8)}01`, to: today },
    fieldOf: { PERIOD_TOO_LONG: 'to' },
  });
  const take = async (element: HTMLFormElement, format: Format) => {
    form.wrong.value = wrongControls(element);
    if (form.wrong.value.length > 0) return;
    await form.send(async ({ from, to }) => {
      const body = { from, to, format, language: language.value };
      location.assign((await client.write('exportEntries', { body }, newIntent())).url);
    });
  };
  return (
    <Card id="entries-file-card" title={t('fund.files.title')}>
      <p class="note">{t('fund.files.lead')}</p>
      <form noValidate id={form.id} onSubmit={(event) => event.preventDefault()}>
        <Trouble form={form} />
        <DayField form={form} name="from" label={t('fund.files.from')} max={today} required />
        <DayField form={form} name="to" label={t('fund.files.to')} max={today} required />
        <div class="button-row">
          {FORMATS.map((format) => (
            <Button
              variant="secondary"
              icon="download"
              aria-disabled={form.busy.value}
              onClick={(event) => {
                const { form: element } = event.currentTarget as HTMLButtonElement;
                if (element) void take(element, format);
              }}
            >
              {t(`partners.figures.${format}`)}
            </Button>
          ))}
        </div>
      </form>
    </Card>
  );
}
