import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { openObjects } from '../kernel/objects.ts';
import { serve } from '../kernel/serve.ts';
import { grantsContract } from './contract.ts';
import { grantsHandlers } from './http.ts';

const { DOCUMENTS_BUCKET } = readEnv(['DOCUMENTS_BUCKET']);
const open = () => ({ ...dependencies(), documents: openObjects(DOCUMENTS_BUCKET) });

export const handler = serve(grantsContract, 'staff', () => grantsHandlers(open()));
