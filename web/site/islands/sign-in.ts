import type { SignInData } from '../pages/sign-in.tsx';
import { find, pageData } from './page-data.ts';
import type { Account } from './points-account.ts';

const data = pageData<SignInData>();

/** Takes the code in the address and goes to where the person wanted to be. */
async function finish(): Promise<void> {
  const { finishSignIn } = (await import(`/assets/${data.account}`)) as Account;
  location.replace((await finishSignIn()) ?? data.back);
}
finish().catch(() => {
  find('[data-state]').textContent = data.failed;
});
