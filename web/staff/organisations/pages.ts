/** Organisations that ask for PCs: fetched when one of their pages is opened. */
export { Organisations } from './list.tsx';
export { OrganisationPage } from './organisation.tsx';
