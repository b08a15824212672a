import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { sendCode } from './codes.ts';
import { correctContact, readContact } from './contacts.ts';
import type { privacyContract } from './contract.ts';
import { CODE_MINUTES } from './domain.ts';
import { openByLink } from './link.ts';
import { exchangeCode } from './sessions.ts';

/** One-time codes, the sessions they open, and contact details for those who need them. */
export const privacyHandlers = (deps: Dependencies): Handlers<typeof privacyContract> => ({
  async requestCode({ body, intent }) {
    await sendCode(deps, body, intent);
    return { sent: true, validMinutes: CODE_MINUTES };
  },
  openSession: ({ body: { code, ...about }, intent }) => exchangeCode(deps, about, code, intent),
  openByLink: ({ body, intent }) => openByLink(deps, body, intent),
  readContact: ({ params, actor }) => readContact(deps, params.id, actor),
  correctContact: ({ params, body, actor, intent }) =>
    correctContact(deps, params.id, body, { actor, intent }),
});
