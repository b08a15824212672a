import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx';
import { errorText, nameOf, t } from '../core/words.ts';
import { fieldId } from './bind.tsx';
import type { Form, Values } from './form.ts';

/** Why a form was not taken, at its top, with the focus: the server's reason and a line per broken field. */
export function Trouble<V extends Values>({ form }: { form: Form<V> }): VNode | null {
  const box = useRef<HTMLDivElement>(null);
  const problem = form.problem.value;
  const wrong = form.wrong.value;
  const shown = wrong.length > 0 || problem !== undefined;
  useEffect(() => {
    if (shown) box.current?.querySelector<HTMLElement>('[role=alert]')?.focus();
  }, [shown, problem, wrong]);
  if (!shown) return null;
  const fields = wrong.map(({ path, code }) => ({
    field: fieldId(form, path.split('.')[0] ?? path),
    text: `${nameOf('staff.labels', path.split('.')[0] ?? path)}: ${nameOf('staff.fields', code)}`,
  }));
  const general = { field: form.id, text: problem ? errorText(problem.code) : '' };
  return (
    <div ref={box}>
      <ErrorSummary title={t('staff.form.notTaken')} problems={fields.length > 0 ? fields : [general]} />
      {problem?.requestId && problem.status >= 500 && (
        <p class="note">{t('staff.form.requestId', { id: problem.requestId })}</p>
      )}
    </div>
  );
}
