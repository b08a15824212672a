import type { PartnersData } from '../pages/partners.tsx';
import { call } from './api.ts';
import type { PublicNumbers } from './numbers.ts';
import { fill, pageData } from './page-data.ts';

const words = pageData<PartnersData>();
const written = (count: number) => count.toLocaleString(words.locale);

/** What each partner has pledged and what came home of it; without the file the page says what it says without script. */
function show({ partners = [] }: PublicNumbers): void {
  for (const { id, pledged, delivered } of partners) {
    const place = document.querySelector(`[data-partner="${id}"]`);
    if (place && pledged > 0)
      place.textContent = fill(words.figures, { pledged: written(pledged), delivered: written(delivered) });
  }
}

call<PublicNumbers>('/data/stats.json').then(show, () => undefined);
