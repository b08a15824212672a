/** The receipts' pages behind their list: fetched when one of them is opened. */
export { ReceiptPage } from './receipt.tsx';
export { ReceiptYear } from './year.tsx';
