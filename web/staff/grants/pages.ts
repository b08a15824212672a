/** Pages of internet-fee support: fetched when one of them is opened. */
export { GrantPage } from './grant.tsx';
export { Grants } from './list.tsx';
export { NewGrant } from './new-grant.tsx';
export { RunPage } from './run-page.tsx';
export { Runs } from './runs.tsx';
