import { moneyCity } from 'ithope:city-money';
import { money } from '../core/money.ts';
import { inWords, t } from '../core/words.ts';
import { carrierName } from '../money/accounts.ts';

const { fees } = moneyCity;
const carrierOf = (code: string) => fees.carriers.find((one) => one.code === code);
export const planOf = (carrier: string, plan: string) =>
  carrierOf(carrier)?.plans.find((one) => one.code === plan);
export const plansOf = (carrier: string) => carrierOf(carrier)?.plans ?? [];

/** `KT · 인터넷 슬림 100M`. */
export const planText = (carrier: string, plan: string): string =>
  `${carrierName(carrier)} · ${inWords(planOf(carrier, plan)?.name) || plan}`;

/** The most that may be paid of a plan's fee in a month. */
export const mostOf = ({ monthly }: { readonly monthly: number }): number =>
  Math.min(monthly, fees.monthlyLimit);

export const carrierChoices = () =>
  fees.carriers.map(({ code, name }) => ({ value: code, label: inWords(name) }));
export const planChoices = (carrier: string) =>
  plansOf(carrier).map(({ code, name, monthly }) => ({
    value: code,
    label: t('fees.planWorth', { plan: inWords(name), fee: money(monthly) }),
  }));
