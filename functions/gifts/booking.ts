import type { City } from '../kernel/city.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { newId, referenceOf } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import { sum } from '../kernel/money.ts';
import type { Write } from '../kernel/table.ts';
import type { Transfer } from '../ledger/domain.ts';
import { issueReceipt, type Receipt, type Standing } from '../receipts/domain.ts';
import { type Act, type Gift, giftQueue, isUnnamed, moveGift } from './domain.ts';
import type { GiverWrites } from './giver.ts';
import { queued, waitsNoMore } from './places.ts';

/** What came: an entry of the bank's statement and the transfers of the ledger that bring it to its purposes. */
export interface BookedEntry {
  readonly id: string;
  /** The day on the statement: the gift's own date. */
  readonly day: string;
  /** Those that credit a purpose are the gift; others of the same entry may stand beside them. */
  readonly transfers: readonly Pick<Transfer, 'id' | 'amount' | 'credit'>[];
}

/** A gift that is booked with its receipt, for one transaction with the entry and its transfers. */
export interface BookedGift {
  readonly gift: Gift;
  /** Partition of the gift: where the event belongs that is committed with it. */
  readonly pk: string;
  readonly event: DomainEvent;
  /** Everything to write, `takesNumber` among it. */
  readonly writes: Write[];
  /** When one of these is refused, another receipt was quicker: read the standing anew and decide again (`Taken`). */
  readonly takesNumber: readonly Write[];
  readonly receipt: Receipt;
}

interface Booking {
  readonly city: City;
  /** The series as it stands: `readStanding` of receipts/domain.ts, read in the same attempt. */
  readonly standing: Standing;
  readonly act: Act;
}

const arrivedOf = ({ id, day, transfers }: BookedEntry) => {
  const own = transfers.filter(({ credit }) => credit.startsWith('purpose:'));
  if (own.length === 0) throw new Error('a gift is booked by the transfers that bring it to a purpose');
  const purposes = [...new Set(own.map(({ credit }) => credit.slice('purpose:'.length)))];
  const booked = {
    entry: id,
    day,
    amount: sum(own.map(({ amount }) => amount)),
    transfers: own.map((t) => t.id),
  };
  return { booked, purposes };
};

/** The receipt of a gift of money: one line, without quantity and unit price in any real sense. */
function receiptFor(gift: Gift, amount: number, givenOn: string, { city, standing, act }: Booking) {
  const { voided } = gift;
  return issueReceipt(
    city,
    standing,
    {
      gift: gift.id,
      personId: gift.personId,
      giverKind: gift.giverKind,
      givenOn,
      form: 'money',
      lines: [{ kind: 'money', count: 1, unitPrice: amount }],
      anonymous: isUnnamed(gift) ? true : undefined,
      donorHash: isUnnamed(gift) ? undefined : gift.donorHash,
      replaces: voided && { year: voided.year, number: voided.number },
    },
    act.at,
  );
}

const factsOf = (receipt: Receipt, booked: NonNullable<Gift['booked']>, purposes: readonly string[]) => ({
  year: receipt.year,
  number: receipt.number,
  total: receipt.total,
  day: booked.day,
  transfers: [...booked.transfers],
  purposes,
  ...(receipt.anonymous ? { anonymous: true } : {}),
});

/**
 * The money of an announced gift has come: the gift is BOOKED and its receipt issued, in the caller's transaction. What
 * came counts, not what was announced. Nothing is committed here: the caller adds the entry and the transfers, commits
 * under `pk` with `event`, and contends for the number as for goods (donations/acceptance.ts).
 * @throws DomainError ILLEGAL_MOVE (409) when the gift does not wait
 */
export function bookGift({
  gift,
  entry,
  ...booking
}: Booking & { gift: Gift; entry: BookedEntry }): BookedGift {
  const { booked, purposes } = arrivedOf(entry);
  const { receipt, takesNumber, writes } = receiptFor(gift, booked.amount, booked.day, booking);
  const { year, number } = receipt;
  const set = { booked, announced: gift.amount, amount: booked.amount, receipt: { year, number } };
  const moved = moveGift(gift, 'book', booking.act, {
    set,
    ...(gift.voided ? { remove: ['voided'] as const } : {}),
    refs: { entry: entry.id },
    facts: factsOf(receipt, booked, purposes),
  });
  return {
    gift: { ...gift, ...set, status: moved.to },
    pk: keys.gift(gift.id).pk,
    event: moved.event,
    writes: [moved.write, ...waitsNoMore(gift), ...writes],
    takesNumber,
    receipt,
  };
}

const UNKNOWN = { giverKind: 'person', wantsReceipt: false, anonymous: true } as const;

function bornBooked(
  born: Pick<Gift, 'id' | 'way' | 'amount' | 'giverKind' | 'wantsReceipt'> & Partial<Gift>,
  receiptOf: (gift: Gift) => ReturnType<typeof issueReceipt>,
  { act }: Booking,
  what: { refs: Record<string, string>; purposes: readonly string[]; writes: readonly Write[]; type: string },
): BookedGift {
  const { at } = act;
  const draft: Gift = {
    kind: 'gift',
    reference: referenceOf(born.id),
    status: 'BOOKED',
    version: 1,
    stages: { BOOKED: at },
    since: at,
    ...born,
  };
  const { receipt, takesNumber, writes } = receiptOf(draft);
  const gift: Gift = { ...draft, receipt: { year: receipt.year, number: receipt.number } };
  const key = keys.gift(gift.id);
  return {
    gift,
    pk: key.pk,
    event: {
      type: what.type,
      subject: gift.id,
      to: 'BOOKED',
      at,
      by: act.by,
      refs: { ...(gift.personId ? { person: gift.personId } : {}), ...what.refs },
      facts: factsOf(receipt, gift.booked as NonNullable<Gift['booked']>, what.purposes),
    },
    writes: [{ put: { ...key, ...gift, ...queued(giftQueue('BOOKED'), gift) } }, ...what.writes, ...writes],
    takesNumber,
    receipt,
  };
}

/**
 * A deposit that nobody announced becomes a gift, BOOKED at once: of somebody whom staff has asked (`sealGiver`), or of
 * nobody known, whose receipt the Chest keeps.
 * @param key ULID of the gift, e.g. the caller's idempotency key
 */
export function unannouncedGift({
  key,
  entry,
  giver,
  ...booking
}: Booking & { key: string; entry: BookedEntry; giver?: GiverWrites | undefined }): BookedGift {
  const { booked, purposes } = arrivedOf(entry);
  return bornBooked(
    {
      id: newId('gift', key),
      way: 'unannounced',
      amount: booked.amount,
      booked,
      ...(giver?.known ?? UNKNOWN),
    },
    (gift) => receiptFor(gift, booked.amount, booked.day, booking),
    booking,
    { type: 'gift.bookUnannounced', refs: { entry: entry.id }, purposes, writes: giver?.writes ?? [] },
  );
}

/**
 * Points that a member gave, turned into money for the Chest, get a receipt when the member asks for one: it is a gift
 * of its own, so that paper, follow, void and reissue are those of every gift of money.
 * @param parts each gift of points that the receipt is for: its worth (₩), day and purpose; not yet in another receipt
 * @param refs ids that the event names, e.g. `{ member }`; nothing personal
 */
export function pointsGiftReceipt({
  key,
  parts,
  giver,
  refs = {},
  ...booking
}: Booking & {
  key: string;
  parts: readonly { amount: number; day: string; purpose: string; transfer: string }[];
  giver: GiverWrites;
  refs?: Record<string, string>;
}): BookedGift {
  const amount = sum(parts.map((part) => part.amount));
  const days = parts.map(({ day }) => day).sort();
  const givenOn = days.at(-1);
  if (!givenOn) throw new Error('a receipt of points is for one gift of them at least');
  const booked = { day: givenOn, amount, transfers: parts.map(({ transfer }) => transfer) };
  return bornBooked(
    { id: newId('gift', key), way: 'points', amount, booked, ...giver.known },
    (gift) =>
      issueReceipt(
        booking.city,
        booking.standing,
        {
          gift: gift.id,
          personId: gift.personId,
          giverKind: gift.giverKind,
          givenOn,
          form: 'money',
          lines: parts.map((part) => ({
            kind: 'points',
            count: 1,
            unitPrice: part.amount,
            givenOn: part.day,
          })),
          donorHash: gift.donorHash,
        },
        booking.act.at,
      ),
    booking,
    {
      type: 'gift.bookPoints',
      refs,
      purposes: [...new Set(parts.map(({ purpose }) => purpose))],
      writes: giver.writes,
    },
  );
}
