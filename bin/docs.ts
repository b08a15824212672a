import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { allotmentTransitions } from '../functions/allotments/domain.ts';
import { applicationTransitions } from '../functions/applications/domain.ts';
import { deliveryTransitions } from '../functions/deliveries/domain.ts';
import { deviceTransitions } from '../functions/devices/domain.ts';
import { donationTransitions } from '../functions/donations/domain.ts';
import { entryTransitions } from '../functions/fund/entry.ts';
import { statementTransitions } from '../functions/fund/statement.ts';
import { giftTransitions } from '../functions/gifts/domain.ts';
import { grantTransitions, runTransitions } from '../functions/grants/domain.ts';
import { pledgeTransitions } from '../functions/partners/domain.ts';
import { listTransitions } from '../functions/partners/list.ts';
import { apiPage } from '../lib/documents/api-page.ts';
import { auditWords } from '../lib/documents/audit-words.ts';
import { keysPage } from '../lib/documents/keys-page.ts';
import { openApi } from '../lib/documents/openapi.ts';
import { workflowPage } from '../lib/documents/workflow-page.ts';
import { DOMAINS } from '../lib/domains.ts';

/** `npm run docs` writes the generated documents; `-- --check` only says which are not current. */
const contracts = Object.values(DOMAINS).map(({ contract }) => contract);
const tables = [
  donationTransitions,
  giftTransitions,
  statementTransitions,
  entryTransitions,
  deviceTransitions,
  applicationTransitions,
  allotmentTransitions,
  deliveryTransitions,
  grantTransitions,
  runTransitions,
  pledgeTransitions,
  listTransitions,
];
const documents: Readonly<Record<string, string>> = {
  'docs/keys.md': keysPage(),
  'docs/workflow.md': workflowPage(tables),
  'docs/api/openapi.json': `${JSON.stringify(openApi(contracts), null, 2)}\n`,
  'docs/api/index.html': apiPage(contracts),
  'functions/audit/words/ko.json': auditWords('ko'),
  'functions/audit/words/en.json': auditWords('en'),
};

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

const stale = Object.entries(documents).filter(([file, text]) => read(file) !== text);
if (process.argv.includes('--check')) {
  for (const [file] of stale) console.error(`${file} is not current: run npm run docs`);
  process.exit(stale.length > 0 ? 1 : 0);
}
for (const [file, text] of stale) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`wrote ${file}`);
}
