/** The partners' pages, fetched when one is opened: few people need them, and everybody waits for what comes first. */
export { ListPage } from './list.tsx';
export { NewPledge } from './new-pledge.tsx';
export { Partners } from './partners.tsx';
export { PledgePage } from './pledge.tsx';
