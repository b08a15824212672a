import type { Input } from './fields.ts';

const inputs = (form: HTMLFormElement): Input[] => [...form.querySelectorAll<Input>('input,select,textarea')];
const choice = (input: Input): input is HTMLInputElement =>
  input.type === 'radio' || input.type === 'checkbox';
const nameOf = (input: Input): string => (choice(input) ? `${input.name}=${input.value}` : input.name);

/** Answers live in this tab until they are sent: a reload or a wrong click loses nothing. */
export function keepAnswers(form: HTMLFormElement): void {
  const answers = inputs(form)
    .filter(
      (input) =>
        input.type !== 'hidden' &&
        // A registration number is kept nowhere, not even here.
        input.dataset.unkept === undefined &&
        (choice(input) ? input.checked : input.value),
    )
    .map((input) => [nameOf(input), choice(input) ? '' : input.value]);
  sessionStorage.setItem(form.id, JSON.stringify(answers));
}

export function restoreAnswers(form: HTMLFormElement): void {
  const answers = new Map(JSON.parse(sessionStorage.getItem(form.id) ?? '[]') as Array<[string, string]>);
  for (const input of inputs(form)) {
    const answer = answers.get(nameOf(input));
    if (answer === undefined) continue;
    if (choice(input)) input.checked = true;
    else input.value = answer;
  }
}
