import type { FieldProblem } from '../problem.ts';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
const isControl = (element: Element): element is Control =>
  element instanceof HTMLInputElement ||
  element instanceof HTMLSelectElement ||
  element instanceof HTMLTextAreaElement;

/** What the browser itself finds wrong (required, patterns, dates), as the server would say it: by the field's name. */
export function wrongControls(form: HTMLFormElement): FieldProblem[] {
  const found = new Map<string, FieldProblem>();
  for (const control of form.elements) {
    if (!isControl(control) || !control.name || control.validity.valid) continue;
    const code = control.validity.valueMissing
      ? 'REQUIRED'
      : control.validity.rangeUnderflow
        ? 'TOO_EARLY'
        : 'INVALID';
    if (!found.has(control.name)) found.set(control.name, { path: control.name, code });
  }
  return [...found.values()];
}
