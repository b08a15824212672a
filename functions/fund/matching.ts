import type { z } from 'zod';
import type { CERTAINTY, Proposal as ProposalShape, REASONS } from './contract.ts';
import { hasPartOf } from './references.ts';

export type Reason = (typeof REASONS)[number];
export type Certainty = (typeof CERTAINTY)[number];
export type Proposal = z.output<typeof ProposalShape>;

/** What an entry says about itself. */
export interface Facts {
  readonly day: string;
  /** Signed, minor units. */
  readonly amount: number;
  /** Text, counterparty and reference in one. */
  readonly words: string;
  /** `referencesIn` of them. */
  readonly references: readonly string[];
  /** Keyed hashes of the names that the payer may have. */
  readonly payers: readonly string[];
}

/** A gift that money may be. */
export interface GiftCandidate {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly purpose?: string | undefined;
  readonly status: string;
  readonly payerHash?: string | undefined;
  /** The city's day on which it was announced. */
  readonly announcedOn?: string | undefined;
}

/** A transfer usually shows within 3 days; who announces on Friday pays in the week after. */
const NEAR_DAYS = 7;
const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;

/** A gift that waits, or has waited too long; another has its money already. */
export const isOpen = ({ status }: Pick<GiftCandidate, 'status'>): boolean =>
  status === 'ANNOUNCED' || status === 'LAPSED';

/** Why this money may be this gift. */
export function reasonsFor(facts: Facts, gift: GiftCandidate): Reason[] {
  const reasons: Reason[] = [];
  if (facts.references.includes(gift.reference)) reasons.push('REFERENCE');
  else if (hasPartOf(facts.words, gift.reference)) reasons.push('PART_OF_REFERENCE');
  if (facts.amount === gift.amount) reasons.push('AMOUNT');
  if (gift.payerHash !== undefined && facts.payers.includes(gift.payerHash)) reasons.push('NAME');
  if (gift.announcedOn !== undefined) {
    const days = daysBetween(gift.announcedOn, facts.day);
    if (days >= 0 && days <= NEAR_DAYS) reasons.push('DATE');
  }
  return reasons;
}

/** What the reasons weigh together: any two that name somebody outweigh an amount, which many gifts have. */
const WEIGHT: Readonly<Record<Reason, number>> = {
  REFERENCE: 16,
  PART_OF_REFERENCE: 8,
  AMOUNT: 4,
  NAME: 6,
  DATE: 1,
  REVERSAL: 8,
};
const weightOf = (reasons: readonly Reason[]) => reasons.reduce((sum, reason) => sum + WEIGHT[reason], 0);

/** Reference and amount say it is this gift; less is for a person. A date alone says nothing. */
function certaintyOf(reasons: readonly Reason[]): Certainty | undefined {
  const has = (reason: Reason) => reasons.includes(reason);
  if (has('REFERENCE')) return has('AMOUNT') ? 'certain' : 'likely';
  if (!has('AMOUNT')) return undefined;
  return has('PART_OF_REFERENCE') || has('NAME') ? 'likely' : 'possible';
}

/** Proposals of one entry, at most. */
const SHOWN = 5;
const RANK: Readonly<Record<Certainty, number>> = { certain: 0, likely: 1, possible: 2 };

/**
 * The gifts that this money may be, best first. Certain is one alone: where two are, a person decides. Gifts whose
 * money has come are none; such as were let go may still be.
 */
export function proposeGifts(facts: Facts, gifts: readonly GiftCandidate[]): Proposal[] {
  if (facts.amount <= 0) return [];
  const unique = [...new Map(gifts.map((gift) => [gift.id, gift])).values()];
  const found = unique.filter(isOpen).flatMap((gift) => {
    const reasons = reasonsFor(facts, gift);
    const certainty = certaintyOf(reasons);
    return certainty ? [{ gift, reasons, certainty }] : [];
  });
  const several = found.filter(({ certainty }) => certainty === 'certain').length > 1;
  return found
    .map((one) => (several && one.certainty === 'certain' ? { ...one, certainty: 'likely' as const } : one))
    .toSorted(
      (a, b) =>
        RANK[a.certainty] - RANK[b.certainty] ||
        weightOf(b.reasons) - weightOf(a.reasons) ||
        (a.gift.announcedOn ?? '').localeCompare(b.gift.announcedOn ?? '') ||
        a.gift.id.localeCompare(b.gift.id),
    )
    .slice(0, SHOWN)
    .map(({ gift: { id, reference, amount, purpose, status }, reasons, certainty }) => ({
      what: 'gift' as const,
      of: id,
      gift: { reference, amount, status, ...(purpose ? { purpose } : {}) },
      reasons,
      certainty,
    }));
}

export const certainOf = (proposals: readonly Proposal[]): Proposal | undefined =>
  proposals.find(({ certainty }) => certainty === 'certain');

/** Legal forms that banks write, leave out or cut. */
const LEGAL_FORM = /\((?:주|유|사|재)\)|㈜|주식회사|유한회사|사단법인|재단법인/gu;
/** A name as names are compared: without legal form, blanks, signs and case. */
export const nameForm = (name: string): string =>
  name
    .replace(LEGAL_FORM, '')
    .normalize('NFKC')
    .replace(LEGAL_FORM, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();

export interface Payee {
  readonly code: string;
  /** How it names itself on statements (city pack). */
  readonly payee: readonly string[];
  /** What it is owed. */
  readonly balance: number;
}

/**
 * The carriers that money which left may have gone to. Certain: the other side is called just so, one carrier alone is,
 * and it was owed as much. A name inside of longer words is a proposal.
 */
export function proposeCarriers(
  { amount, words }: Pick<Facts, 'amount' | 'words'>,
  counterparty: string | undefined,
  carriers: readonly Payee[],
): Proposal[] {
  if (amount >= 0) return [];
  const name = nameForm(counterparty ?? words);
  const found = carriers.flatMap(({ code, payee, balance }) => {
    const forms = payee.map(nameForm).filter(Boolean);
    const exact = forms.includes(name);
    const inside = forms.some((form) => nameForm(words).includes(form));
    if (!exact && !inside) return [];
    const owed = balance >= -amount;
    const reasons: Reason[] = owed ? ['NAME', 'AMOUNT'] : ['NAME'];
    return [{ code, reasons, certain: exact && owed }];
  });
  const alone = found.length === 1;
  return found
    .toSorted((a, b) => Number(b.certain) - Number(a.certain) || a.code.localeCompare(b.code))
    .map(({ code, reasons, certain }) => ({
      what: 'carrier' as const,
      of: code,
      reasons,
      certainty: certain && alone ? 'certain' : reasons.length > 1 ? 'likely' : 'possible',
    }));
}

/** An entry that is to be paid back. */
export interface OpenRefund {
  readonly entry: string;
  readonly payers: readonly string[];
}

/** Refunds of just this amount. Certain: the name says it, of one alone; one alone where a name is missing is likely. */
export function proposeRefunds(
  { amount, payers }: Pick<Facts, 'amount' | 'payers'>,
  refunds: readonly OpenRefund[],
): Proposal[] {
  if (amount >= 0) return [];
  const named = ({ payers: known }: OpenRefund) => known.some((payer) => payers.includes(payer));
  const unclear = ({ payers: known }: OpenRefund) => known.length === 0 || payers.length === 0;
  const byName = refunds.filter(named);
  return refunds
    .map((refund) => {
      const alone = byName.length === 1 && named(refund);
      const maybe = named(refund) || (refunds.length === 1 && unclear(refund));
      const reasons: Reason[] = named(refund) ? ['AMOUNT', 'NAME'] : ['AMOUNT'];
      const certainty: Certainty = alone ? 'certain' : maybe ? 'likely' : 'possible';
      return { what: 'refund' as const, of: refund.entry, reasons, certainty };
    })
    .toSorted((a, b) => RANK[a.certainty] - RANK[b.certainty] || a.of.localeCompare(b.of))
    .slice(0, SHOWN);
}

/** Words by which banks say that a transfer came back. */
const TAKEN_BACK = /반송|반환|취소|오입금|착오송금|return|revers|cancel|storno/i;
export const saysReversal = (words: string): boolean => TAKEN_BACK.test(words);

/**
 * Earlier entries of the opposite amount that this one may take back: never certain, for what it undoes may have been
 * spent, and a receipt is made void by it.
 * @param flagged the bank itself says that it is a reversal
 */
export function proposeBounces(
  facts: Pick<Facts, 'words' | 'payers'>,
  flagged: boolean,
  earlier: readonly { readonly id: string; readonly payers: readonly string[] }[],
): Proposal[] {
  if (!flagged && !saysReversal(facts.words)) return [];
  return earlier
    .map(({ id, payers }) => {
      const named = payers.some((payer) => facts.payers.includes(payer));
      const reasons: Reason[] = ['REVERSAL', 'AMOUNT', ...(named ? (['NAME'] as const) : [])];
      const certainty: Certainty = named || (flagged && earlier.length === 1) ? 'likely' : 'possible';
      return { what: 'bounce' as const, of: id, reasons, certainty };
    })
    .toSorted((a, b) => RANK[a.certainty] - RANK[b.certainty] || weightOf(b.reasons) - weightOf(a.reasons))
    .slice(0, SHOWN);
}

/** The city pays for points: its name is a proposal, for a city pays many things. */
export function proposeSettlement(
  { amount }: Pick<Facts, 'amount'>,
  counterparty: string | undefined,
  payers: readonly string[],
): Proposal[] {
  const name = nameForm(counterparty ?? '');
  if (amount <= 0 || !name || !payers.map(nameForm).includes(name)) return [];
  return [{ what: 'settlement', reasons: ['NAME'], certainty: 'likely' }];
}
