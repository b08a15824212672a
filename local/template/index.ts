export type { Addresses, Cloud, Resource } from './cloud.ts';
export { WITHOUT_EFFECT } from './kinds/index.ts';
export { loadCloud } from './load.ts';
