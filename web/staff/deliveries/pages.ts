/** The deliveries' pages: fetched when one of them is opened. */
export { BookDelivery } from './book.tsx';
export { Calls } from './calls.tsx';
export { Days } from './days.tsx';
export { DeliveryPage } from './delivery.tsx';
export { Deliveries } from './list.tsx';
export { RoutePage } from './route.tsx';
export { Routes } from './routes.tsx';
export { RouteSheet } from './sheet.tsx';
