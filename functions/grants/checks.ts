import { SUPPORTED } from '../applications/domain.ts';
import type { City } from '../kernel/city.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { fail } from './fail.ts';
import { type Month, plusMonths } from './months.ts';
import { carrierOf, isWritable } from './payment-file.ts';

/** What a household's connection is, as an officer enters it. */
export interface Connection {
  readonly carrier: string;
  readonly plan: string;
  readonly customerNumber: string;
  /** A month, in the minor unit. */
  readonly fee: number;
}

const field = (path: string, code: string) => [{ path, code }];

/** @throws DomainError CARRIER_UNKNOWN, PLAN_UNKNOWN, FEE_TOO_HIGH, CUSTOMER_NUMBER_UNWRITABLE */
export function mustBePayable(
  city: City,
  { carrier: code, plan: planCode, customerNumber, fee }: Connection,
) {
  const carrier = carrierOf(city, code);
  if (!carrier) throw fail('CARRIER_UNKNOWN', {}, field('carrier', 'CARRIER_UNKNOWN'));
  const plan = carrier.plans.find((one) => one.code === planCode);
  if (!plan) throw fail('PLAN_UNKNOWN', {}, field('plan', 'PLAN_UNKNOWN'));
  const most = Math.min(plan.monthly, city.fees.monthlyLimit);
  if (fee > most) throw fail('FEE_TOO_HIGH', { most }, field('fee', 'FEE_TOO_HIGH'));
  if (!isWritable(carrier.file, customerNumber))
    throw fail('CUSTOMER_NUMBER_UNWRITABLE', {}, field('customerNumber', 'CUSTOMER_NUMBER_UNWRITABLE'));
}

/** A grant begins this month or within the next twelve. */
const AHEAD = 12;

/** @throws DomainError MONTH_OUT_OF_RANGE, TOO_MANY_MONTHS */
export function mustBeGrantable(city: City, first: Month, months: number, thisMonth: Month): void {
  const last = plusMonths(thisMonth, AHEAD);
  if (first < thisMonth || first > last)
    throw fail(
      'MONTH_OUT_OF_RANGE',
      { from: thisMonth, to: last },
      field('firstMonth', 'MONTH_OUT_OF_RANGE'),
    );
  const { most } = city.fees.months;
  if (months > most) throw fail('TOO_MANY_MONTHS', { most }, field('months', 'TOO_MANY_MONTHS'));
}

/** The purpose that pays: the one named, or the only one that there is. @throws DomainError PURPOSE_UNKNOWN */
export function payingPurpose(city: City, wanted: string | undefined): string {
  const paying = city.fund.purposes.filter(({ paysFees }) => paysFees);
  const found = wanted === undefined ? paying[0] : paying.find(({ code }) => code === wanted);
  if (!found || (wanted === undefined && paying.length > 1))
    throw fail('PURPOSE_UNKNOWN', {}, field('purpose', 'PURPOSE_UNKNOWN'));
  return found.code;
}

/** @throws DomainError DECIDED_IN_FUTURE */
export function mustBeDecided(decision: { readonly decidedOn: string } | undefined, today: string): void {
  if (decision && decision.decidedOn > today)
    throw fail('DECIDED_IN_FUTURE', {}, field('decision.decidedOn', 'DECIDED_IN_FUTURE'));
}

/** That an application is confirmed and not withdrawn, in the transaction that sets money aside for it or pays it. */
export const stillSupported = (application: string): Write => ({
  check: keys.application(application),
  when: { oneOf: { status: SUPPORTED } },
});

export const districtCodes = (city: City): string[] => city.districts.map(({ code }) => code);
