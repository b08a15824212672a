import { boundPartner, type StaffActor } from '../kernel/actor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { type Key, keys } from '../kernel/keys.ts';
import { givingPartners } from './domain.ts';

/** In the order in which a report has them. */
export const FIGURES = ['pledged', 'registered', 'received', 'rejected', 'delivered'] as const;
export type Counts = Record<(typeof FIGURES)[number], number>;
export interface PartnerFigures extends Counts {
  readonly partner: string;
}

type Row = Key & Partial<Record<string, unknown>>;
const count = (row: Row | undefined, name: string): number =>
  typeof row?.[name] === 'number' ? row[name] : 0;
const figuresOf = (row: Row | undefined): Counts =>
  Object.fromEntries(FIGURES.map((name) => [name, count(row, name)])) as Counts;

/** The counters of the partners that this person may see (stats counts them, from events), and their sum. */
export async function readFigures(
  { table, city }: Pick<Dependencies, 'table' | 'city'>,
  actor: StaffActor,
): Promise<{ items: PartnerFigures[]; total: Counts }> {
  const own = boundPartner(actor);
  const partners = givingPartners(city).filter(({ id }) => own === undefined || own === id);
  const rows = await table.getAll<Row>(partners.map(({ id }) => keys.totals(`PARTNER#${id}`)));
  const bySk = new Map(rows.map((row) => [row.sk, row]));
  const items = partners.map(({ id }) => ({ partner: id, ...figuresOf(bySk.get(`PARTNER#${id}`)) }));
  const total = Object.fromEntries(
    FIGURES.map((name) => [name, items.reduce((sum, item) => sum + item[name], 0)]),
  ) as Counts;
  return { items, total };
}
