import { buildSite } from './site/build/site.ts';
import { sizeTable } from './site/build/sizes.ts';

export { buildSite, sizeTable };

/** `node web/build.ts [CITY] [OUT]` builds the public site and prints what each page weighs. */
if (import.meta.main) {
  const [city = 'seoul', out = 'dist/site'] = process.argv.slice(2);
  const started = performance.now();
  const { sizes, files } = await buildSite({ city, out });
  console.log(sizeTable(sizes));
  console.log(`${files.size} files in ${out}, ${Math.round(performance.now() - started)} ms`);
}
