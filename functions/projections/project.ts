import { holdsForNothing } from '../allotments/domain.ts';
import type { JournalRepository } from '../audit/repository.ts';
import { changesDecisions, publishDecisions } from '../committees/publication.ts';
import type { City } from '../kernel/city.ts';
import type { EventItem } from '../kernel/events.ts';
import type { Objects } from '../kernel/objects.ts';
import type { Change } from '../kernel/stream.ts';
import type { Table } from '../kernel/table.ts';
import {
  deliverNotice,
  deliverOutbox,
  type NoticeDependencies,
  type OutboxItem,
} from '../notices/deliver.ts';
import { noticesFor } from '../notices/domain.ts';
import { addedBy, publicNumbers } from '../stats/domain.ts';
import type { statsRepository } from '../stats/repository.ts';

export type PaperName =
  | 'receipt-paper'
  | 'certificate-paper'
  | 'handover-paper'
  | 'year-filing'
  | 'ledger-report'
  | 'fee-run'
  | 'allotment-plan'
  | 'meeting-minutes';

/** What an event calls for: a receipt, its marks and copies, files of a year or of the books, a month's run, a meeting's minutes, an erased device's certificate. */
export interface Papers {
  make(paper: PaperName, input: Readonly<Record<string, string | number | boolean>>): Promise<void>;
}

export interface ProjectionDependencies {
  readonly journal: Pick<JournalRepository, 'append'>;
  readonly notices: NoticeDependencies;
  readonly stats: ReturnType<typeof statsRepository>;
  readonly site: Pick<Objects, 'put'>;
  /** What is published of committees is read again from the table. */
  readonly table: Table;
  readonly papers: Papers;
  readonly city: City;
  readonly now: () => Date;
}

/** A receipt's number was taken: its paper is made. */
const TAKES_NUMBER = [
  'donation.accept',
  'donation.reissueReceipt',
  'gift.book',
  'gift.bookUnannounced',
  'gift.bookPoints',
  'gift.reissueReceipt',
];
/** A receipt was made void: a paper says so. A gift of money can go back when it has none. */
const MAKES_VOID = ['donation.voidReceipt', 'gift.voidReceipt', 'gift.return', 'gift.release'];
const ERASED = ['ERASED', 'DESTROYED'];

async function orderPapers(papers: Papers, event: EventItem): Promise<void> {
  const { facts = {}, subject: gift } = event;
  if (TAKES_NUMBER.includes(event.type)) await papers.make('receipt-paper', { gift });
  if (MAKES_VOID.includes(event.type) && typeof facts.receipt === 'string') {
    const [year = '', number = ''] = String(facts.receipt).split('-');
    await papers.make('receipt-paper', { year, number: Number(number), void: true });
  }
  if (event.type === 'receipt.copy') {
    const { year, number, copy } = facts;
    await papers.make('receipt-paper', { year: String(year), number: Number(number), copy: Number(copy) });
  }
  if (event.type === 'receipt.requestFiling')
    await papers.make('year-filing', { year: String(facts.year), filing: String(facts.filing) });
  if (event.type === 'report.order') await papers.make('ledger-report', { report: event.subject });
  if (event.type === 'run.start' || event.type === 'run.goOn')
    await papers.make('fee-run', { month: event.subject });
  if (event.type === 'allotment.compute') await papers.make('allotment-plan', { allotment: event.subject });
  // The driver carries one for each PC; the recipient finds the one of what was done.
  if (event.type === 'route.plan' && Array.isArray(facts.deliveries))
    for (const delivery of facts.deliveries) await papers.make('handover-paper', { delivery });
  if (event.type === 'delivery.confirm') await papers.make('handover-paper', { delivery: event.subject });
  if (event.type === 'meeting.close') await papers.make('meeting-minutes', { meeting: event.subject });
  if (event.type.startsWith('device.') && ERASED.includes(String(event.facts?.outcome))) {
    await papers.make('certificate-paper', { device: event.subject });
  }
}

/** The public file: 5 s at the edge, so that the map moves within seconds. */
export async function publish(deps: ProjectionDependencies): Promise<void> {
  const numbers = publicNumbers(await deps.stats.read(), deps.city, deps.now().toISOString());
  await deps.site.put('data/stats.json', JSON.stringify(numbers), {
    type: 'application/json',
    cacheControl: 'public, max-age=5',
  });
}

/** What follows from a change: the journal, numbers, papers, messages, in this order, each of them safe to repeat. */
export const project =
  (deps: ProjectionDependencies) =>
  async (change: Change): Promise<void> => {
    // Whoever decided it, in whatever transaction: what a plan holds that came to nothing is freed.
    if (holdsForNothing(change.item))
      await deps.papers.make('allotment-plan', { allotment: String(change.item.id) });
    if (!change.inserted) return;
    if (change.pk.startsWith('NOT#') && change.item.sealed) {
      return deliverOutbox(deps.notices, change.item as unknown as OutboxItem);
    }
    if (!change.sk.startsWith('EVT#')) return;
    const event = change.item as unknown as EventItem;
    // First: who did what must be on record also where what follows from it fails.
    await deps.journal.append(event, deps.city.timeZone);
    const added = addedBy(event, deps.city);
    if (added) {
      await deps.stats.count(event, added, deps.now());
      // Also when it was counted before: that attempt may have died between counting and publishing.
      await publish(deps);
    }
    if (changesDecisions(event)) await publishDecisions(deps);
    await orderPapers(deps.papers, event);
    for (const notice of noticesFor(event))
      await deliverNotice(deps.notices, notice.once ?? `${event.pk}#${event.key}`, notice);
  };
