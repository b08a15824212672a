import { post } from '../ledger/domain.ts';
import { ended, pointsIn, toNudge } from './lots.ts';
import {
  type Decided,
  eventOf,
  lineWrite,
  type Member,
  type Moment,
  moved,
  pointsTransfer,
  today,
  written,
} from './member.ts';

/** Key of a deed that no caller asked for: once for the member as it was read. */
const jobKey = (verb: string, { version }: Member): string => `${verb}-${version}`;
export type Due = Decided & { readonly key: string };

/** Every lot whose last day is past goes back to the pool: a transfer and a line each. */
function expire(before: Member, moment: Moment): Due | undefined {
  const lots = ended(before.lots, today(moment));
  if (lots.length === 0) return undefined;
  const points = pointsIn(lots);
  const left = before.lots.filter((lot) => !lots.includes(lot));
  const member = moved(before, left, { expired: before.expired + points });
  const transfers = lots.map((lot) =>
    pointsTransfer(before, 'out', { amount: lot.points, cause: 'POINTS_EXPIRED' }, moment),
  );
  const memberWrite = written(member, before, moment.city);
  return {
    member,
    memberWrite,
    key: jobKey('EXPIRY', before),
    event: eventOf(member, 'expire', moment, {
      facts: { points, days: lots.map(({ expires }) => expires) },
    }),
    writes: [
      memberWrite,
      ...lots.flatMap(({ expires }, i) => {
        const transfer = transfers[i];
        return transfer ? [lineWrite(member, transfer, { what: 'EXPIRED', expires })] : [];
      }),
      ...post(transfers).writes,
    ],
  };
}

/** That the member is to be told, once for a lot: the mail goes out with this event. */
function nudge(before: Member, moment: Moment): Due | undefined {
  const { city } = moment;
  const lot = toNudge(before.lots, today(moment), city.points.nudgeDaysBefore);
  if (!lot) return undefined;
  const lots = before.lots.map((one) => (one === lot ? { ...one, nudged: true as const } : one));
  const member: Member = { ...before, lots, version: before.version + 1 };
  const memberWrite = written(member, before, city);
  return {
    member,
    memberWrite,
    key: jobKey('NUDGE', before),
    event: eventOf(member, 'nudge', moment, { facts: { points: lot.points, day: lot.expires } }),
    writes: [memberWrite],
  };
}

/** What is due of a member today, one deed at a time: what ended first, then what is to be told. */
export const fallDue = (member: Member, moment: Moment): Due | undefined =>
  member.status === 'MEMBER' ? (expire(member, moment) ?? nudge(member, moment)) : undefined;
