import { sealGiver } from '../gifts/domain.ts';
import { isIn, type StaffActor } from '../kernel/actor.ts';
import type { Handlers } from '../kernel/contract.ts';
import { listQueue } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { EventItem } from '../kernel/events.ts';
import { historyOf } from '../kernel/history.ts';
import { type Key, keys } from '../kernel/keys.ts';
import { intentWith } from '../kernel/registration-sealing.ts';
import { settleAside } from './aside.ts';
import { propose } from './candidates.ts';
import type { fundContract } from './contract.ts';
import { readEntry } from './deed.ts';
import {
  assignEntry,
  cancelRefund,
  explainEntry,
  markBounce,
  matchEntry,
  orderRefund,
  takeBackPart,
} from './deeds.ts';
import { type Entry, type EntryMove, type EntryWords, entryQueue, entryTransitions } from './entry.ts';

type Entries = Pick<
  Handlers<typeof fundContract>,
  | 'listEntries'
  | 'readEntry'
  | 'matchEntry'
  | 'assignEntry'
  | 'takeBackPart'
  | 'explainEntry'
  | 'orderRefund'
  | 'cancelRefund'
  | 'markBounce'
  | 'settleAside'
>;

const lineOf = (entry: Entry) => ({
  ...{ id: entry.id, day: entry.day, amount: entry.amount, rest: entry.rest, status: entry.status },
  ...{ since: entry.since, statement: entry.statement, bankReversal: entry.bankReversal === true },
  parts: entry.parts.map(({ transfers: _, ...part }) => part),
});

/** A page offers the deeds, whose moves are several; what others' deeds do to an entry is not for its page. */
const DEEDS: Readonly<Partial<Record<EntryMove, string>>> = {
  place: 'place',
  takeBack: 'takeBack',
  explain: 'explain',
  takeBackExplanation: 'takeBack',
  orderRefund: 'orderRefund',
  cancelRefund: 'cancelRefund',
  takeBackEarlier: 'markBounce',
  book: 'settle',
  bookOutgoing: 'settle',
};
function deedsFor(entry: Entry, actor: StaffActor): string[] {
  if (!isIn(actor, 'chest')) return [];
  const deeds = entryTransitions.movesFrom(entry.status).flatMap((move) => DEEDS[move] ?? []);
  const without = entry.parts.length === 0 ? ['takeBack'] : ['markBounce'];
  return [...new Set(deeds)].filter((deed) => !without.includes(deed));
}

/** Whether what an entry may be is still to be found out. */
const isOpen = ({ status }: Entry) => status === 'WAITING' || status === 'UNEXPLAINED';

const shownWords = ({ text, counterparty, reference }: EntryWords) => ({
  ...(text ? { text } : {}),
  ...(counterparty ? { counterparty } : {}),
  ...(reference ? { reference } : {}),
});

/** The account's entries: what waits, what each may be, and what is done with them. */
export const entryHandlers = (deps: Dependencies): Entries => {
  const { table, vault } = deps;
  const open = (entry: Entry) => vault.open<EntryWords>({ entry: entry.id }, entry.words);
  const proposalsFor = async (entry: Entry, words: EntryWords) =>
    isOpen(entry)
      ? (await propose(deps, { ...entry, words, reversal: entry.bankReversal === true }, { wide: true }))
          .proposals
      : [];

  return {
    async listEntries({ query: { status, words, ...page }, actor }) {
      const found = await listQueue<Entry & Key>(deps, entryQueue(status), page);
      // What the payer wrote is for those who match it.
      const opened = words === 'yes' && isIn(actor, 'chest', 'auditor');
      const items = await Promise.all(
        found.items.map(async (entry) => {
          if (!opened) return lineOf(entry);
          const said = await open(entry);
          return { ...lineOf(entry), words: shownWords(said), proposals: await proposalsFor(entry, said) };
        }),
      );
      return { ...found, items };
    },

    async readEntry({ params, actor }) {
      const entry = await readEntry(table, params.id);
      const [words, events] = await Promise.all([
        open(entry),
        table.part<EventItem>(keys.bankEntry(entry.id).pk, 'EVT#', 100),
      ]);
      const { refund, reversal, like = [], currency, sameAs } = entry;
      return {
        ...lineOf(entry),
        ...shownWords(words),
        ...(words.bankReference ? { bankReference: words.bankReference } : {}),
        currency,
        like: sameAs ? [sameAs] : [...like],
        ...(reversal ? { reversal } : {}),
        ...(refund ? { refund: { reason: refund.reason, by: refund.by, at: refund.at } } : {}),
        proposals: await proposalsFor(entry, words),
        transfers: entry.transfers.map(({ id, debit, credit, amount, cause, day }) => ({
          ...{ id, debit, credit, amount, cause, day },
        })),
        moves: deedsFor(entry, actor),
        history: historyOf(events),
      };
    },

    matchEntry: ({ params, body, intent, actor }) => matchEntry(deps, { id: params.id, actor, intent }, body),

    async assignEntry({ params, body, intent, actor }) {
      const { giver, consents, wantsReceipt, registrationNumber, registrationNumberIsNew, ...what } = body;
      const sealed =
        giver && consents
          ? await sealGiver(deps, intent.key, {
              ...{ giver, wantsReceipt, consents },
              ...{ registrationNumber, registrationNumberIsNew },
            })
          : undefined;
      const asked = { id: params.id, actor, intent: intentWith(intent, sealed?.registered) };
      return assignEntry(deps, asked, what, sealed);
    },

    takeBackPart: ({ params, body, intent, actor }) =>
      takeBackPart(deps, { id: params.id, actor, intent }, body),
    explainEntry: ({ params, body, intent, actor }) =>
      explainEntry(deps, { id: params.id, actor, intent }, body),
    orderRefund: ({ params, body, intent, actor }) =>
      orderRefund(deps, { id: params.id, actor, intent }, body),
    cancelRefund: ({ params, body, intent, actor }) =>
      cancelRefund(deps, { id: params.id, actor, intent }, body),
    markBounce: ({ params, body, intent, actor }) => markBounce(deps, { id: params.id, actor, intent }, body),
    settleAside: ({ params, body, intent, actor }) =>
      settleAside(deps, { id: params.id, actor, intent }, body),
  };
};
