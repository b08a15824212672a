import { build } from '../lib/build.ts';
import { readSettings } from '../lib/settings.ts';

/** `npm run build`: functions, site and staff app into `dist/`, for the city named by CITY. */
const started = Date.now();
const { city } = readSettings(() => undefined);
await build(city.id);
console.log(`dist/ is built for ${city.id} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
