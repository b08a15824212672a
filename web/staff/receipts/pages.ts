/** The receipts' pages: fetched when one of them is opened. */
export { Receipts } from './list.tsx';
export { ReceiptPage } from './receipt.tsx';
export { ReceiptYear } from './year.tsx';
