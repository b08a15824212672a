import type { VNode } from 'preact';
import { telephone } from '../../components/site-header/site-header.tsx';
import type { PageContext } from '../context.ts';

interface ElsewhereProps {
  context: PageContext;
  applicant?: 'household' | 'organisation';
}

/** What else there is for who may not apply yet, from the city pack; `data-only` names the districts it is for. */
export function Elsewhere({ context: { city, words }, applicant }: ElsewhereProps): VNode {
  return (
    <ul class="elsewhere">
      {city.elsewhere
        .filter(({ kinds }) => applicant === undefined || kinds.includes(applicant))
        .map((place) => (
          <li {...(place.districts.length > 0 && { 'data-only': place.districts.join(' ') })}>
            <strong>{place.link ? <a href={place.link}>{words(place.name)}</a> : words(place.name)}</strong>
            <span>{words(place.about)}</span>
            {place.phone && <a href={telephone(place.phone)}>{place.phone}</a>}
          </li>
        ))}
    </ul>
  );
}
