import { useComputed } from '@preact/signals';
import type { VNode } from 'preact';
import { money } from '../core/money.ts';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { amountFrom } from '../form/amount.ts';
import { Deed } from '../form/deed.tsx';
import type { Form } from '../form/form.ts';
import { valuationRule } from './city-rules.ts';
import type { Donation } from './donation.tsx';
import { ProofField } from './proof.tsx';
import { WorthLine } from './worth-line.tsx';

export type AmountName = 'market' | 'book';
type Texts = Readonly<Record<string, string>>;
/** Amounts and reasons by kind of goods; what proves an amount, by the amount. */
export interface Worth {
  readonly market: Texts;
  readonly book: Texts;
  /** Another unit price than the rule's. */
  readonly own: Texts;
  readonly reason: Texts;
  readonly proof: Texts;
  readonly proofText: Texts;
  readonly [name: string]: unknown;
}
const EMPTY: Worth = { market: {}, book: {}, own: {}, reason: {}, proof: {}, proofText: {} };

/** What one piece is worth so far: the rule's price and the one that counts; undefined while an amount is missing. */
export function priceOf(worth: Worth, kind: string, amounts: readonly AmountName[]) {
  const found = amounts.map((amount) => amountFrom(worth[amount][kind] ?? ''));
  const byRule = found.some((one) => one === undefined) ? undefined : Math.max(...(found as number[]));
  const typed = worth.own[kind]?.trim() ?? '';
  const own = typed === '' ? undefined : amountFrom(typed);
  const price = own ?? byRule;
  const needsReason = price !== undefined && (price === 0 || price !== byRule);
  return { byRule, own, price, needsReason };
}

function wrongIn(worth: Worth, kinds: readonly string[], amounts: readonly AmountName[]) {
  const bad = (path: string, code: string) => ({ path, code });
  return [
    ...kinds.flatMap((kind) => [
      ...amounts
        .filter((amount) => amountFrom(worth[amount][kind] ?? '') === undefined)
        .map((amount) => bad(`${amount}.${kind}`, 'AMOUNT')),
      ...(worth.own[kind]?.trim() && amountFrom(worth.own[kind] ?? '') === undefined
        ? [bad(`own.${kind}`, 'AMOUNT')]
        : []),
      ...(priceOf(worth, kind, amounts).needsReason && !worth.reason[kind]?.trim()
        ? [bad(`reason.${kind}`, 'REASON_NEEDED')]
        : []),
    ]),
    ...amounts.flatMap((amount) => [
      ...(worth.proof[amount] ? [] : [bad(`proof.${amount}`, 'REQUIRED')]),
      ...(worth.proofText[amount]?.trim() ? [] : [bad(`proofText.${amount}`, 'REQUIRED')]),
    ]),
  ];
}

const lineOf = (worth: Worth, kind: string, amounts: readonly AmountName[]) => {
  const { own, needsReason } = priceOf(worth, kind, amounts);
  return {
    kind,
    ...Object.fromEntries(amounts.map((amount) => [amount, amountFrom(worth[amount][kind] ?? '')])),
    ...(own === undefined ? {} : { unitPrice: own }),
    ...(needsReason ? { reason: worth.reason[kind]?.trim() } : {}),
  };
};

/** Values the goods line by line by the rule of the giver's kind; the total counts along. */
export function Value({ donation }: { donation: Donation }): VNode {
  const { id, giverKind } = donation;
  const goods = (donation.received ?? []).filter(({ count }) => count > 0);
  const { amounts, source, secondPersonFrom } = valuationRule(giverKind);
  const kinds = goods.map(({ kind }) => kind);
  return (
    <Deed<Worth>
      name="value"
      wide
      title={t('staff.donations.moves.value')}
      lead={`${nameOf('staff.donations.value.lead', giverKind)} (${source})`}
      submit={t('staff.donations.value.submit')}
      initial={EMPTY}
      fieldOf={{ VALUATION_INCOMPLETE: 'market', VALUATION_UNPROVEN: 'proof' }}
      check={(worth) => wrongIn(worth, kinds, amounts)}
      send={async (worth, intent) => {
        const lines = goods.map(({ kind }) => ({ ...lineOf(worth, kind, amounts), kind }));
        const evidence = amounts.map((amount) => ({
          kind: worth.proof[amount] ?? '',
          text: worth.proofText[amount]?.trim() ?? '',
        }));
        const answer = await client.write(
          'valueDonation',
          { params: { id }, body: { lines, evidence } },
          intent,
        );
        const total = money(answer.total);
        return t(answer.secondPerson ? 'staff.donations.value.doneSecond' : 'staff.donations.value.done', {
          total,
          from: money(secondPersonFrom),
        });
      }}
    >
      {(form) => (
        <>
          <Lines form={form} goods={goods} amounts={amounts} from={secondPersonFrom} />
          {amounts.map((amount) => (
            <ProofField form={form} amount={amount} />
          ))}
        </>
      )}
    </Deed>
  );
}

interface LinesProps {
  form: Form<Worth>;
  goods: NonNullable<Donation['received']>;
  amounts: readonly AmountName[];
  /** From this total on a second person accepts. */
  from: number;
}

function Lines({ form, goods, amounts, from }: LinesProps): VNode {
  const total = useComputed(() =>
    goods.reduce(
      (sum, { kind, count }) => sum + count * (priceOf(form.values.value, kind, amounts).price ?? 0),
      0,
    ),
  );
  return (
    <div class="price-lines">
      {goods.map(({ kind, count }) => (
        <WorthLine form={form} kind={kind} count={count} amounts={amounts} />
      ))}
      <p class="total">
        {t('staff.donations.total')} <strong aria-live="polite">{money(total.value)}</strong>
      </p>
      {total.value >= from && (
        <p class="note" role="status">
          {t('staff.donations.value.second', { from: money(from) })}
        </p>
      )}
    </div>
  );
}
