import { localDate } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { Objects } from '../kernel/objects.ts';
import type { partnersContract } from './contract.ts';
import { readFigures } from './figures.ts';
import { FILE_TYPES, reportFile } from './report.ts';

type Figures = Pick<Handlers<typeof partnersContract>, 'readPartnerFigures' | 'exportPartnerFigures'>;

/** Long enough to save the file, too short to pass the link on. */
const LINK_SECONDS = 5 * 60;

/** What each partner pledged and what came of it: on the page and as a file. */
export const figureHandlers = (deps: Dependencies & { readonly documents: Objects }): Figures => ({
  readPartnerFigures: ({ actor }) => readFigures(deps, actor),

  async exportPartnerFigures({ body: { format, language }, intent, actor }) {
    const { documents, city, clock } = deps;
    const figures = await readFigures(deps, actor);
    const key = `lists/reports/${intent.key}.${format}`;
    await documents.put(key, await reportFile(figures, city, language, format), { type: FILE_TYPES[format] });
    const day = localDate(clock.now(), city.timeZone);
    const url = await documents.readLink(key, LINK_SECONDS, `partners-${day}.${format}`);
    return { url, expiresAt: new Date(clock.now().getTime() + LINK_SECONDS * 1000).toISOString() };
  },
});
