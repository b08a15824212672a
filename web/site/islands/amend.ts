import type { FollowData } from '../follow/data.ts';
import { bodyOf } from './answers.ts';
import { element } from './element.ts';
import { answersOf, type Input } from './fields.ts';
import type { Donation } from './follow-donation.ts';
import type { Deeds } from './follow-parts.ts';
import { find } from './page-data.ts';
import { showProblems } from './problems.ts';

type Wish = NonNullable<Donation['earmark']>;

/** Why the wish cannot stand, and the wish to change or to drop. Fetched only by whom the Chest asked for that. */
export function amendPart(donation: Donation, data: FollowData, deeds: Deeds): Node {
  const copy = find<HTMLTemplateElement>('#amend').content.cloneNode(true) as DocumentFragment;
  const form = find<HTMLFormElement>('form', copy);
  const asks: Readonly<Record<string, string>> = data.earmark.asks;
  const lines = [...new Set(donation.changeAsked?.flatMap((code) => asks[code] ?? []))];
  find('ul', form).replaceChildren(...lines.map((ask) => element('li', '', ask)));
  for (const [name, value] of Object.entries(donation.earmark ?? {})) {
    // A district that is not the city's is not in the list: nothing is chosen.
    find<Input>(`[name="earmark.${name}"]`, form).value = value ?? '';
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { body } = bodyOf(answersOf(form)) as { body: { earmark?: Wish } };
    if (!body.earmark) return showProblems(data, [{ path: 'earmark.district', code: 'REQUIRED' }]);
    deeds.post('/earmark', body, 'earmark.use', find('[type=submit]', form));
  });
  const drop = find<HTMLButtonElement>('[data-drop]', form);
  drop.addEventListener('click', () => deeds.post('/earmark', {}, 'earmark.use', drop));
  return form;
}
