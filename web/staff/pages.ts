import type { FunctionComponent } from 'preact';
import { AllotmentPage } from './allotments/allotment.tsx';
import { Allotments } from './allotments/list.tsx';
import { Suggestion } from './allotments/suggestion.tsx';
import { ApplicationPage } from './applications/application.tsx';
import { Applications } from './applications/list.tsx';
import { BookDelivery } from './deliveries/book.tsx';
import { DeliveryPage } from './deliveries/delivery.tsx';
import { Deliveries } from './deliveries/list.tsx';
import { DonationPage } from './donations/donation.tsx';
import { Donations } from './donations/list.tsx';
import { Labels } from './labels/labels.tsx';
import { ListPage } from './partners/list.tsx';
import { NewPledge } from './partners/new-pledge.tsx';
import { Partners } from './partners/partners.tsx';
import { PledgePage } from './partners/pledge.tsx';
import { Receipts } from './receipts/list.tsx';
import { ReceiptPage } from './receipts/receipt.tsx';
import { Today } from './today/today.tsx';
import { AssetPage } from './workshop/asset.tsx';
import { DevicePage } from './workshop/device.tsx';
import { Devices } from './workshop/list.tsx';

// Each page takes the parts of its own address.
type Page = FunctionComponent<Record<string, string>>;
const page = <P extends Readonly<Record<string, string>>>(view: FunctionComponent<P>) =>
  view as unknown as Page;

/** Address → page. The first that matches is shown. */
export const pages: readonly (readonly [pattern: string, view: Page])[] = [
  ['/staff', page(Today)],
  ['/staff/donations', page(Donations)],
  ['/staff/donations/:id', page(DonationPage)],
  ['/staff/labels', page(Labels)],
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
  ['/staff/receipts', page(Receipts)],
  ['/staff/partners', page(Partners)],
  ['/staff/partners/new', page(NewPledge)],
  ['/staff/partners/:id', page(PledgePage)],
  ['/staff/lists/:id', page(ListPage)],
  ['/staff/receipts/:year/:number', page(ReceiptPage)],
];
