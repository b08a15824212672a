/** The deliveries' pages: fetched when one of them is opened. */
export { BookDelivery } from './book.tsx';
export { DeliveryPage } from './delivery.tsx';
export { Deliveries } from './list.tsx';
