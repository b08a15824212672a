import type { IconName } from '../../components/icon/icon.tsx';
import type { RouteName } from '../contracts.ts';
import { places } from '../core/places.ts';
import { may } from '../core/session.ts';
import { t } from '../core/words.ts';

export interface NavItem {
  readonly href: string;
  readonly text: string;
  readonly icon: IconName;
}

const ITEMS = [
  { href: places.today, name: 'today', icon: 'home' },
  { href: places.overview, name: 'overview', icon: 'clock', route: 'readOverview' },
  { href: places.donations, name: 'donations', icon: 'hands', route: 'listDonations' },
  { href: places.workshop, name: 'workshop', icon: 'tools', route: 'listDevices' },
  { href: places.applications, name: 'applications', icon: 'person', route: 'listApplications' },
  { href: places.allotments, name: 'allotments', icon: 'box', route: 'listAllotments' },
  { href: places.committees, name: 'committees', icon: 'bank', route: 'listMeetings' },
  { href: places.deliveries, name: 'deliveries', icon: 'truck', route: 'listDeliveries' },
  { href: places.driver, name: 'driver', icon: 'truck', route: 'readMyRoutes', unless: 'listDeliveries' },
  { href: places.partners, name: 'partners', icon: 'building', route: 'listPledges' },
  { href: places.receipts, name: 'receipts', icon: 'document', route: 'listReceipts' },
  { href: places.money, name: 'money', icon: 'bank', route: 'listTransfers' },
  // For districts, which see nothing else of the money.
  { href: places.grants, name: 'grants', icon: 'globe', route: 'listGrants', unless: 'listTransfers' },
  { href: places.points, name: 'points', icon: 'hands', route: 'findMember' },
  { href: places.audit, name: 'audit', icon: 'search', route: 'listEvents' },
] as const satisfies readonly {
  href: string;
  name: string;
  icon: IconName;
  route?: RouteName;
  unless?: RouteName;
}[];

/** The parts of the app that the signed-in person can use. */
export const navItems = (): NavItem[] =>
  ITEMS.filter(
    (item) => (!('route' in item) || may(item.route)) && !('unless' in item && may(item.unless)),
  ).map(({ href, name, icon }) => ({
    href,
    icon,
    text: t(`staff.nav.${name}`),
  }));
