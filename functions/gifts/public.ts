import { dependencies } from '../kernel/dependencies.ts';
import { serve } from '../kernel/serve.ts';
import { giftsContract } from './contract.ts';
import { giftHandlers } from './http.ts';

export const handler = serve(giftsContract, 'public', () => giftHandlers(dependencies()));
