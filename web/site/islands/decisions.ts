import type {
  PublicDecision,
  PublicDecisions,
  PublicDecisionYear,
} from '../../../functions/committees/contract.ts';
import type { DecisionWords } from '../pages/decisions.tsx';
import { call, Problem } from './api.ts';
import { element } from './element.ts';
import { button } from './follow-parts.ts';
import { fill, find, pageData } from './page-data.ts';

type Names = Readonly<Record<string, string>>;

const words = pageData<DecisionWords>();
const state = find('[data-state]');
const rows = find('[data-decisions]');

const dayOf = (day: string): string =>
  new Date(day).toLocaleDateString(words.locale, { dateStyle: 'long', timeZone: 'UTC' });

/** Where the PCs go and for whom, by counts. */
function shares(decision: PublicDecision): Node | undefined {
  const { districts, categories, other, legalBasis } = decision;
  if (districts.length === 0) return undefined;
  const list = (title: string, of: PublicDecision['districts'], names: Names, rest = 0) => {
    const parts = of.map(({ code, computers }) =>
      fill(words.pieces, { name: names[code] ?? code, n: computers }),
    );
    if (rest > 0) parts.push(fill(words.other, { n: rest }));
    return element('p', '', element('strong', '', title), ' ', parts.join(', '));
  };
  const { names } = words;
  return element(
    'details',
    '',
    element('summary', '', words.detail),
    list(words.districts, districts, names.districts),
    list(words.categories, categories, names.categories, other),
    legalBasis && element('p', 'note', fill(words.basis, { basis: names.bases[legalBasis] ?? legalBasis })),
  );
}

function rowOf(decision: PublicDecision): Node {
  const { number, day, committee, kind, outcome, computers, overrides = '', overriddenBy } = decision;
  const name = element('th', '', number);
  name.scope = 'row';
  const cell = (className: string, ...children: Parameters<typeof element>[2][]) =>
    element('td', className, ...children);
  return element(
    'tr',
    '',
    name,
    cell('', dayOf(day)),
    cell('', words.names.committees[committee] ?? committee),
    cell('', fill(words.kinds[kind], { number: overrides }), shares(decision)),
    cell(
      '',
      words.outcomes[outcome],
      overriddenBy !== undefined && element('p', 'note', fill(words.overridden, { number: overriddenBy })),
    ),
    cell('numeric', computers.toLocaleString(words.locale)),
  );
}

const show = (decisions: readonly PublicDecision[]): void => rows.replaceChildren(...decisions.map(rowOf));

/** One row of buttons: the latest, then a year each; which is shown is said to those who do not see it. */
function choices({ years, decisions }: PublicDecisions): void {
  const place = find('[data-years]');
  const all = [
    button(words.latest, 'secondary button-small', () => choose(0, async () => decisions)),
    ...years.map((year, i) =>
      button(fill(words.year, { year }), 'secondary button-small', () =>
        choose(i + 1, async () => (await call<PublicDecisionYear>(`/data/decisions/${year}.json`)).decisions),
      ),
    ),
  ];
  const choose = (chosen: number, read: () => Promise<readonly PublicDecision[]>) =>
    read().then(
      (found) => {
        for (const [i, one] of all.entries()) one.setAttribute('aria-pressed', String(i === chosen));
        show(found);
      },
      () => {
        state.textContent = words.failed;
      },
    );
  all[0]?.setAttribute('aria-pressed', 'true');
  place.replaceChildren(...all);
}

call<PublicDecisions>('/data/decisions.json').then(
  (file) => {
    const day = new Date(file.asOf).toLocaleDateString(words.locale, {
      ...{ dateStyle: 'long', timeZone: words.timeZone },
    });
    state.textContent = file.decisions.length > 0 ? fill(words.asOf, { day }) : words.empty;
    show(file.decisions);
    if (file.years.length > 1) choices(file);
  },
  (error) => {
    // There is no file before the first decision is published.
    const none = error instanceof Problem && [403, 404].includes(error.status);
    state.textContent = none ? words.empty : words.failed;
  },
);
