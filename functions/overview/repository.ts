import type { Table } from '../kernel/table.ts';
import type { DepthItem } from './domain.ts';

/** Queues there can be: some forty statuses, eight of them in each of a city's districts. */
const MOST = 1000;

/** The depth of every queue: one item each, in one partition that grows with the kinds of work and not with the work. */
export const readDepths = (table: Pick<Table, 'part'>): Promise<DepthItem[]> =>
  table.part<DepthItem>('STA#QUEUES', '', MOST);
