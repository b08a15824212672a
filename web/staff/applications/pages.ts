/** Applications: fetched when one of their pages is opened. */
export { ApplicationPage } from './application.tsx';
export { Applications } from './list.tsx';
