import { bodyOf } from './answers.ts';
import { call, Problem } from './api.ts';
import { adapt, answersOf, wrongIn } from './fields.ts';
import { keepAnswers, restoreAnswers } from './kept.ts';
import { find, pageData } from './page-data.ts';
import { clearProblems, type Sentences, showProblems } from './problems.ts';
import { type Steps, stepsOf } from './steps.ts';
import { showSummary } from './summary.ts';
import { printReference, ulid } from './ulid.ts';

interface FormData extends Sentences {
  change: string;
  sending: string;
  item: string;
}

/**
 * Runs a form of one thing per page: checks a step before the next, shows the answers, sends them, confirms.
 * @param mayLeave asked before a step is left forwards; a form may have its own reason to stop there
 * @param sentAs told what was sent, when it has been taken
 */
export function startForm(
  mayLeave: (step: string, leaving: boolean) => boolean = () => true,
  sentAs?: (body: object) => void,
): void {
  const words = pageData<FormData>();
  const form = find<HTMLFormElement>('form[data-api]');
  const keyName = `${form.id}:key`;
  let checking = false;

  const stepOf = (id: string): HTMLElement => find(`#${id}`);
  /** The first step that is not answered yet; all steps before the check can be asked. */
  const open = (): string =>
    steps.ids.slice(0, -2).find((id) => wrongIn(stepOf(id)).length > 0 || !mayLeave(id, false)) ?? 'check';

  restoreAnswers(form);
  adapt(form);
  form.addEventListener('input', () => {
    adapt(form);
    keepAnswers(form);
  });

  let sent = false;
  const steps: Steps = stepsOf(form, (wanted) => {
    clearProblems(words);
    if (sent) return 'done';
    const order = [...form.querySelectorAll('[data-step]')].map((step) => step.id);
    // A link into the middle leads no further than to the first question without an answer.
    const first = order.slice(0, -2).find((id) => wrongIn(stepOf(id)).length > 0) ?? 'check';
    const shown = order.indexOf(wanted) <= order.indexOf(first) ? wanted : first;
    if (shown === 'check') {
      checking = true;
      showSummary(form, find('[data-summary]', form), words);
    }
    return shown;
  });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const id = steps.current();
    if (id === 'check') return void send();
    const wrong = wrongIn(stepOf(id));
    if (wrong.length > 0) return showProblems(words, wrong);
    if (!mayLeave(id, true)) return;
    steps.go(checking ? open() : (steps.ids[steps.ids.indexOf(id) + 1] ?? id));
  });
  form.addEventListener('click', (event) => {
    const target = event.target as Element;
    if (target.closest('[data-back]')) {
      if (history.state?.step) history.back();
      else steps.go(steps.ids[steps.ids.indexOf(steps.current()) - 1] ?? '');
    }
    if (target.closest('[data-print]')) print();
  });

  async function send(): Promise<void> {
    const button = find<HTMLButtonElement>('#check [type=submit]');
    if (button.disabled) return;
    const label = button.textContent;
    button.disabled = true;
    button.textContent = words.sending;
    const key = sessionStorage.getItem(keyName) ?? ulid();
    sessionStorage.setItem(keyName, key);
    const { body, formPath } = bodyOf(answersOf(form));
    try {
      const { reference } = await call<{ reference: string }>(form.dataset.api ?? '', { body, key });
      sent = true;
      sessionStorage.removeItem(form.id);
      sessionStorage.removeItem(keyName);
      form.reset();
      find('[data-reference]').textContent = printReference(reference);
      for (const link of form.querySelectorAll<HTMLAnchorElement>('[data-follow]'))
        link.hash = `${form.dataset.subject}=${reference}`;
      sentAs?.(body);
      steps.go('done');
    } catch (error) {
      refuse(error instanceof Problem ? error : new Problem('INTERNAL'), formPath);
    }
    button.disabled = false;
    button.textContent = label;
  }

  /** What the server refuses is shown on the step where it was asked. */
  function refuse({ code, errors }: Problem, formPath: (path: string) => string): void {
    // A code of the domain names no field, but the page knows which question it is about.
    const about = Object.keys(words.sentences).find((path) => words.sentences[path]?.[code]) ?? '';
    const broken = errors.length > 0 ? errors : [{ path: about, code }];
    const wrong = broken.map((error) => ({ ...error, path: formPath(error.path) }));
    const path = wrong[0]?.path;
    const first = path && form.querySelector(`[name^="${path}"]`)?.closest('[data-step]');
    if (first && first.id !== steps.current()) steps.go(first.id);
    showProblems(words, wrong);
  }
}
