import { call } from './api.ts';
import { fill, find, pageData } from './page-data.ts';
import { opensFor, type Phase, todayIn } from './phases.ts';
import { startForm } from './step-form.ts';

interface GateData {
  applicant: string;
  locale: string;
  timeZone: string;
  phases: readonly Phase[];
  notYet: string;
  closed: string;
}

const words = pageData<GateData>();
const district = find<HTMLSelectElement>('#district');
const gate = find('[data-gate]');
let { phases } = words;
let today = todayIn(words.timeZone);

/** Says at the first question whether the district may apply; `true` when it may. */
function ask(): boolean {
  const opens = district.value ? opensFor(phases, district.value, today) : true;
  gate.hidden = opens === true;
  for (const place of gate.querySelectorAll<HTMLElement>('[data-only]'))
    place.hidden = !place.dataset.only?.split(' ').includes(district.value);
  if (opens !== true) {
    const day =
      opens && new Date(opens).toLocaleDateString(words.locale, { dateStyle: 'long', timeZone: 'UTC' });
    find('[data-gate-title]').textContent = fill(opens ? words.notYet : words.closed, {
      district: district.selectedOptions[0]?.text ?? '',
      day: day || '',
    });
  }
  return opens === true;
}

interface Sent {
  category?: string;
  organisation?: { kind: string };
  consents: { lookUp?: boolean };
}

/** The papers of this category, but those that a look-up spares. */
function showPapers(body: object): void {
  const { category, organisation, consents } = body as Sent;
  const place = find('[data-papers]');
  for (const paper of place.querySelectorAll<HTMLElement>('[data-by]')) {
    const { by = '', waived } = paper.dataset;
    const needed = by.split(' ').includes(category ?? organisation?.kind ?? '');
    paper.hidden = !needed || (waived !== undefined && consents.lookUp === true);
  }
  place.hidden = place.querySelector('[data-by]:not([hidden])') === null;
}

startForm((step, leaving) => {
  if (!find(`#${step}`).contains(gate) || ask()) return true;
  if (leaving) gate.focus();
  return false;
}, showPapers);
district.addEventListener('change', ask);
ask();
// The server's clock and phases decide; what the page was built with stands in until it has answered.
call<{ today: string; phases: ReadonlyArray<Phase & { kind: string }> }>(
  '/api/public/applications/phases',
).then(
  (answer) => {
    today = answer.today;
    phases = answer.phases.filter(({ kind }) => kind === words.applicant);
    ask();
  },
  () => undefined,
);
