import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', 'texts');
/** Domains whose words the staff app uses whole. */
const WHOLE = [
  'staff',
  'allotments',
  'audit',
  'deliveries',
  'devices',
  'identity',
  'partners',
  'privacy',
  'receipts',
  'workflow',
] as const;
/** Domains that speak to citizens in their texts; only their error codes are taken. */
const ERRORS_ONLY = ['common', 'donations', 'applications'] as const;

type Tree = { readonly [key: string]: string | Tree };

function readTexts(language: string, domain: string): Tree {
  const file = join(FOLDER, language, `${domain}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Tree) : {};
}

/** The texts of the staff app in one language; its own words for an error code win over a domain's. */
export function staffTexts(language: string): Record<string, Tree> {
  const whole = Object.fromEntries(WHOLE.map((domain) => [domain, readTexts(language, domain)]));
  const others = ERRORS_ONLY.map((domain) => readTexts(language, domain));
  const { staff, ...domains } = whole;
  const errors = [...others, ...Object.values(domains), staff].flatMap((texts) => {
    const codes = texts?.errors;
    return typeof codes === 'object' ? Object.entries(codes) : [];
  });
  return { ...whole, errors: Object.fromEntries(errors) };
}
