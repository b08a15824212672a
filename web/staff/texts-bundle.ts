import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', 'texts');
/** Domains whose words the staff app uses whole. */
const WHOLE = [
  'staff',
  'allotments',
  'audit',
  'committees',
  'deliveries',
  'devices',
  'grants',
  'identity',
  'partners',
  'privacy',
  'receipts',
  'workflow',
] as const;
/** Domains that speak to citizens in their texts; only their error codes are taken. */
const ERRORS_ONLY = ['common', 'donations', 'fund', 'gifts', 'applications', 'points'] as const;

type Tree = { readonly [key: string]: string | Tree };

function readTexts(language: string, domain: string): Tree {
  const file = join(FOLDER, language, `${domain}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Tree) : {};
}

/** The staff words of domains that have a file of their own. */
const staffFiles = (language: string): Tree[] =>
  readdirSync(join(FOLDER, language))
    .filter((file) => /^staff-.+\.json$/.test(file))
    .sort()
    .map((file) => readTexts(language, file.slice(0, -'.json'.length)));

/** The texts of the staff app in one language; its own words for an error code win over a domain's. */
export function staffTexts(language: string): Record<string, Tree> {
  const whole = Object.fromEntries(WHOLE.map((domain) => [domain, readTexts(language, domain)]));
  // What events and fields are called stands with each domain's own staff words: `staff-gifts.json`.
  const events = Object.assign({}, whole.staff?.events, ...staffFiles(language).map(({ events }) => events));
  const labels = Object.assign({}, whole.staff?.labels, ...staffFiles(language).map((file) => file.labels));
  const factValues = Object.assign(
    {},
    whole.staff?.factValues,
    ...staffFiles(language).map((file) => file.factValues),
  );
  const others = ERRORS_ONLY.map((domain) => readTexts(language, domain));
  const { staff, ...domains } = whole;
  // The pages' words in them stand beside the domains': `t('ledger.title')` is in `staff-ledger.json`.
  const pages = Object.assign(
    {},
    ...staffFiles(language).map(
      ({ events: _, errors: __, labels: ___, factValues: ____, ...words }) => words,
    ),
  );
  const errors = [...others, ...Object.values(domains), ...staffFiles(language), staff].flatMap((texts) => {
    const codes = texts?.errors;
    return typeof codes === 'object' ? Object.entries(codes) : [];
  });
  return {
    ...whole,
    ...pages,
    staff: { ...staff, events, labels, factValues },
    errors: Object.fromEntries(errors),
  };
}
