import { pathOf } from './answers.ts';
import { fieldOf, type Wrong } from './fields.ts';
import { find } from './page-data.ts';

export interface Sentences {
  sentences: Readonly<Record<string, Readonly<Record<string, string>>>>;
  errors: Readonly<Record<string, string>>;
  errorPrefix: string;
}

/** The sentence for a code: the field's own, else the general one. */
const sentenceFor = ({ sentences, errors }: Sentences, { path, code }: Wrong): string =>
  sentences[path]?.[code] ?? errors[code] ?? errors.INTERNAL ?? code;

const inputOf = (path: string): HTMLElement | null =>
  [...document.querySelectorAll<HTMLInputElement>(`[name^="${path}"]`)].find(
    (input) => pathOf(input.name) === path && !input.disabled,
  ) ?? document.getElementById(path);

/** Says what is wrong beside each field and at the top, where the focus goes. A `path` of '' has no field. */
export function showProblems(words: Sentences, wrong: readonly Wrong[]): void {
  clearProblems(words);
  const summary = find('.error-summary');
  find('ul', summary).replaceChildren(
    ...wrong.map((one) => {
      const text = sentenceFor(words, one);
      const input = one.path ? inputOf(one.path) : null;
      if (input) markField(input, text);
      const line = document.createElement('li');
      if (input) {
        const link = document.createElement('a');
        link.href = `#${input.id}`;
        link.addEventListener('click', (event) => {
          event.preventDefault();
          (input.matches('fieldset') ? input.querySelector('input') : input)?.focus();
        });
        line.append(link);
        link.textContent = text;
      } else line.textContent = text;
      return line;
    }),
  );
  summary.hidden = false;
  summary.focus();
  summary.scrollIntoView({ block: 'nearest' });
  document.title = words.errorPrefix + document.title;
}

function markField(input: HTMLElement, text: string): void {
  const field = fieldOf(input);
  if (!field) return;
  field.classList.add('field-wrong');
  const note = field.querySelector<HTMLElement>('.field-error');
  if (note) {
    note.textContent = text;
    note.hidden = false;
  }
  input.setAttribute('aria-invalid', 'true');
}

export function clearProblems({ errorPrefix }: Pick<Sentences, 'errorPrefix'>): void {
  find('.error-summary').hidden = true;
  document.title = document.title.replace(errorPrefix, '');
  for (const field of document.querySelectorAll('.field-wrong')) {
    field.classList.remove('field-wrong');
    for (const note of field.querySelectorAll<HTMLElement>('.field-error')) note.hidden = true;
    for (const input of field.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
  }
}
