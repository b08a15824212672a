import type { VNode } from 'preact';
import type { AnswerOf } from '../contracts.ts';
import { money } from '../core/money.ts';
import { dayText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { carrierName, purposeName } from '../money/accounts.ts';
import { printReference } from '../page/items.ts';

export type Entry = AnswerOf<'readEntry'>;
export type Proposal = Entry['proposals'][number];

/** `입금 +₩50,000`: word and sign say which way the money went. */
export function Signed({ amount }: { amount: number }): VNode {
  return (
    <span class="signed">
      <span class="side-of">{t(amount < 0 ? 'fund.out' : 'fund.in')}</span> {signedText(amount)}
    </span>
  );
}
export const signedText = (amount: number): string => `${amount < 0 ? '−' : '+'}${money(Math.abs(amount))}`;

/** Of a balance: negative with its sign, positive without one. */
export const balanceText = (amount: number): string => (amount < 0 ? signedText(amount) : money(amount));

export const purposeText = (purpose: string | undefined): string =>
  purpose ? purposeName(purpose) : t('fund.anyPurpose');

/** What an entry may be: `성금 7K3M9-QX24W · ₩50,000 · 사랑의 PC`. */
export function proposalText({ what, of = '', gift }: Proposal): string {
  if (what === 'gift' && gift)
    return t('fund.proposals.gift', {
      reference: printReference(gift.reference),
      amount: money(gift.amount),
      purpose: purposeText(gift.purpose),
    });
  return nameOf('fund.proposals', what, { name: what === 'carrier' ? carrierName(of) : of.slice(0, 6) });
}

/** `접수번호가 같습니다 · 금액이 같습니다` */
export const reasonsText = ({ reasons }: Pick<Proposal, 'reasons'>): string =>
  reasons.map((reason) => nameOf('fund.reasons', reason)).join(' · ');

export const certaintyText = ({ certainty }: Pick<Proposal, 'certainty'>): string =>
  nameOf('fund.certainty', certainty);

/** The best of what it may be, how sure that is and why. */
export function Best({ proposals }: { proposals: readonly Proposal[] }): VNode {
  const [best] = proposals;
  if (!best) return <span class="side-of">{t('fund.noProposal')}</span>;
  return (
    <>
      <strong>{certaintyText(best)}</strong> {proposalText(best)}
      <span class="row-why">{reasonsText(best)}</span>
    </>
  );
}

interface Words {
  readonly text?: string | undefined;
  readonly counterparty?: string | undefined;
  readonly reference?: string | undefined;
}
/** What the bank and the payer wrote, in a line. */
export const wordsText = ({ counterparty, text, reference }: Words): string =>
  [...new Set([counterparty, text, reference])].filter(Boolean).join(' · ');

export function periodText({ from, to }: { from?: string | undefined; to?: string | undefined }): string {
  if (!from || !to) return from || to ? dayText(from ?? to ?? '') : '';
  return from === to ? dayText(from) : t('fund.period', { from: dayText(from), to: dayText(to) });
}

const PLACES = /\b(file|sheet|line|row|column) (\d+)/g;
/** `file 2, row 9, column 3` → `2번째 파일 9행 3열`; empty where no place is told. */
export const placeText = (place: unknown): string =>
  [...String(place ?? '').matchAll(PLACES)]
    .map(([, word = '', n = '']) => nameOf('fund.places', word, { n }))
    .join(' ');

export const formatName = (format: string): string => nameOf('fund.formats', format.replace('.', ''));
