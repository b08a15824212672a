import * as account from '../points/account.tsx';

export const { finishSignIn, showAccount, signIn } = account;
export type Account = typeof account;
