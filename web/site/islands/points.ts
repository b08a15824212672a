import type { PointsData } from '../pages/points.tsx';
import { find, pageData } from './page-data.ts';
import type { Account } from './points-account.ts';

const data = pageData<PointsData>();
const button = find<HTMLButtonElement>('[data-sign-in]');
const state = find('[data-state]');

/** The member's page is fetched by those who sign in. */
const account = async (): Promise<Account> => (await import(`/assets/${data.account}`)) as Account;

async function open(deed: (account: Account) => Promise<unknown>): Promise<void> {
  button.disabled = true;
  state.textContent = data.opening;
  try {
    await deed(await account());
    state.textContent = '';
  } catch {
    state.textContent = data.failed;
  }
  button.disabled = false;
}

button.addEventListener('click', () => open(({ signIn }) => signIn()));
if (sessionStorage.getItem('ithope.citizen'))
  void open(({ showAccount }) => showAccount(find('#account'), data.words));
