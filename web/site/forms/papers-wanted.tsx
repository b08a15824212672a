import type { VNode } from 'preact';
import { ButtonLink } from '../../components/button/button.tsx';
import type { PageContext } from '../context.ts';

/** On the confirmation: the papers that this application needs. The script shows those of the category that was chosen. */
export function PapersWanted({ context }: { context: PageContext }): VNode {
  const { texts, city, words, say, href } = context;
  const { documents } = texts.apply;
  return (
    <section data-papers hidden>
      <h2>{documents.needed}</h2>
      <ul class="prose-list">
        {city.eligibility.documents
          .filter(({ neededBy }) => neededBy.length > 0)
          .map(({ neededBy, waivedByLookUp, name, newestMonths }) => (
            <li data-by={neededBy.join(' ')} {...(waivedByLookUp && { 'data-waived': '' })}>
              {words(name)}
              {newestMonths && ` (${say(documents.newest, { months: newestMonths })})`}
            </li>
          ))}
      </ul>
      <p>{documents.neededLead}</p>
      <div class="button-row no-print">
        <ButtonLink variant="secondary" href={href('/follow/')} data-follow>
          {documents.sendNow}
        </ButtonLink>
      </div>
    </section>
  );
}
