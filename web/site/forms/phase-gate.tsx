import type { VNode } from 'preact';
import { Icon } from '../../components/icon/icon.tsx';
import type { PageContext } from '../context.ts';
import { Elsewhere } from '../layout/elsewhere.tsx';

interface PhaseGateProps {
  context: PageContext;
  applicant: 'household' | 'organisation';
}

/** Told at once, not after seven steps: this district is not open yet, and what else there is. Filled by the script. */
export function PhaseGate({ context, applicant }: PhaseGateProps): VNode {
  const { t, say } = context;
  return (
    <div class="notification notification-warning" data-gate role="status" tabIndex={-1} hidden>
      <Icon name="calendar" />
      <div>
        <p class="notification-title" data-gate-title />
        <p>{t.household.district.meanwhile}</p>
        <Elsewhere context={context} applicant={applicant} />
        <p>{say(t.household.district.instead)}</p>
      </div>
    </div>
  );
}

/** The phases of one kind of applicant and their words; the server's own answer (`/phases`) takes their place when it comes. */
export const phaseDataOf = ({ t, city, locale }: PageContext, applicant: PhaseGateProps['applicant']) => ({
  applicant,
  timeZone: city.timeZone,
  phases: city.phases
    .filter((phase) => phase.kind === applicant)
    .map(({ opensOn, closesOn, districts = [] }) => ({ opensOn, closesOn, districts })),
  notYet: t.household.district.notYet,
  closed: t.household.district.closed,
  locale,
});
