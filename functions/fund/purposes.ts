import { localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { newId } from '../kernel/ids.ts';
import { type Key, keys } from '../kernel/keys.ts';
import { type Account, type Balance, post, purpose, reserved, transferOf } from '../ledger/domain.ts';
import type { Doing } from './entry.ts';
import { mustBePurpose } from './placing.ts';
import { allowanceOf, basisYear, costsOfYear, type PurposeYear, readFundYear, spendOfYear } from './years.ts';

type Deps = Pick<Dependencies, 'table' | 'city' | 'clock' | 'ids'>;

const thisYear = ({ city, clock }: Deps): string => localDate(clock.now(), city.timeZone).slice(0, 4);

/** Balances of kept accounts as they stand; an account that nothing has moved is at zero. */
export async function balancesOf(
  { table, city }: Pick<Deps, 'table' | 'city'>,
  accounts: readonly Account[],
) {
  const currency = city.currency.code;
  const wanted = accounts.map((account) => keys.balance(account, currency));
  const found = await table.getAll<Balance & Key>(wanted, { consistent: true });
  return (account: Account): number => found.find((one) => one.account === account)?.balance ?? 0;
}

/** What each purpose holds, has reserved and may still spend, and the Chest's costs against their share. */
export async function readPurposes(deps: Deps) {
  const { table, city } = deps;
  const year = thisYear(deps);
  const { purposes, costs: rule } = city.fund;
  const codes = purposes.map(({ code }) => code);
  const others = ['unidentified', 'refunds', 'suspense'] as const;
  const basis = basisYear(rule, year);
  const [balance, years, own, counted] = await Promise.all([
    balancesOf(deps, ['costs', ...others, ...codes.map(purpose), ...codes.map(reserved)]),
    table.getAll<PurposeYear & Key & { purpose: string }>(
      codes.map((code) => keys.fundYear(code, year)),
      { consistent: true },
    ),
    readFundYear(table, year),
    readFundYear(table, basis),
  ]);
  const gifts = counted.gifts ?? 0;
  const allowance = allowanceOf(rule, gifts);
  const taken = own.costs ?? 0;
  return {
    year,
    items: purposes.map(({ code, yearlyLimit }) => {
      const spent = years.find((one) => one.purpose === code)?.spent ?? 0;
      return {
        ...{ purpose: code, balance: balance(purpose(code)), reserved: balance(reserved(code)), spent },
        ...(yearlyLimit === undefined ? {} : { yearlyLimit, left: Math.max(0, yearlyLimit - spent) }),
      };
    }),
    costs: {
      ...{ perMille: rule.perMille, basisYear: basis, gifts, allowance, taken },
      left: Math.max(0, allowance - taken),
      open: balance('costs'),
    },
    others: others.map((account) => ({ account, balance: balance(account) })),
  };
}

/**
 * The Chest's own costs out of a purpose: bounded by what the purpose holds, by its yearly limit and by the legal share
 * (city pack: 사회복지공동모금회법 §25), all in the transaction that writes them.
 * @throws DomainError OVER_COSTS_SHARE, LIMIT_REACHED, BALANCE_TOO_LOW, PURPOSE_UNKNOWN
 */
export function takeCosts(
  deps: Deps,
  code: string,
  { amount }: { amount: number; note: string },
  doing: Doing,
  intent: Intent,
): Promise<{ transfer: string; left: number }> {
  const { table, city } = deps;
  const year = thisYear(deps);
  const key = keys.fundYear('ALL', year);
  return table.once(key.pk, intent, async () => {
    const rule = city.fund.costs;
    mustBePurpose(city, code);
    const [basis, own] = await Promise.all([
      readFundYear(table, basisYear(rule, year)),
      readFundYear(table, year),
    ]);
    const costs = costsOfYear(rule, year, amount, basis);
    const limit = city.fund.purposes.find((one) => one.code === code)?.yearlyLimit;
    const spent = spendOfYear(code, year, amount, limit);
    const transfer = transferOf(
      intent.key,
      {
        ...{ debit: purpose(code), credit: 'costs', amount, currency: city.currency.code },
        ...{ cause: 'COSTS', purpose: code },
      },
      { at: doing.at, timeZone: city.timeZone },
    );
    const posted = post([transfer]);
    const left = allowanceOf(rule, basis.gifts ?? 0) - (own.costs ?? 0) - amount;
    return table.commit({
      intent,
      pk: key.pk,
      event: {
        ...{ type: 'account.takeCosts', subject: newId('transfer', intent.key), at: doing.at, by: doing.by },
        facts: { purpose: code, amount, year },
      },
      writes: [...posted.writes, ...costs.writes, spent.write],
      answer: { transfer: transfer.id, left },
      refused: (write, found) =>
        costs.refused(write, found) ?? spent.refused(write, found) ?? posted.refused(write),
    });
  });
}
