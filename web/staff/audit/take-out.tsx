import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button, ButtonLink } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { client } from '../core/session.ts';
import { errorText, language, t } from '../core/words.ts';
import { newIntent } from '../intent.ts';
import { asProblem, type Problem } from '../problem.ts';
import type { Asked } from './asked.ts';

type Format = 'csv' | 'xlsx';
const FORMATS: readonly Format[] = ['csv', 'xlsx'];

/** The same answer as a file; a long one comes in several. */
export function TakeOut({ asked }: { asked: Asked }): VNode {
  const busy = useSignal(false);
  const made = useSignal<(AnswerOf<'exportEvents'> & { format: Format }) | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const take = async (format: Format, cursor?: string) => {
    if (busy.value) return;
    busy.value = true;
    problem.value = undefined;
    try {
      const body = { ...asked, format, language: language.value, ...(cursor ? { cursor } : {}) };
      made.value = { ...(await client.write('exportEvents', { body }, newIntent())), format };
      location.assign(made.value.file.url);
    } catch (error) {
      problem.value = asProblem(error);
    } finally {
      busy.value = false;
    }
  };
  const last = made.value;
  return (
    <div class="audit-out">
      <div class="button-row">
        {FORMATS.map((format) => (
          <Button
            key={format}
            variant="secondary"
            size="small"
            icon="download"
            data-format={format}
            onClick={() => take(format)}
          >
            {t(`audit.${format}`)}
          </Button>
        ))}
      </div>
      <div role="status">
        {busy.value && <p class="note">{t('audit.takingOut')}</p>}
        {!busy.value && last && (
          <>
            <p class="note">{t('audit.takenOut', { count: last.lines })}</p>
            <div class="button-row">
              <ButtonLink variant="quiet" size="small" href={last.file.url}>
                {t('audit.file')}
              </ButtonLink>
              {last.cursor && (
                <Button variant="secondary" size="small" onClick={() => take(last.format, last.cursor)}>
                  {t('audit.nextFile')}
                </Button>
              )}
            </div>
          </>
        )}
        {problem.value && <p class="wrong">{errorText(problem.value.code)}</p>}
      </div>
    </div>
  );
}
