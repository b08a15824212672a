import { instant } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import { mustSpeak } from '../kernel/languages.ts';
import { findTitledNames, mustNameNoOfficeHolder } from '../kernel/printed-text.ts';
import type { pointsContract } from './contract.ts';
import { hasPaper, receiptsOf } from './http-receipts.ts';
import { join, leave, personOf } from './join.ts';
import { usable } from './lots.ts';
import type { Member } from './member.ts';
import { today, usableBalance } from './member.ts';
import { changeMember, listLines, readMember } from './repository.ts';
import { surveyActivity } from './survey.ts';

type Memberships = Pick<
  Handlers<typeof pointsContract>,
  'joinPoints' | 'readMember' | 'leavePoints' | 'listLines'
>;

/** What a member sees of themselves: join, look, leave. */
export const memberHandlers = (deps: Dependencies): Memberships => {
  const { table, vault, city, clock, ids } = deps;
  const stored = (account: string) => table.get<Member>(keys.member(account));
  return {
    async joinPoints({ actor, body, intent }) {
      const { contact, consents } = body;
      mustNameNoOfficeHolder(city, { 'contact.name': contact.name }, findTitledNames);
      mustSpeak(city, contact.language);
      const personId = personOf(intent.key);
      const sealed = await vault.seal({ person: personId }, contact);
      return changeMember(deps, actor.id, intent, async () => {
        const { language } = contact;
        const joining = { account: actor.id, personId, language, contact: sealed, news: consents.news };
        const moment = { at: instant(clock), by: actedBy(actor), city, ids };
        const joined = join(await stored(actor.id), joining, moment);
        const { number, joinedAt } = joined.member;
        return { ...joined, answer: { number, joinedAt } };
      });
    },

    async readMember({ actor }) {
      const member = await readMember(table, actor.id);
      const day = today({ at: instant(clock), city });
      const lots = usable(member.lots, day).map(({ expires, points }) => ({ expires, points }));
      const balance = usableBalance(member, day);
      const { receiptFrom, worth } = city.points;
      const receipts = await receiptsOf(deps, member);
      const [nextExpiry] = lots;
      return {
        number: member.number,
        joinedAt: member.joinedAt,
        balance,
        worth: balance * worth,
        lots,
        ...(nextExpiry ? { nextExpiry } : {}),
        survey: !member.done.includes(surveyActivity(city).code),
        receiptFrom,
        unreceipted: Object.entries(member.unreceipted)
          .sort(([a], [b]) => b.localeCompare(a))
          .map(([year, open]) => ({
            year,
            points: open.points,
            worth: open.worth,
            mayRequest: open.worth >= receiptFrom,
          })),
        receipts: receipts.map((gift) => ({
          id: gift.id,
          amount: gift.amount,
          issuedAt: gift.stages.BOOKED ?? gift.since,
          ...(gift.receipt ? { receipt: gift.receipt } : {}),
          ready: hasPaper(gift),
        })),
      };
    },

    leavePoints: ({ actor, intent }) =>
      changeMember(deps, actor.id, intent, async () => {
        const moment = { at: instant(clock), by: actedBy(actor), city, ids };
        const left = leave(await stored(actor.id), moment);
        return { ...left, answer: { ended: left.ended } };
      }),

    async listLines({ actor, query }) {
      await readMember(table, actor.id);
      const { items, cursor } = await listLines(deps, actor.id, query);
      return {
        items: items.map(
          ({ id, at, what, points, activity, count, day, expires, purpose, worth, transfer }) => ({
            ...{ id, at, what, points, activity, count, day, expires, purpose, worth, transfer },
          }),
        ),
        ...(cursor ? { cursor } : {}),
      };
    },
  };
};
