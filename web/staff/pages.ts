import type { FunctionComponent } from 'preact';
import { later } from './core/later.tsx';
import { Today } from './today/today.tsx';
import { AssetPage } from './workshop/asset.tsx';
import { DevicePage } from './workshop/device.tsx';
import { Devices } from './workshop/list.tsx';

// Each page takes the parts of its own address.
type Page = FunctionComponent<Record<string, string>>;
const page = <P extends Readonly<Record<string, string>>>(view: FunctionComponent<P>) =>
  view as unknown as Page;

const donations = () => import('./donations/pages.ts');
const applications = () => import('./applications/pages.ts');
const assisted = () => import('./assisted/pages.ts');
const organisations = () => import('./organisations/pages.ts');
const allotments = () => import('./allotments/pages.ts');
const committees = () => import('./committees/pages.ts');
const deliveries = () => import('./deliveries/pages.ts');
const driver = () => import('./driver/pages.ts');
const receipts = () => import('./receipts/pages.ts');
const partners = () => import('./partners/pages.ts');
const grants = () => import('./grants/pages.ts');
const fund = () => import('./fund/pages.ts');
const gifts = () => import('./gifts/pages.ts');
const ledger = () => import('./ledger/pages.ts');

/** Address → page. The first that matches is shown. */
export const pages: readonly (readonly [pattern: string, view: Page])[] = [
  ['/staff', page(Today)],
  ['/staff/donations', page(later('donations', async () => (await donations()).Donations))],
  ['/staff/donations/:id', page(later('donation', async () => (await donations()).DonationPage))],
  ['/staff/labels', page(later('labels', async () => (await import('./labels/labels.tsx')).Labels))],
  ['/staff/devices', page(Devices)],
  ['/staff/devices/:id', page(DevicePage)],
  ['/staff/a/:assetNumber', page(AssetPage)],
  ['/staff/applications', page(later('applications', async () => (await applications()).Applications))],
  ['/staff/applications/new', page(later('application-new', async () => (await assisted()).NewApplication))],
  [
    '/staff/applications/paper',
    page(later('application-paper', async () => (await assisted()).AssistedPaper)),
  ],
  [
    '/staff/applications/organisations',
    page(later('organisations', async () => (await organisations()).Organisations)),
  ],
  [
    '/staff/applications/organisations/:id',
    page(later('organisation', async () => (await organisations()).OrganisationPage)),
  ],
  ['/staff/applications/:id', page(later('application', async () => (await applications()).ApplicationPage))],
  ['/staff/allotments', page(later('allotments', async () => (await allotments()).Allotments))],
  ['/staff/allotments/new', page(later('computation', async () => (await allotments()).Computation))],
  ['/staff/allotments/:id', page(later('allotment', async () => (await allotments()).AllotmentPage))],
  ['/staff/committees', page(later('committees', async () => (await committees()).Committees))],
  ['/staff/committees/new', page(later('meeting-new', async () => (await committees()).NewMeeting))],
  ['/staff/committees/members', page(later('members', async () => (await committees()).Members))],
  ['/staff/committees/decisions', page(later('decisions', async () => (await committees()).Decisions))],
  ['/staff/meetings/:id', page(later('meeting', async () => (await committees()).MeetingPage))],
  ['/staff/meetings/:id/:n', page(later('meeting-item', async () => (await committees()).ItemPage))],
  ['/staff/deliveries', page(later('deliveries', async () => (await deliveries()).Deliveries))],
  ['/staff/deliveries/new', page(later('delivery-new', async () => (await deliveries()).BookDelivery))],
  ['/staff/deliveries/days', page(later('delivery-days', async () => (await deliveries()).Days))],
  ['/staff/deliveries/calls', page(later('delivery-calls', async () => (await deliveries()).Calls))],
  ['/staff/deliveries/routes', page(later('routes', async () => (await deliveries()).Routes))],
  ['/staff/deliveries/routes/:id', page(later('route', async () => (await deliveries()).RoutePage))],
  ['/staff/deliveries/routes/:id/sheet', page(later('sheet', async () => (await deliveries()).RouteSheet))],
  ['/staff/deliveries/:id', page(later('delivery', async () => (await deliveries()).DeliveryPage))],
  [
    '/staff/overview',
    page(later('overview', async () => (await import('./overview/overview.tsx')).Overview)),
  ],
  ['/staff/driver', page(later('driver', async () => (await driver()).Driver))],
  ['/staff/driver/:id', page(later('door', async () => (await driver()).StopPage))],
  ['/staff/audit', page(later('audit', async () => (await import('./audit/audit.tsx')).Audit))],
  ['/staff/receipts', page(later('receipts', async () => (await receipts()).Receipts))],
  ['/staff/money', page(later('money', async () => (await import('./money/money.tsx')).Money))],
  ['/staff/money/ledger', page(later('transfers', async () => (await ledger()).Transfers))],
  ['/staff/money/reports', page(later('ledger-reports', async () => (await ledger()).Reports))],
  ['/staff/money/grants', page(later('grants', async () => (await grants()).Grants))],
  ['/staff/money/grants/new', page(later('grant-new', async () => (await grants()).NewGrant))],
  ['/staff/money/grants/:id', page(later('grant', async () => (await grants()).GrantPage))],
  ['/staff/money/runs', page(later('runs', async () => (await grants()).Runs))],
  ['/staff/money/runs/:month', page(later('run', async () => (await grants()).RunPage))],
  ['/staff/money/statements', page(later('statements', async () => (await fund()).Statements))],
  ['/staff/money/statements/:id', page(later('statement', async () => (await fund()).StatementPage))],
  ['/staff/money/entries', page(later('entries', async () => (await fund()).Entries))],
  ['/staff/money/entries/:id', page(later('entry', async () => (await fund()).EntryPage))],
  ['/staff/money/purposes', page(later('purposes', async () => (await fund()).Purposes))],
  ['/staff/money/reconciliation', page(later('reconciliation', async () => (await fund()).Reconciliation))],
  ['/staff/money/gifts', page(later('gifts', async () => (await gifts()).Gifts))],
  ['/staff/money/gifts/new', page(later('gift-new', async () => (await gifts()).NewGift))],
  ['/staff/money/gifts/paper', page(later('gift-paper', async () => (await gifts()).GiftPaper))],
  ['/staff/money/gifts/:id', page(later('gift', async () => (await gifts()).GiftPage))],
  ['/staff/points', page(later('points', async () => (await import('./points/points.tsx')).Points))],
  ['/staff/partners', page(later('partners', async () => (await partners()).Partners))],
  ['/staff/partners/new', page(later('pledge-new', async () => (await partners()).NewPledge))],
  ['/staff/partners/:id', page(later('pledge', async () => (await partners()).PledgePage))],
  ['/staff/lists/:id', page(later('list', async () => (await partners()).ListPage))],
  ['/staff/receipts/:year', page(later('receipt-year', async () => (await receipts()).ReceiptYear))],
  ['/staff/receipts/:year/:number', page(later('receipt', async () => (await receipts()).ReceiptPage))],
];
