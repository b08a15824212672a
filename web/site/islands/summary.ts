import { type Input, inputsOf } from './fields.ts';
import { fill } from './page-data.ts';

interface Words {
  change: string;
  /** How a count of a kind is told: "{kind} {n}대". */
  item: string;
}

/** Puts every answer into the list to check, with a link to the step where it can be changed. */
export function showSummary(form: HTMLFormElement, list: HTMLElement, words: Words): void {
  const rows: HTMLElement[] = [];
  for (const step of form.querySelectorAll<HTMLElement>('[data-step]')) {
    for (const field of step.querySelectorAll<HTMLElement>('.field')) {
      const answer = answerIn(field, words);
      if (!answer) continue;
      const label = (field.querySelector('.field-label')?.firstChild?.textContent ?? '').trim();
      const row = document.createElement('div');
      row.append(element('dt', label), element('dd', answer), linkTo(step.id, words.change, label));
      rows.push(row);
    }
  }
  list.replaceChildren(...rows);
}

function answerIn(field: HTMLElement, words: Words): string {
  return inputsOf(field)
    .map((input) => wordsOf(input, words))
    .filter(Boolean)
    .join('\n');
}

function wordsOf(input: Input, { item }: Words): string {
  const label = input.labels?.[0]?.textContent ?? '';
  if (input instanceof HTMLSelectElement) return input.value && (input.selectedOptions[0]?.text ?? '');
  if (input.type === 'radio' || input.type === 'checkbox') {
    return (input as HTMLInputElement).checked ? label : '';
  }
  const { unkept, shown, empty } = input.dataset;
  // What the tab does not keep is not shown as it was typed either.
  if (unkept !== undefined) return shown ?? empty ?? '';
  const value = input.value.trim();
  // Counts of several kinds share one field: each is told with its kind.
  return value && input.closest('.counts') ? fill(item, { kind: label, n: value }) : value;
}

function linkTo(step: string, change: string, label: string): HTMLElement {
  const link = element('a', change) as HTMLAnchorElement;
  link.href = `#${step}`;
  const of = element('span', ` ${label}`);
  of.className = 'visually-hidden';
  link.append(of);
  const cell = document.createElement('dd');
  cell.className = 'summary-change';
  cell.append(link);
  return cell;
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
