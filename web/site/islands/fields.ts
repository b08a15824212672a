import type { Answer } from './answers.ts';
import { pathOf } from './answers.ts';

export type Input = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The inputs below an element that have a name and are not switched off. */
export const inputsOf = (within: ParentNode): Input[] =>
  [...within.querySelectorAll<Input>('input[name],select[name],textarea[name]')].filter(
    (input) => !input.disabled,
  );

export const answersOf = (within: ParentNode): Answer[] =>
  inputsOf(within).map((input) => ({
    name: input.name,
    type: input.type,
    value: input.value,
    checked: input instanceof HTMLInputElement && input.checked,
  }));

/** The element that shows what is wrong with an input: its field, with label, hint and error. */
export const fieldOf = (input: Element): HTMLElement | null => input.closest<HTMLElement>('.field');

/** Shows the parts that only some answers need, and switches off the inputs of the others. */
export function adapt(form: HTMLFormElement): void {
  for (const part of form.querySelectorAll<HTMLElement>('[data-when]')) {
    const [path, values] = (part.dataset.when ?? '').split('=');
    const answer = [...form.querySelectorAll<HTMLInputElement>(`[name^="${path}"]`)].find(
      (input) => pathOf(input.name) === path && (input.type !== 'radio' || input.checked),
    );
    const needed = values ? values.split(' ').includes(answer?.value ?? '') : Boolean(answer?.value);
    part.hidden = !needed;
    // A part within a part that is not needed is not needed either; the outer one comes first in the page.
    const off = !needed || Boolean(part.parentElement?.closest('[data-when][hidden]'));
    for (const input of part.querySelectorAll<Input>('input,select,textarea')) input.disabled = off;
  }
}

export interface Wrong {
  path: string;
  code: string;
}

/** What is missing or wrong below an element, one for each field, in the order of the page. */
export function wrongIn(within: HTMLElement): Wrong[] {
  const wrong = new Map<string, Wrong>();
  for (const group of within.querySelectorAll<HTMLElement>('[data-any]')) {
    const path = group.dataset.any ?? '';
    if (!inputsOf(group).some((input) => input.value.trim())) wrong.set(path, { path, code: 'REQUIRED' });
  }
  for (const input of inputsOf(within)) {
    const path = pathOf(input.name);
    const code = codeOf(input);
    if (code && !wrong.has(path)) wrong.set(path, { path, code });
  }
  return [...wrong.values()];
}

function codeOf(input: Input): string | undefined {
  const { validity, value, dataset, form } = input;
  // Spaces alone are no answer, but the browser takes them for one. A choice may stand for nothing.
  const typed = input.type !== 'radio' && input.type !== 'checkbox';
  if (validity.valueMissing || (input.required && typed && !value.trim())) return 'REQUIRED';
  if (!validity.valid) return 'INVALID';
  if (dataset.least && value && Number(value.replace(/\D/g, '')) < Number(dataset.least)) return 'TOO_SMALL';
  const other = dataset.or && form?.querySelector<HTMLInputElement>(`[name="${dataset.or}"]`)?.value.trim();
  return dataset.or && !other && !value.trim() ? 'PHONE_OR_EMAIL' : undefined;
}
