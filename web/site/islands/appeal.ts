import type { ApplicationWords } from '../follow/application-words.ts';
import type { FollowData } from '../follow/data.ts';
import { element } from './element.ts';
import type { Application } from './follow-application.ts';
import type { Deeds } from './follow-parts.ts';
import { fill } from './page-data.ts';
import { showProblems } from './problems.ts';

/** As the contract bounds it. */
const LONGEST = 1000;

/** After a refusal: until when somebody else can be asked to look again, and the reason for it; or that this is final. */
export function appealPart(
  application: Application,
  words: ApplicationWords,
  data: FollowData,
  deeds: Deeds,
): Node[] {
  const { status, appealUntil, may, stages, reference } = application;
  // What is typed stays in this tab until it is sent.
  const kept = `appeal:${reference}`;
  if (!may.includes('appeal')) sessionStorage.removeItem(kept);
  if (status !== 'INELIGIBLE') return [];
  if (!may.includes('appeal') || !appealUntil)
    return stages.APPEALED ? [element('p', 'note', words.final)] : [];
  const { appeal } = words;
  const day = new Date(appealUntil).toLocaleDateString(data.locale, { dateStyle: 'long', timeZone: 'UTC' });
  const input = element('textarea', 'input textarea');
  Object.assign(input, { id: 'words', name: 'words', required: true, maxLength: LONGEST, rows: 5 });
  input.setAttribute('aria-describedby', 'words-hint words-error');
  const label = element('label', 'field-label', appeal.label);
  label.htmlFor = 'words';
  const hint = element('p', 'field-hint', appeal.hint);
  hint.id = 'words-hint';
  const error = element('p', 'field-error');
  Object.assign(error, { id: 'words-error', hidden: true });
  const button = element('button', 'button button-primary', appeal.send);
  button.type = 'submit';
  const form = element(
    'form',
    'follow-appeal no-print',
    element('div', 'field', label, hint, error, input),
    element('p', 'note', appeal.law),
    element('div', 'button-row', button),
  );
  form.noValidate = true;
  input.value = sessionStorage.getItem(kept) ?? '';
  input.addEventListener('input', () => sessionStorage.setItem(kept, input.value));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!input.value.trim()) return showProblems(data, [{ path: 'words', code: 'REQUIRED' }]);
    deeds.post('/appeal', { words: input.value }, 'words', button);
  });
  return [element('h2', '', appeal.title), element('p', '', fill(appeal.lead, { day })), form];
}
