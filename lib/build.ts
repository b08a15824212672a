import { buildSite } from '../web/site/build/site.ts';
import { buildStaff } from '../web/staff/build.ts';
import { bundleFunctions } from './bundle.ts';
import { cityFile } from './city.ts';
import { SITE, STAFF } from './folders.ts';
import { madeFrom } from './made-from.ts';
import { onlyOne } from './only-one.ts';

/** Everything that is deployed and not written by hand; only what changed is built again. */
export const build = (city: string): Promise<void> =>
  onlyOne('dist/.building', async () => {
    const pages = ['web/**', 'functions/**', cityFile(city), 'package-lock.json'];
    await bundleFunctions(city);
    await madeFrom(SITE, pages, (out) => buildSite({ city, out }));
    await madeFrom(STAFF, pages, (out) => buildStaff({ city, out }));
  });
