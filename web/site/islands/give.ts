import {
  maskRegistration,
  type RegistrationKind,
  readRegistration,
} from '../../../functions/kernel/registration-number.ts';
import { find, pageData } from './page-data.ts';
import { todayIn } from './phases.ts';
import { type Sentences, showProblems } from './problems.ts';
import { startForm } from './step-form.ts';

const words = pageData<Sentences & { timeZone: string }>();
const isNew = find<HTMLInputElement>('#registration-new');

/** The registration number is judged where it is asked, by the server's own rules; what is right is shown masked later. */
startForm((step, leaving) => {
  const input = document.querySelector<HTMLInputElement>('[data-unkept][name=registrationNumber]:enabled');
  const text = input?.value.trim();
  if (step !== 'receipt' || !input) return true;
  delete input.dataset.shown;
  if (!text) return true;
  const kind = input.dataset.unkept as RegistrationKind;
  const read = readRegistration(kind, text, { today: todayIn(words.timeZone), isNew: isNew.checked });
  if ('digits' in read) {
    input.dataset.shown = maskRegistration(kind, read.digits);
    return true;
  }
  if (read.problem === 'NUMBER_CHECK' && kind === 'resident') find('[data-new]').hidden = false;
  if (leaving) showProblems(words, [{ path: 'registrationNumber', code: read.problem }]);
  return false;
});
