import * as z from 'zod';
import { logBlocked } from '../kernel/blocked-paper.ts';
import { instant } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { idOf } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import { LOG, log } from '../kernel/log.ts';
import type { Objects } from '../kernel/objects.ts';
import { type Numbered, paperKey, printNumber, type Receipt } from './domain.ts';
import { drawReceipt } from './form.ts';
import { openGiver } from './giver.ts';
import type { GivenMark } from './marks.ts';
import { fail, readBeside, readReceipt, same } from './repository.ts';
import { readSubject } from './subjects.ts';
import { copyMark } from './voiding.ts';

const numbered = { year: z.string().regex(/^\d{4}$/), number: z.coerce.number().int().min(1) };
/** Which paper: a gift's first; the one that says that a receipt is void; a copy. */
export const PaperRequest = z.union([
  z.object({ gift: z.union([idOf('donation'), idOf('gift')]) }),
  z.object({ ...numbered, copy: z.coerce.number().int().min(1) }),
  z.object({ ...numbered, void: z.coerce.boolean() }),
  z.object(numbered),
]);

export type PaperDependencies = Dependencies & { readonly documents: Pick<Objects, 'put'> };

/** Makes the paper and stores it. A character that no face has is on the paper as 〓, and in the log by its number. */
async function render(
  deps: PaperDependencies,
  receipt: Receipt,
  paper: string,
  mark?: GivenMark,
): Promise<void> {
  const purpose = mark ? 'duplicate' : 'receipt';
  const giver = await openGiver(deps, receipt, purpose);
  const { file, missing } = await logBlocked({ paper, gift: receipt.gift }, () =>
    drawReceipt(receipt, giver, deps.city, mark),
  );
  await deps.documents.put(paper, file, { type: 'application/pdf' });
  if (missing.length > 0) log(LOG.GLYPHS_MISSING, { paper, count: missing.length });
  log(LOG.PAPER_RENDERED, { paper, gift: receipt.gift });
}

/**
 * Makes what was asked for. Asked twice, the second finds it done, or writes the same file and meets its own event.
 */
export async function issuePaper(deps: PaperDependencies, request: unknown): Promise<void> {
  const asked = PaperRequest.parse(request);
  if ('gift' in asked) return issueFirst(deps, asked.gift);
  if ('copy' in asked || 'void' in asked) return issueMarked(deps, asked);
  const { receiptIssuer } = deps.city;
  const receipt = await readReceipt(deps.table, receiptIssuer.id, asked.year, asked.number);
  return issueFirst(deps, receipt.gift, receipt);
}

/**
 * The first paper of the receipt that a gift now has; then the gift is RECEIPTED: so a gift in that state
 * always has its paper. A receipt that was made void meanwhile gets none.
 */
async function issueFirst(deps: PaperDependencies, id: string, wanted?: Numbered): Promise<void> {
  const { table, city, clock } = deps;
  const subject = await readSubject(table, id);
  const { receipt: numbered } = subject;
  if (!subject.awaitsPaper || !numbered || (wanted && !same(numbered, wanted))) {
    // Before there is a receipt nobody asks for its paper: it is a fault, and is tried again.
    if (!numbered && !subject.voided) throw fail('RECEIPT_NOT_READY');
    return;
  }
  const receipt = await readReceipt(table, city.receiptIssuer.id, numbered.year, numbered.number);
  await render(deps, receipt, receipt.paper);
  const { write, event } = subject.move(
    'issueReceipt',
    { at: instant(clock), by: { kind: 'system' } },
    {
      facts: {
        receipt: printNumber(receipt),
        ...(receipt.replaces ? { replaces: printNumber(receipt.replaces) } : {}),
        ...(receipt.anonymous ? { anonymous: true } : {}),
        ...(receipt.medium === 'electronic' ? { electronic: true } : {}),
      },
    },
  );
  await table.commit({
    intent: { key: `RECEIPT-${printNumber(receipt)}`, digest: receipt.paper },
    pk: subject.key.pk,
    event,
    writes: [write],
    answer: {},
  });
}

/** The paper that says that a receipt is void, or that it is a copy. That it is there is written after the file. */
async function issueMarked(
  deps: PaperDependencies,
  asked: Numbered & { copy?: number | undefined; void?: boolean | undefined },
): Promise<void> {
  const { table, city, clock } = deps;
  const issuer = city.receiptIssuer.id;
  const receipt = await readReceipt(table, issuer, asked.year, asked.number);
  const { voided, copies, marked } = await readBeside(table, issuer, receipt);
  const copy = copies.find((one) => one.copy === asked.copy);
  const given: GivenMark | undefined = asked.copy
    ? copy && { kind: 'copy', copy: copy.copy, at: copy.at }
    : voided && { kind: 'void', at: voided.at };
  if (!given) throw fail('NOT_FOUND');
  const mark = given.kind === 'copy' ? copyMark(given.copy) : 'VOID';
  if (marked.includes(mark)) return;
  // A copy that was ordered before its receipt was made void must not go out without saying so.
  const shown: GivenMark = given.kind === 'copy' && voided ? { kind: 'void', at: voided.at } : given;
  await render(deps, receipt, paperKey(receipt.year, receipt.number, mark), shown);
  const key = keys.receiptMarked(issuer, receipt.year, receipt.number, mark);
  const failed = await table.transact([{ put: { ...key, kind: 'receipt-marked', at: instant(clock) } }]);
  // Only another run of this very order can have been quicker.
  if (failed && failed.index !== 0) throw fail('CHANGED_MEANWHILE');
}
