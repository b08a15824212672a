import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { donationsContract } from './contract.ts';
import { goodsHandlers } from './http-goods.ts';
import { offerHandlers } from './http-offer.ts';
import { readHandlers } from './http-read.ts';
import { registrationHandlers } from './http-registration.ts';
import { screeningHandlers } from './http-screening.ts';

/** Every route of the donations: offer and follow, read, screen, and what happens to the goods. */
export const donationHandlers = (deps: Dependencies): Handlers<typeof donationsContract> => ({
  ...offerHandlers(deps),
  ...readHandlers(deps),
  ...screeningHandlers(deps),
  ...goodsHandlers(deps),
  ...registrationHandlers(deps),
});
