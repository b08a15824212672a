import type { Step as StepName } from '../../../functions/workflow/contract.ts';
import type { RouteName } from '../contracts.ts';
import { isIn, may } from '../core/session.ts';
import {
  allotments,
  applications,
  deliveries,
  devices,
  donations,
  entries,
  meetings,
  organisations,
  pledges,
  type Queue,
  toBook,
} from './queues.tsx';

/** The queues that this person works off: those whose next step one of their groups may do. */
export function ownQueues(): Queue[] {
  const when = (route: RouteName, queues: () => Queue[]): Queue[] => (may(route) ? queues() : []);
  return [
    ...when('screenDonation', () =>
      donations('OFFERED', 'CHANGE_ASKED', 'SCREENED', 'COLLECTION_BOOKED', 'RECEIVED', 'VALUED'),
    ),
    ...when('confirmEligibility', () =>
      applications('SUBMITTED', 'DOCUMENTS_NEEDED', 'SECOND_CHECK', 'APPEALED'),
    ),
    ...when('certifyOrganisation', () => organisations('APPLIED')),
    ...when('startErasure', () =>
      devices(
        'RECEIVED',
        'ERASING',
        'ERASE_FAILED',
        'DRIVE_DESTROYED',
        'ERASED',
        'REFURBISHING',
        'WAITING_PART',
        'OS_INSTALLED',
      ),
    ),
    ...when('closePledge', () => (isIn('programme') ? pledges('PLEDGED') : [])),
    ...(isIn('partner') ? pledges('PLEDGED') : []),
    ...when('addItem', () => allotments('PROPOSED')),
    ...when('vote', () => meetings('OPEN', 'PLANNED')),
    ...when('executeAllotment', () => allotments('DECIDED')),
    ...when('matchEntry', () => entries('WAITING', 'UNEXPLAINED', 'ASIDE', 'REFUNDING')),
    ...when('bookDelivery', () => [...(may('listDevices') ? toBook() : []), ...deliveries('BOOKED', 'OUT')]),
  ];
}

/** Steps of the workflow whose lateness this person answers for. */
export function escalationSteps(): StepName[] {
  if (!may('listEscalations')) return [];
  if (isIn('programme')) return ['erasure', 'destruction', 'check', 'allotment', 'delivery'];
  return [
    ...(isIn('repair-lead') ? (['erasure', 'destruction', 'check'] as const) : []),
    ...(isIn('chest') ? (['allotment', 'delivery'] as const) : []),
  ];
}
