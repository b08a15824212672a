import type { FunctionComponent } from 'preact';
import { AllotmentPage } from './allotments/allotment.tsx';
import { Allotments } from './allotments/list.tsx';
import { Suggestion } from './allotments/suggestion.tsx';
import { ApplicationPage } from './applications/application.tsx';
import { Applications } from './applications/list.tsx';
import { later } from './core/later.tsx';
import { BookDelivery } from './deliveries/book.tsx';
import { DeliveryPage } from './deliveries/delivery.tsx';
import { Deliveries } from './deliveries/list.tsx';
import { DonationPage } from './donations/donation.tsx';
import { Donations } from './donations/list.tsx';
import { Today } from './today/today.tsx';
import { AssetPage } from './workshop/asset.tsx';
import { DevicePage } from './workshop/device.tsx';
import { Devices } from './workshop/list.tsx';

// Each page takes the parts of its own address.
type Page = FunctionComponent<Record<string, string>>;
const page = <P extends Readonly<Record<string, string>>>(view: FunctionComponent<P>) =>
  view as unknown as Page;

const receipts = () => import('./receipts/pages.ts');
const partners = () => import('./partners/pages.ts');

/** Address → page. The first that matches is shown. */
export const pages: readonly (readonly [pattern: string, view: Page])[] = [
  ['/staff', page(Today)],
  ['/staff/donations', page(Donations)],
  ['/staff/donations/:id', page(DonationPage)],
  ['/staff/labels', page(later('labels', async () => (await import('./labels/labels.tsx')).Labels))],
  ['/staff/devices', page(Devices)],
  ['/staff/devices/:id', page(DevicePage)],
  ['/staff/a/:assetNumber', page(AssetPage)],
  ['/staff/applications', page(Applications)],
  ['/staff/applications/:id', page(ApplicationPage)],
  ['/staff/allotments', page(Allotments)],
  ['/staff/allotments/suggestion', page(Suggestion)],
  ['/staff/allotments/:id', page(AllotmentPage)],
  ['/staff/deliveries', page(Deliveries)],
  ['/staff/deliveries/new', page(BookDelivery)],
  ['/staff/deliveries/:id', page(DeliveryPage)],
  ['/staff/audit', page(later('audit', async () => (await import('./audit/audit.tsx')).Audit))],
  ['/staff/receipts', page(later('receipts', async () => (await receipts()).Receipts))],
  ['/staff/partners', page(later('partners', async () => (await partners()).Partners))],
  ['/staff/partners/new', page(later('pledge-new', async () => (await partners()).NewPledge))],
  ['/staff/partners/:id', page(later('pledge', async () => (await partners()).PledgePage))],
  ['/staff/lists/:id', page(later('list', async () => (await partners()).ListPage))],
  ['/staff/receipts/:year', page(later('receipt-year', async () => (await receipts()).ReceiptYear))],
  ['/staff/receipts/:year/:number', page(later('receipt', async () => (await receipts()).ReceiptPage))],
];
