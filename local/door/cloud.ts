/** What the door reads of the synthesized templates. */
export type { Cloud, Resource } from '../template/cloud.ts';
