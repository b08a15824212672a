export type { Addresses, Cloud, Resource } from './cloud.ts';
