import type { VNode } from 'preact';
import { Icon } from '../../components/icon/icon.tsx';
import type { PageContext } from '../context.ts';

/** Told at once, not after seven steps: this district is not open yet. Filled by the script. */
export function PhaseGate({ context }: { context: PageContext }): VNode {
  const { t, say } = context;
  return (
    <div class="notification notification-warning" data-gate role="status" tabIndex={-1} hidden>
      <Icon name="calendar" />
      <div>
        <p class="notification-title" data-gate-title />
        <p>{say(t.household.district.instead)}</p>
      </div>
    </div>
  );
}

/** The phases of one kind of applicant and their words; the server's own answer (`/phases`) takes their place when it comes. */
export const phaseDataOf = ({ t, city, locale }: PageContext, applicant: 'household' | 'organisation') => ({
  applicant,
  timeZone: city.timeZone,
  phases: city.phases
    .filter((phase) => phase.kind === applicant)
    .map(({ opensOn, closesOn, districts = [] }) => ({ opensOn, closesOn, districts })),
  notYet: t.household.district.notYet,
  closed: t.household.district.closed,
  locale,
});
