import { citizenPage, staffPage } from './page.ts';
import { type Account, citizenAccount, type Person, staffAccount } from './person.ts';
import { openRecords } from './records.ts';

/** Who may sign in at a pool, and by which page. */
export interface Accounts {
  find(sub: string): Promise<Account | undefined>;
  /** The account that a sent form asks for; undefined for a wrong one. */
  admit(form: URLSearchParams): Promise<Account | undefined>;
  /** @param wrong what was typed, when it was refused */
  page(wrong?: string): string;
}

/** The demonstration's staff. */
export function openStaff(
  poolId: string,
  people: readonly Person[],
  servedName: (code: string) => string,
): Accounts {
  const accounts = people.map((person) => staffAccount(poolId, person));
  return {
    find: async (sub) => accounts.find(({ attributes }) => attributes.sub === sub),
    admit: async (form) => accounts.find(({ username }) => username === form.get('person')),
    page: () => staffPage(people, servedName),
  };
}

/** What HTML's own check lets through, and a dot in the domain. */
const EMAIL = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

/** Anyone with an e-mail address; who has been here before is kept, so that refreshing works after a restart. */
export function openCitizens(poolId: string, folder: string): Accounts {
  const known = openRecords(folder)('Citizen');
  return {
    async find(sub) {
      const kept = await known.find(sub);
      return kept && citizenAccount(poolId, String(kept.email));
    },
    async admit(form) {
      const email = (form.get('email') ?? '').trim();
      if (!EMAIL.test(email) || email.length > 254) return undefined; // RFC 5321: a path has 256, two are brackets
      const account = citizenAccount(poolId, email);
      await known.upsert(account.username, { email }, undefined);
      return account;
    },
    page: citizenPage,
  };
}
