import { type Gift, openGiftsOf, payerHash } from '../gifts/domain.ts';
import type { City } from '../kernel/city.ts';
import { localDate, nextDay } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { type Key, keys } from '../kernel/keys.ts';
import { type Balance, carrier } from '../ledger/domain.ts';
import type { Entry, EntryWords } from './entry.ts';
import {
  type Facts,
  type GiftCandidate,
  nameForm,
  type OpenRefund,
  type Payee,
  type Proposal,
  proposeBounces,
  proposeCarriers,
  proposeGifts,
  proposeRefunds,
  proposeSettlement,
  saysReversal,
} from './matching.ts';
import { referencesIn } from './references.ts';

type Looking = Pick<Dependencies, 'table' | 'vault' | 'city'>;

/** An entry as it is matched: what a file or the table says of it, opened. */
export interface Matched {
  readonly day: string;
  readonly amount: number;
  readonly words: EntryWords;
  readonly reversal: boolean;
}

/** Longer texts are no names. */
const LONGEST_NAME = 40;

/** The names that the other side may have: as the bank names it, or what stands in its place, with and without codes. */
export function namesOf({ counterparty, text }: EntryWords): string[] {
  const texts = [counterparty, text].filter((name): name is string => name !== undefined);
  // Korean exports have name and reference in one column.
  const bare = texts.map((name) => name.replace(/[0-9A-Za-z\-_./]{5,}/g, ' ').trim());
  const forms = [...texts, ...bare].filter(
    (name) => nameForm(name).length > 1 && name.length <= LONGEST_NAME,
  );
  return [...new Map(forms.map((name) => [nameForm(name), name])).values()].slice(0, 3);
}

export const payersOf = (deps: Pick<Looking, 'vault'>, words: EntryWords): Promise<string[]> =>
  Promise.all(namesOf(words).map((name) => payerHash(deps, name)));

const wordsOf = ({ text, counterparty, reference }: EntryWords): string =>
  [reference, text, counterparty].filter(Boolean).join(' | ');

export async function factsOf(deps: Pick<Looking, 'vault'>, entry: Matched): Promise<Facts> {
  const words = wordsOf(entry.words);
  const payers = await payersOf(deps, entry.words);
  return { day: entry.day, amount: entry.amount, words, references: referencesIn(words), payers };
}

const candidateOf = (gift: Gift, city: City): GiftCandidate => ({
  id: gift.id,
  reference: gift.reference,
  amount: gift.amount,
  purpose: gift.purpose,
  status: gift.status,
  payerHash: gift.payerHash,
  announcedOn: gift.stages.ANNOUNCED && localDate(gift.stages.ANNOUNCED, city.timeZone),
});

/** Gifts of one amount that a page proposes; more are found by their reference or their giver's name. */
const OF_AMOUNT = 20;

/**
 * The gifts that money may be: those whose reference was written, and, for a person to choose from, those of the same
 * amount that wait (of the payer's name, of anybody).
 */
export async function giftCandidates(
  { table, city }: Looking,
  facts: Facts,
  { wide }: { wide: boolean },
): Promise<GiftCandidate[]> {
  if (facts.amount <= 0) return [];
  const searches = wide ? [...facts.payers.map((hash) => ({ payerHash: hash })), { limit: OF_AMOUNT }] : [];
  const open = await Promise.all(searches.map((search) => openGiftsOf(table, facts.amount, search)));
  const references = [...facts.references, ...open.flat().map(({ reference }) => reference)];
  const wanted = [...new Set(references)].slice(0, 100).map(keys.gift);
  const gifts = await table.getAll<Gift & Key>(wanted, { consistent: true });
  return gifts.map((gift) => candidateOf(gift, city));
}

/** Refunds of one amount that are open at once; more are not told apart by a person either. */
const REFUNDS = 20;
async function openRefunds({ table }: Looking, amount: number): Promise<OpenRefund[]> {
  const { pk } = keys.openRefund(-amount, '');
  return table.part<OpenRefund>(pk, '', REFUNDS);
}

async function payees({ table, city }: Looking): Promise<Payee[]> {
  const { carriers } = city.fees;
  const wanted = carriers.map(({ code }) => keys.balance(carrier(code), city.currency.code));
  const balances = await table.getAll<Balance & Key>(wanted, { consistent: true });
  return carriers.map(({ code, payee }) => ({
    ...{ code, payee },
    balance: balances.find(({ account }) => account === carrier(code))?.balance ?? 0,
  }));
}

/** A transfer that bounces comes back within days. */
const BOUNCE_DAYS = 14;

/** Earlier entries of the opposite amount that nothing has taken back. */
async function bounceCandidates({ table }: Looking, { day, amount }: Pick<Facts, 'day' | 'amount'>) {
  const days = Array.from({ length: BOUNCE_DAYS + 1 }, (_, back) => nextDay(day, -back));
  const found = await Promise.all(
    days.map((one) =>
      table.part<{ entry: string }>(keys.bankEntryOfDay(one, 0, '').pk, `${-amount}#`, OF_AMOUNT),
    ),
  );
  const ids = found.flat().map(({ entry }) => entry);
  const entries = await table.getAll<Entry & Key>(ids.slice(0, 100).map(keys.bankEntry), {
    consistent: true,
  });
  return entries.filter(({ status }) => MAY_BOUNCE.includes(status));
}
const MAY_BOUNCE: readonly string[] = ['WAITING', 'BOOKED', 'UNEXPLAINED', 'EXPLAINED'];

/** The city under its names: who pays for points. */
const cityNames = (city: City): string[] => [...Object.values(city.name), ...Object.values(city.owner)];

/**
 * What an entry may be, best first.
 * @param wide for a page: all that a person may choose from; otherwise what can be certain
 */
export async function propose(
  deps: Looking,
  entry: Matched,
  { wide }: { wide: boolean },
): Promise<{ facts: Facts; proposals: Proposal[] }> {
  const facts = await factsOf(deps, entry);
  const { words } = entry;
  const mayBounce = wide && (entry.reversal || saysReversal(facts.words));
  const bounces = mayBounce ? proposeBounces(facts, entry.reversal, await bounceCandidates(deps, facts)) : [];
  if (entry.amount > 0) {
    const gifts = proposeGifts(facts, await giftCandidates(deps, facts, { wide }));
    const settlement = wide
      ? proposeSettlement(facts, words.counterparty ?? words.text, cityNames(deps.city))
      : [];
    return { facts, proposals: [...bounces, ...gifts, ...settlement] };
  }
  const [carriers, refunds] = await Promise.all([payees(deps), openRefunds(deps, entry.amount)]);
  const found = [
    ...proposeCarriers(facts, words.counterparty ?? words.text, carriers),
    ...proposeRefunds(facts, refunds),
  ];
  // A carrier and a refund that are both certain are two that are not.
  const several = found.filter(({ certainty }) => certainty === 'certain').length > 1;
  const proposals = found.map((one) =>
    several && one.certainty === 'certain' ? { ...one, certainty: 'likely' as const } : one,
  );
  return { facts, proposals: [...bounces, ...proposals] };
}
