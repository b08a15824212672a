import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx';
import { errorText, knownName, nameOf, t } from '../core/words.ts';
import { fieldId, fieldText } from './bind.tsx';
import type { Form, Values } from './form.ts';

/** Fields of several parts, and where the parts have their names. */
const PARTS: Readonly<Record<string, string>> = {
  checks: 'devices.check.items',
  handover: 'deliveries.handover.items',
  market: 'staff.items',
  book: 'staff.items',
  own: 'staff.items',
  reason: 'staff.items',
  proof: 'staff.donations.value.proofs',
  proofText: 'staff.donations.value.proofs',
};
const CONTROLS = 'input, select, textarea';

/** `checks.sound` → `소리`, `day` → `날짜`. */
function labelOf(path: string): string {
  const [field = '', part = ''] = path.split('.');
  return knownName(PARTS[field] ?? '', part) ?? nameOf('staff.labels', field);
}

/** A line leads to the control itself, also where the problem belongs to a group of them. */
function goTo(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const place = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const control = place?.matches(CONTROLS) ? place : place?.querySelector<HTMLElement>(CONTROLS);
  if (!control) return;
  event.preventDefault();
  control.focus();
}

/** Why a form was not taken, at its top, with the focus: the server's reason and a line per broken field. */
export function Trouble<V extends Values>({ form }: { form: Form<V> }): VNode | null {
  const box = useRef<HTMLDivElement>(null);
  const problem = form.problem.value;
  const wrong = form.wrong.value;
  const shown = wrong.length > 0 || problem !== undefined;
  useEffect(() => {
    if (shown) box.current?.querySelector<HTMLElement>('[role=alert]')?.focus();
  }, [shown, problem, wrong]);
  useEffect(() => {
    // Enter on a link is a click too.
    box.current?.addEventListener('click', goTo);
  }, [shown]);
  if (!shown) return null;
  const placeOf = (path: string) =>
    [path, path.split('.')[0] ?? path]
      .map((name) => fieldId(form, name))
      .find((id) => document.getElementById(id));
  const fields = wrong.map(({ path, code }) => ({
    field: placeOf(path) ?? form.id,
    text: `${labelOf(path)}: ${fieldText(code)}`,
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
