import { type Clock, instant } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Configuration } from './configuration.ts';
import type { identityContract } from './contract.ts';
import type { Directory } from './directory.ts';
import { introduce } from './domain.ts';

/** Asked for when a route needs them: only the public function has the configuration, only the staff's the table. */
export interface Needs {
  readonly configuration: () => Configuration;
  readonly directory: () => { readonly directory: Directory; readonly clock: Clock };
}

/** What the functions of the other audiences pass: none of their routes asks for it. */
export const notHere = (): never => {
  throw new Error('this function has it not');
};

export const identityHandlers = (needs: Needs): Handlers<typeof identityContract> => ({
  readConfiguration: async () => needs.configuration(),
  readCitizen: async ({ actor }) => ({ id: actor.id }),
  readStaff: async ({ actor }) => introduce(actor),
  async enterStaff({ actor: { id, name, groups }, intent }) {
    // An account without a name is known by the end of its id, as before.
    if (name === undefined) return { id };
    const { directory, clock } = needs.directory();
    return directory.enter({ id, name, drives: groups.includes('driver') }, intent, instant(clock));
  },
  readColleagues: async ({ query }) => ({ items: await needs.directory().directory.namesOf(query.ids) }),
  listDrivers: async () => ({ items: await needs.directory().directory.drivers() }),
});
