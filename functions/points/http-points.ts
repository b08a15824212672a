import { instant } from '../kernel/clock.ts';
import { inTurn } from '../kernel/contend.ts';
import type { Handlers, Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy, type DomainEvent } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import type { pointsContract } from './contract.ts';
import { type Activity, type Earning, earn, earningFrom, earningKeys } from './earn.ts';
import { give } from './give.ts';
import { fail, type Member, today, usableBalance } from './member.ts';
import { accountOf, changeMember, newestLines, readMember } from './repository.ts';
import { countAnswers, mustBeComplete, surveyActivity, surveyFigures } from './survey.ts';

interface Credit {
  readonly earning: Earning;
  readonly source: Activity['source'];
  readonly intent: Intent;
  readonly by: DomainEvent['by'];
  /** Written along. */
  readonly writes?: readonly Write[];
  readonly refused?: (write: Write) => Error | undefined;
}

/** Credits an activity to a member: exactly once for its request, within the limits of its day. */
export function credit<A>(
  deps: Dependencies,
  account: string,
  { earning, source, intent, by, writes = [], refused }: Credit,
  answer: (points: number, member: Member) => A,
): Promise<A> {
  const { table, clock, city, ids } = deps;
  return changeMember(deps, account, intent, async () => {
    const found = await table.getAll(earningKeys(account, earning.day), { consistent: true });
    const moment = { at: instant(clock), by, city, ids };
    const earned = earn(earningFrom(account, earning.day, found), earning, source, moment);
    return {
      ...earned,
      writes: [...earned.writes, ...writes],
      answer: answer(earned.points, earned.member),
      ...(refused ? { refused } : {}),
    };
  });
}

type Movements = Pick<
  Handlers<typeof pointsContract>,
  'answerSurvey' | 'givePoints' | 'creditActivity' | 'reportActivity' | 'findMember' | 'readSurvey'
>;

/** Points earned and given, and what the office confirms and looks up. */
export const pointHandlers = (deps: Dependencies, turn = inTurn()): Movements => {
  const { table, city, clock, ids } = deps;
  const dayNow = () => today({ at: instant(clock), city });

  /** @throws DomainError with the code given when nobody has the number */
  const memberOf = async (number: string, unknown: 'NOT_FOUND' | 'MEMBER_UNKNOWN'): Promise<string> => {
    const account = await accountOf(table, number);
    if (account === undefined) throw fail(unknown);
    return account;
  };

  return {
    async answerSurvey({ actor, body: { answers }, intent }) {
      mustBeComplete(city, answers);
      const day = dayNow();
      return credit(
        deps,
        actor.id,
        {
          earning: { activity: surveyActivity(city).code, count: 1, day },
          source: 'survey',
          intent,
          by: actedBy(actor),
          writes: [countAnswers(answers)],
        },
        (points, member) => ({ points, balance: usableBalance(member, day) }),
      );
    },

    givePoints: ({ actor, body, intent }) =>
      turn(() =>
        changeMember(deps, actor.id, intent, async () => {
          const member = await table.get<Member>(keys.member(actor.id));
          return give(member, body, { at: instant(clock), by: actedBy(actor), city, ids });
        }),
      ),

    async creditActivity({ actor, body: { member, ...earning }, intent }) {
      const account = await memberOf(member, 'MEMBER_UNKNOWN');
      return credit(
        deps,
        account,
        { earning, source: 'staff', intent, by: actedBy(actor) },
        (points, { number }) => ({ number, points }),
      );
    },

    async reportActivity({ actor, body: { id, member, ...earning }, intent }) {
      // A report that was taken keeps its answer, also when its member has left and the number leads nowhere.
      const taken = await table.get<{ account: string }>(keys.activityReport(actor.id, id), ['account']);
      const account = taken?.account ?? (await memberOf(member, 'MEMBER_UNKNOWN'));
      const report: Write = {
        put: { ...keys.activityReport(actor.id, id), kind: 'activityReport', account, at: instant(clock) },
      };
      return credit(
        deps,
        account,
        {
          earning,
          source: 'portal',
          intent,
          by: actedBy(actor),
          writes: [report],
          // The same report again meets its own event before; this one says that another member did it.
          refused: (write) => (write === report ? fail('KEY_REUSED') : undefined),
        },
        (points, { number }) => ({ id, number, points }),
      );
    },

    async findMember({ params: { reference } }) {
      const member = await readMember(table, await memberOf(reference, 'NOT_FOUND'));
      const { number, joinedAt } = member;
      const { items } = await newestLines(table, member.account, 50);
      const confirmed = items.flatMap(({ id, at, activity, count, day, points, evidence }) =>
        activity && count && day && evidence ? [{ id, at, activity, count, day, points, evidence }] : [],
      );
      return { number, joinedAt, balance: usableBalance(member, dayNow()), confirmed };
    },

    readSurvey: async () => surveyFigures(city, await table.get(keys.surveyCounts())),
  };
};
