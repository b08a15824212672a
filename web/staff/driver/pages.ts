/** The driver's pages: fetched when one of them is opened, and kept on the device for when there is no network. */
export { Driver } from './driver.tsx';
export { send } from './outbox.ts';
export { StopPage } from './stop.tsx';
