import { type Gift, pointsGiftReceipt, sealGiver } from '../gifts/domain.ts';
import { instant } from '../kernel/clock.ts';
import { contend, Taken } from '../kernel/contend.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { type Key, keys } from '../kernel/keys.ts';
import { mustSpeak } from '../kernel/languages.ts';
import type { Objects } from '../kernel/objects.ts';
import { findTitledNames, mustNameNoOfficeHolder } from '../kernel/printed-text.ts';
import { intentWith } from '../kernel/registration-sealing.ts';
import { paperKey, printNumber, readStanding } from '../receipts/domain.ts';
import type { pointsContract } from './contract.ts';
import { fail, type Member } from './member.ts';
import { takeForReceipt } from './receipt.ts';
import { linesBetween, readMember } from './repository.ts';

/** Of the citizens' function alone. */
export type PointsDependencies = Dependencies & { readonly documents: () => Pick<Objects, 'readLink'> };
type Receipts = Pick<Handlers<typeof pointsContract>, 'requestReceipt' | 'readReceiptLink'>;

/** As long as every link to a paper: long enough to download, too short to be passed on. */
const LINK_SECONDS = 15 * 60;

/** The gifts under which a member's receipts were issued, as they now stand. */
export async function receiptsOf(
  { table }: Pick<Dependencies, 'table'>,
  { receipts }: Member,
): Promise<Gift[]> {
  const found = await table.getAll<Gift & Key>(
    receipts.map((id) => keys.gift(id)),
    { consistent: true },
  );
  return receipts.flatMap((id) => found.find((gift) => gift.id === id) ?? []);
}

export const hasPaper = ({ status, receipt }: Gift): boolean =>
  status === 'RECEIPTED' && receipt !== undefined;

/** Receipts on demand for points given, under the numbers of the series that all gifts have. */
export const receiptHandlers = (deps: PointsDependencies): Receipts => {
  const { table, city, clock } = deps;
  return {
    async requestReceipt({ actor, body, intent }) {
      const { year, contact, address, registrationNumber, registrationNumberIsNew } = body;
      mustNameNoOfficeHolder(city, { 'contact.name': contact.name }, findTitledNames);
      mustSpeak(city, contact.language);
      const giver = await sealGiver(deps, intent.key, {
        giver: { kind: 'person', contact, address },
        wantsReceipt: true,
        consents: { news: false },
        registrationNumber,
        registrationNumberIsNew,
      });
      const id = newId('gift', intent.key);
      const whole = intentWith(intent, giver.registered);
      const attempt = async () => {
        const at = instant(clock);
        const act = { at, by: actedBy(actor) };
        const [before, standing] = await Promise.all([
          table.get<Member>(keys.member(actor.id)),
          readStanding(table, city, at),
        ]);
        const since = before?.unreceipted?.[year]?.since;
        const lines =
          before && since !== undefined ? await linesBetween(table, actor.id, since, before.version) : [];
        const { member, parts, memberWrite } = takeForReceipt(before, year, lines, id, { city });
        const booked = pointsGiftReceipt({
          ...{ key: intent.key, parts, giver, city, standing, act },
          refs: { member: member.number },
        });
        const { receipt, takesNumber } = booked;
        return table.commit({
          intent: whole,
          pk: booked.pk,
          event: booked.event,
          writes: [memberWrite, ...booked.writes],
          answer: { id, receipt: { year: receipt.year, number: receipt.number }, total: receipt.total },
          refused: (write) =>
            write === memberWrite || takesNumber.includes(write) ? new Taken() : undefined,
        });
      };
      return table.once(keys.gift(id).pk, whole, () => contend(attempt, () => fail('BUSY')));
    },

    async readReceiptLink({ actor, params: { id } }) {
      const member = await readMember(table, actor.id);
      const gift = member.receipts.includes(id) ? await table.get<Gift>(keys.gift(id)) : undefined;
      if (!gift) throw fail('NOT_FOUND');
      const { receipt } = gift;
      if (!receipt || !hasPaper(gift)) throw fail('RECEIPT_NOT_READY');
      const name = `기부금영수증-${printNumber(receipt)}.pdf`;
      return {
        url: await deps.documents().readLink(paperKey(receipt.year, receipt.number), LINK_SECONDS, name),
        expiresAt: new Date(clock.now().getTime() + LINK_SECONDS * 1000).toISOString(),
      };
    },
  };
};
