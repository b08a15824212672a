import type * as z from 'zod';
import type { giftsContract } from '../../../functions/gifts/contract.ts';
import type { FollowData, GiftWords } from '../follow/data.ts';
import { call } from './api.ts';
import { element } from './element.ts';
import { type Deeds, ends, head, timeline, type Words } from './follow-parts.ts';
import { type Receipt, receiptPart } from './follow-receipt.ts';
import { roadOf, WAYS } from './follow-way.ts';
import { fill } from './page-data.ts';
import { printReference } from './ulid.ts';

type Gift = z.output<(typeof giftsContract)['routes']['followGift']['answer']>;

/** The page of whoever gave money: how to transfer it, or what became of it. */
export async function giftPage(
  path: string,
  session: string,
  data: FollowData,
  deeds: Deeds,
): Promise<Node[]> {
  const [gift, money] = await Promise.all([call<Gift>(path, { session }), call<GiftWords>(data.giftWords)]);
  const receipt =
    gift.receipt && (await call<Receipt>(`${path}/receipt`, { session }).catch(() => undefined));
  const { show } = data;
  const { status, stages, purpose } = gift;
  const way = WAYS.gift.filter((stop) => stop !== 'RECEIPTED' || gift.wantsReceipt);
  const sum = fill(money.amount, {
    amount: gift.amount.toLocaleString(data.locale),
    purpose: purpose ? ((money.purposes as Words)[purpose] ?? purpose) : money.any,
  });
  return [
    ...head(money.gift, status, money.status, data, gift.reference),
    element('p', 'follow-items', sum),
    ...(gift.transfer ? [howTo(gift.transfer, data, money)] : []),
    element('h2', '', show.progress),
    timeline(roadOf(way, stages, status), money.stages, data, {
      BOOKED: Boolean(gift.booked) && came(gift.booked, data, money),
      RETURNED: Boolean(gift.returned) && money.returned[gift.returned?.reason ?? 'REFUNDED'],
    }),
    ...inLedger(gift.booked, money),
    ...receiptPart(receipt, data, deeds),
    ends(data, deeds, gift.mayWithdraw && money.withdraw),
  ];
}

const dayOf = (day: string, data: FollowData): string =>
  new Date(day).toLocaleDateString(data.locale, { dateStyle: 'long', timeZone: 'UTC' });

const came = (booked: Gift['booked'], data: FollowData, money: GiftWords): string =>
  fill(money.came, {
    day: dayOf(booked?.day ?? '', data),
    amount: (booked?.amount ?? 0).toLocaleString(data.locale),
  });

function howTo(to: NonNullable<Gift['transfer']>, data: FollowData, money: GiftWords): Node {
  const inWords = (words: Words): string =>
    words[document.documentElement.lang] ?? Object.values(words)[0] ?? '';
  const values = {
    bank: inWords(to.bank),
    account: to.number,
    holder: inWords(to.holder),
    day: dayOf(to.until, data),
    reference: printReference(to.reference),
  };
  return element('p', 'follow-transfer', fill(money.transfer, values));
}

/** Under which numbers anyone finds it, and nobody's name, in the open ledger. */
function inLedger(booked: Gift['booked'], money: GiftWords): Node[] {
  if (!booked) return [];
  const link = element('a', '', money.ledger);
  link.href = money.ledgerHref;
  return [
    element('p', 'note', money.gone, ' ', link),
    element(
      'ul',
      'follow-numbers',
      ...booked.transfers.map((id) => element('li', '', element('code', '', id))),
    ),
  ];
}
