import { localDate } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { type Donation, noted } from './domain.ts';
import { earmarkFindings, ruleCodes, type Wish } from './earmark.ts';
import type { Decision } from './move-once.ts';

/** The city's calendar day. */
export const today = ({ clock, city }: Pick<Dependencies, 'clock' | 'city'>): string =>
  localDate(clock.now(), city.timeZone);

/** Another wish in place of the one that was asked to be changed, or none; looked at by the rules again. */
export function amended(
  deps: Pick<Dependencies, 'clock' | 'city'>,
  donation: Donation,
  earmark: Wish | undefined,
  note?: string,
): Decision<object> {
  const { earmark: _, ...before } = donation;
  const wished = { ...before, ...(earmark ? { earmark } : {}) };
  const findings = ruleCodes(earmarkFindings(wished, deps.city, today(deps)));
  return {
    set: { ...(earmark ? { earmark } : {}), ...noted(donation, 'OFFERED', note) },
    ...(earmark ? {} : { remove: ['earmark'] }),
    facts: { earmark: earmark ? 'CHANGED' : 'DROPPED', findings },
    answer: {},
  };
}
