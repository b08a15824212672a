import { readFileSync } from 'node:fs';

interface StaffTexts {
  readonly events: Readonly<Record<string, string>>;
}

/**
 * What events are called, as the staff app says it, for the audit function's files: functions take nothing from the
 * web, so `npm run docs` copies it, and `npm run check` fails when the copy is old.
 */
export function auditWords(language: 'ko' | 'en'): string {
  const texts = JSON.parse(readFileSync(`web/texts/${language}/staff.json`, 'utf8')) as StaffTexts;
  return `${JSON.stringify(texts.events, null, 2)}\n`;
}
