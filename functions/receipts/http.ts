import { isIn, type StaffActor } from '../kernel/actor.ts';
import type { Handlers } from '../kernel/contract.ts';
import { type Key, keys } from '../kernel/keys.ts';
import { mustHold } from '../kernel/session.ts';
import type { receiptsContract } from './contract.ts';
import { endsGift, type Numbered, paperKey, printNumber, type Receipt } from './domain.ts';
import { yearHandlers } from './http-year.ts';
import { linker, type ReceiptDependencies } from './link.ts';
import { type Beside, listReceipts, readBeside, readReceipt, same } from './repository.ts';
import {
  hasPaper,
  keyOf,
  mayReissue,
  type Receipted,
  readReceipted,
  readReceiptedBy,
  type SubjectKind,
} from './subjects.ts';
import { copyMark, giveCopy, issueAgain, makeVoid } from './voiding.ts';

const numbered = ({ year, number }: Numbered): Numbered => ({ year, number });
const shown = (receipt: Receipt) => ({
  ...numbered(receipt),
  gift: receipt.gift,
  issuedAt: receipt.issuedAt,
  form: receipt.form,
  medium: receipt.medium,
  total: receipt.total,
  givenOn: receipt.givenOn,
  lines: [...receipt.lines],
  ...(receipt.anonymous ? { anonymous: receipt.anonymous } : {}),
  ...(receipt.replaces ? { replaces: numbered(receipt.replaces) } : {}),
});
const listed = (receipt: Receipt & { readonly void?: true }) => ({
  ...shown(receipt),
  ...(receipt.void ? { void: receipt.void } : {}),
});

type Move = 'voidReceipt' | 'reissueReceipt' | 'copyReceipt';
/** What the Chest may do with a receipt as it now stands. */
function movesOf(
  receipt: Receipt,
  beside: Beside,
  subject: Receipted | undefined,
  actor: StaffActor,
): Move[] {
  if (!isIn(actor, 'chest')) return [];
  if (beside.voided) return mayReissue(subject, beside.voided) ? ['reissueReceipt'] : [];
  return receipt.medium === 'electronic' ? ['voidReceipt'] : ['copyReceipt', 'voidReceipt'];
}

export const receiptHandlers = (deps: ReceiptDependencies): Handlers<typeof receiptsContract> => {
  const { table, city, clock } = deps;
  const issuer = city.receiptIssuer.id;
  const link = linker(deps);
  const paperOf = (receipt: Receipt, mark?: string) =>
    link(
      mark ? paperKey(receipt.year, receipt.number, mark) : receipt.paper,
      `기부금영수증-${printNumber(receipt)}${mark ? `-${mark.toLowerCase()}` : ''}.pdf`,
    );
  const follow = async (kind: SubjectKind, key: Key, reference: string, session: string) => {
    await mustHold(table, session, { subject: kind, reference }, clock.now());
    const subject = await readReceipted(table, key);
    const { year, number } = subject.receipt;
    const receipt = await readReceipt(table, issuer, year, number);
    const { voided } = subject;
    if (voided && same(voided, receipt)) {
      const final = endsGift(voided.reason) || subject.status !== 'RECEIPT_VOIDED';
      return { ...listed({ ...receipt, void: true }), ...(final ? { final: true as const } : {}) };
    }
    // An anonymous receipt is kept by the Chest.
    const ready = hasPaper(subject, receipt) && !receipt.anonymous;
    return { ...shown(receipt), ...(ready ? { paper: await paperOf(receipt) } : {}) };
  };
  return {
    ...yearHandlers(deps),

    followReceipt: ({ params: { reference }, session }) =>
      follow('donation', keys.donation(reference), reference, session),
    followGiftReceipt: ({ params: { reference }, session }) =>
      follow('gift', keys.gift(reference), reference, session),

    async readReceipt({ params: { year, number }, actor }) {
      const receipt = await readReceipt(table, issuer, year, number);
      const [subject, beside] = await Promise.all([
        readReceiptedBy(table, keyOf(receipt.gift)),
        readBeside(table, issuer, receipt),
      ]);
      const { voided, next, copies, marked } = beside;
      const mark = voided ? 'VOID' : undefined;
      const ready = mark ? marked.includes(mark) : hasPaper(subject, receipt);
      return {
        ...shown(receipt),
        ...(receipt.personId ? { personId: receipt.personId } : {}),
        giverKind: receipt.giverKind,
        retainUntil: receipt.retainUntil,
        ...(voided
          ? {
              void: {
                reason: voided.reason,
                by: voided.by,
                at: voided.at,
                ...(voided.note ? { note: voided.note } : {}),
              },
            }
          : {}),
        ...(next ? { next: numbered(next) } : {}),
        copies: await Promise.all(
          copies.map(async ({ copy, by, at }) => ({
            copy,
            by,
            at,
            // The copies of a void receipt are given out no more.
            ...(marked.includes(copyMark(copy)) && !voided
              ? { paper: await paperOf(receipt, copyMark(copy)) }
              : {}),
          })),
        ),
        ...(ready ? { paper: await paperOf(receipt, mark) } : {}),
        moves: movesOf(receipt, beside, subject, actor),
      };
    },

    async listReceipts({ query }) {
      const { items, next } = await listReceipts(table, issuer, query);
      return { items: items.map(listed), ...(next === undefined ? {} : { next }) };
    },

    voidReceipt: ({ params, body, actor, intent }) => makeVoid(deps, params, body, { actor, intent }),
    reissueReceipt: ({ params, actor, intent }) => issueAgain(deps, params, { actor, intent }),
    copyReceipt: ({ params, actor, intent }) => giveCopy(deps, params, { actor, intent }),
  };
};
