import { readdirSync, readFileSync } from 'node:fs';

interface StaffTexts {
  readonly events?: Readonly<Record<string, string>>;
}

/**
 * What events are called, as the staff app says it (staff.json, then `staff-gifts.json` and the like), for the audit
 * function's files: functions take nothing from the web, so `npm run docs` copies it, and `npm run check` fails when
 * the copy is old.
 */
export function auditWords(language: 'ko' | 'en'): string {
  const folder = `web/texts/${language}`;
  const files = readdirSync(folder).filter((file) => /^staff(-.+)?\.json$/.test(file));
  const read = (file: string) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as StaffTexts;
  const first = files.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return `${JSON.stringify(Object.assign({}, ...first.map((file) => read(file).events)), null, 2)}\n`;
}
