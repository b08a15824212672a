import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { Objects } from '../kernel/objects.ts';
import { appealHandlers } from './appeals.ts';
import type { eligibilityContract } from './contract.ts';
import { handHandlers } from './hands.ts';
import { readingHandlers } from './reading.ts';
import { verdictHandlers } from './verdicts.ts';

export type EligibilityDependencies = Dependencies & {
  /** Where documents are; the public function has none. */
  readonly uploads: Pick<Objects, 'readLink'>;
};

/** What officers decide about applications, and what applicants say against it. */
export const eligibilityHandlers = (deps: EligibilityDependencies): Handlers<typeof eligibilityContract> => ({
  ...readingHandlers(deps),
  ...handHandlers(deps),
  ...verdictHandlers(deps),
  ...appealHandlers(deps),
});
