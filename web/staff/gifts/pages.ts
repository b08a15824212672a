/** Gifts of money: fetched when one of their pages is opened. */
export { GiftPage } from './gift.tsx';
export { Gifts } from './list.tsx';
export { NewGift } from './new-gift.tsx';
export { GiftPaper } from './paper.tsx';
