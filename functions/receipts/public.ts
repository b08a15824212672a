import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { openObjects } from '../kernel/objects.ts';
import { serve } from '../kernel/serve.ts';
import { receiptsContract } from './contract.ts';
import { receiptHandlers } from './http.ts';

const { DOCUMENTS_BUCKET } = readEnv(['DOCUMENTS_BUCKET']);
const open = () => ({ ...dependencies(), documents: openObjects(DOCUMENTS_BUCKET) });

export const handler = serve(receiptsContract, 'public', () => receiptHandlers(open()));
