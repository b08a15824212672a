import { type Input, inputsOf } from './fields.ts';

/** Puts every answer into the list to check, with a link to the step where it can be changed. */
export function showSummary(form: HTMLFormElement, list: HTMLElement, change: string): void {
  const rows: HTMLElement[] = [];
  for (const step of form.querySelectorAll<HTMLElement>('[data-step]')) {
    for (const field of step.querySelectorAll<HTMLElement>('.field')) {
      const answer = answerIn(field);
      if (!answer) continue;
      const label = (field.querySelector('.field-label')?.firstChild?.textContent ?? '').trim();
      const row = document.createElement('div');
      row.append(element('dt', label), element('dd', answer), linkTo(step.id, change, label));
      rows.push(row);
    }
  }
  list.replaceChildren(...rows);
}

function answerIn(field: HTMLElement): string {
  return inputsOf(field).map(wordsOf).filter(Boolean).join('\n');
}

function wordsOf(input: Input): string {
  const label = input.labels?.[0]?.textContent ?? '';
  if (input instanceof HTMLSelectElement) return input.value && (input.selectedOptions[0]?.text ?? '');
  if (input.type === 'radio' || input.type === 'checkbox')
    return (input as HTMLInputElement).checked ? label : '';
  const value = input.value.trim();
  if (!value) return '';
  const unit = input.nextElementSibling?.textContent ?? '';
  // Counts of several kinds share one field: the kind goes before the figure.
  return input.closest('li') ? `${label} ${value} ${unit}` : `${value} ${unit}`.trim();
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
