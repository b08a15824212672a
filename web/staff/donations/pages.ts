/** The donations' pages: fetched when one of them is opened. */
export { DonationPage } from './donation.tsx';
export { Donations } from './list.tsx';
