/** Applications that staff enter for somebody: fetched when one of their pages is opened. */

export { NewApplication } from './new-application.tsx';
export { AssistedPaper } from './paper.tsx';
