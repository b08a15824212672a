import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { keys } from '../kernel/keys.ts';
import type { Objects } from '../kernel/objects.ts';
import { mustHold } from '../kernel/session.ts';
import type { receiptsContract } from './contract.ts';
import { printNumber, type Receipt } from './domain.ts';
import { hasPaper, listReceipts, type Receipted, readReceipt, readReceipted } from './repository.ts';

/** A link to a receipt ends after a quarter of an hour: long enough to download, too short to be passed on. */
const LINK_SECONDS = 15 * 60;

const shown = ({ year, number, donation, issuedAt, total, lines }: Receipt) => ({
  year,
  number,
  donation,
  issuedAt,
  total,
  lines: [...lines],
});

export const receiptHandlers = ({
  table,
  city,
  clock,
  documents,
}: Dependencies & { readonly documents: Pick<Objects, 'readLink'> }): Handlers<typeof receiptsContract> => {
  const issuer = city.receiptIssuer.id;
  const withPaper = async (receipt: Receipt, ready: boolean) => {
    if (!ready) return shown(receipt);
    const expiresAt = new Date(clock.now().getTime() + LINK_SECONDS * 1000).toISOString();
    const url = await documents.readLink(
      receipt.paper,
      LINK_SECONDS,
      `기부금영수증-${printNumber(receipt)}.pdf`,
    );
    return { ...shown(receipt), paper: { url, expiresAt } };
  };
  return {
    async followReceipt({ params: { reference }, session }) {
      await mustHold(table, session, { subject: 'donation', reference }, clock.now());
      const donation = await readReceipted(table, reference);
      const { year, number } = donation.receipt;
      return withPaper(await readReceipt(table, issuer, year, number), hasPaper(donation));
    },
    async readReceipt({ params: { year, number } }) {
      const receipt = await readReceipt(table, issuer, year, number);
      const donation = await table.get<Receipted>(keys.donation(receipt.donation), ['status']);
      return withPaper(receipt, hasPaper(donation));
    },
    async listReceipts({ query }) {
      const { items, next } = await listReceipts(table, issuer, query);
      return { items: items.map(shown), ...(next === undefined ? {} : { next }) };
    },
  };
};
