import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { openObjects } from '../kernel/objects.ts';
import { serve } from '../kernel/serve.ts';
import { ledgerContract } from './contract.ts';
import { ledgerHandlers } from './http.ts';

const { DOCUMENTS_BUCKET } = readEnv(['DOCUMENTS_BUCKET']);
const open = () => ({ ...dependencies(), documents: openObjects(DOCUMENTS_BUCKET) });

export const handler = serve(ledgerContract, 'staff', () => ledgerHandlers(open()));
