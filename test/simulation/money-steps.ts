import { camtOf, lee, qifOf } from '../../functions/fund/testing.ts';
import { lapseLate } from '../../functions/gifts/lapse-late.ts';
import { printReference } from '../../functions/kernel/ids.ts';
import { call } from '../../functions/kernel/testing.ts';
import { workOff } from '../../functions/points/nightly.ts';
import type { Answer, State, World } from './money-world.ts';

/** Something that somebody asks for, with their key: asked again with it, it is the same deed. */
export type Request = (key: string) => Promise<Answer>;
/** Three numbers of the history choose what a step is about. */
export type Choice = readonly [number, number, number];
type Step = (world: World, state: State, choice: Choice) => Request | undefined;

const AMOUNTS = [10_000, 50_000, 120_000, 1_000_000, 300_000] as const;
const NAMES = ['홍길동', '이몽룡', '성춘향'] as const;
const PURPOSES = ['computers', 'internet'] as const;
const CITIZENS = ['ann', 'bob', 'cho'] as const;
const pick = <T>(list: readonly T[], n: number): T | undefined =>
  list.length ? list[n % list.length] : undefined;
const one = <T>(list: readonly [T, ...T[]], n: number): T => pick(list, n) as T;
const DONE: Answer = { status: 200, body: {} };
/** Something that happens by itself: time, the bank, a job. */
const happens =
  (what: () => unknown): Request =>
  async () => {
    await what();
    return DONE;
  };

const deed =
  ({ fund }: World, verb: string, id: string, body: object, staff?: typeof lee): Request =>
  (key) =>
    fund.deed(verb, id, body, { key, ...(staff ? { staff } : {}) });

/** The bank books something today; `ref` is its own id of it. */
function bankBooks({ bank, today }: World, amount: number, more: object): Request {
  return happens(() => {
    bank.entries.push({ day: today(), amount, ref: `B${bank.entries.length}`, ...more });
  });
}
const total = (world: World, until: number) =>
  world.bank.entries.slice(0, until).reduce((sum, { amount }) => sum + amount, 0);

/** Reads a file and books it to its end; asked again it goes on with the one it had. */
function imports(world: World, file: string, fileName: string, more: object): Request {
  let statement: string | undefined;
  return async () => {
    if (!statement) {
      const added = await world.fund.add(file, fileName, more);
      if (added.status >= 300) return added;
      statement = String(added.body.id);
    }
    return bookToEnd(world, statement);
  };
}
async function bookToEnd({ fund }: World, statement: string): Promise<Answer> {
  for (;;) {
    const progress = await fund.book(statement);
    if (progress.status !== 200 || progress.body.status === 'BOOKED') return progress;
  }
}

export const STEPS: Readonly<Record<string, { readonly weight: number; readonly step: Step }>> = {
  announce: {
    weight: 6,
    step:
      ({ fund }, _, [a, b, c]) =>
      (key) =>
        call(fund.gifts.public, 'POST /api/public/gifts', {
          key,
          body: {
            giver: {
              kind: 'person',
              contact: { name: one(NAMES, b), email: 'a@example.com', language: 'ko' },
            },
            ...{ amount: one(AMOUNTS, a), wantsReceipt: false, consents: { privacy: true, news: false } },
            ...(c % 3 === 0 ? {} : { purpose: one(PURPOSES, c) }),
          },
        }),
  },
  'money comes as announced': {
    weight: 6,
    step: (world, { gifts }, [a, b]) => {
      const gift = pick(
        gifts.filter(({ way }) => way !== 'points'),
        a,
      );
      if (!gift) return undefined;
      return bankBooks(world, gift.amount, { name: one(NAMES, b), text: printReference(gift.reference) });
    },
  },
  'money comes': {
    weight: 5,
    step: (world, _, [a, b, c]) =>
      bankBooks(world, one(AMOUNTS, a), { name: one(NAMES, b), ...(c % 2 ? { text: '후원' } : {}) }),
  },
  'money leaves': {
    weight: 5,
    step: (world, { entries, balance }, [a, b]) => {
      const owed = [
        ...['carrier:kt', 'carrier:skt', 'costs'].map(balance),
        ...entries.filter(({ status }) => status === 'REFUNDING').map(({ amount }) => amount),
        5_000,
      ].filter((amount) => amount > 0);
      return bankBooks(world, -one(owed as [number], a), {
        name: b % 2 ? '케이티' : one(NAMES, b),
        text: '출금',
      });
    },
  },
  'the bank takes back': {
    weight: 2,
    step: (world, _, [a]) => {
      const taken = pick(
        world.bank.entries.filter(({ amount }) => amount > 0),
        a,
      );
      if (!taken) return undefined;
      return bankBooks(world, -taken.amount, {
        ...(taken.name ? { name: taken.name } : {}),
        text: '취소',
        reversal: true,
      });
    },
  },
  'import a statement': {
    weight: 10,
    step: (world, _, [a, b]) => {
      const { entries, told } = world.bank;
      if (entries.length === 0) return undefined;
      // It begins before what is known, so that statements overlap, and ends with a whole day.
      const from = Math.max(0, told - (a % 6));
      let to = Math.min(entries.length, from + 1 + (b % 12));
      while (to < entries.length && entries[to]?.day === entries[to - 1]?.day) to++;
      const file = camtOf({
        entries: entries.slice(from, to),
        opening: total(world, from),
        closing: total(world, to),
      });
      const imported = imports(world, file, 'statement.xml', {});
      return async (key) => {
        const answer = await imported(key);
        if (answer.status === 200) world.bank.told = Math.max(world.bank.told, to);
        return answer;
      };
    },
  },
  'import the same in another form': {
    weight: 1,
    step: (world, _, [a, b]) => {
      const { entries, told } = world.bank;
      const from = told === 0 ? 0 : a % told;
      const some = entries.slice(from, Math.min(told, from + 1 + (b % 3)));
      return some.length === 0 ? undefined : imports(world, qifOf(some), 'statement.qif', { isOurs: true });
    },
  },
  'go on with a statement': {
    weight: 6,
    step: (world, { statements }) => {
      const open = statements.find(({ status }) => status === 'BOOKING');
      return open && (() => bookToEnd(world, open.id));
    },
  },
  match: {
    weight: 6,
    step: (world, { entries, gifts }, [a, b, c]) => {
      const entry = pick(
        entries.filter(({ status }) => status === 'WAITING'),
        a,
      );
      const gift = pick(
        gifts.filter(({ status }) => status === 'ANNOUNCED'),
        b,
      );
      if (!entry || !gift) return undefined;
      return deed(world, 'match', entry.id, {
        gift: gift.id,
        ...(c % 3 ? {} : { amount: Math.ceil(entry.rest / 2) }),
      });
    },
  },
  assign: {
    weight: 6,
    step: (world, { entries }, [a, b, c]) => {
      const entry = pick(
        entries.filter(({ status }) => status === 'WAITING'),
        a,
      );
      if (!entry) return undefined;
      const as = one(['GIFT', 'GIFT', 'SETTLEMENT', 'OTHER'] as const as unknown as [string], b);
      const part = c % 3 === 0 ? { amount: Math.ceil(entry.rest / 3) } : {};
      return deed(world, 'assignment', entry.id, {
        ...{ as, ...part },
        ...(as === 'SETTLEMENT' ? {} : { purpose: one(PURPOSES, c) }),
      });
    },
  },
  'take a part back': {
    weight: 3,
    step: (world, { entries }, [a, b]) => {
      const entry = pick(
        entries.filter(({ parts }) => parts.length > 0),
        a,
      );
      const part = entry && pick(entry.parts, b);
      return entry && part && deed(world, 'undoing', entry.id, { part: part.n, reason: '잘못 맞춤' });
    },
  },
  explain: {
    weight: 5,
    step: (world, { entries }, [a, b, c]) => {
      const entry = pick(
        entries.filter(({ status }) => status === 'UNEXPLAINED'),
        a,
      );
      if (!entry) return undefined;
      const refunding = pick(
        entries.filter(({ status }) => status === 'REFUNDING'),
        c,
      );
      const bodies = [
        { as: 'COSTS' },
        { as: 'PURCHASE', purpose: one(PURPOSES, c) },
        { as: 'CARRIER', carrier: 'kt' },
        ...(refunding ? [{ as: 'REFUND', entry: refunding.id }] : []),
      ];
      return deed(world, 'explanation', entry.id, one(bodies as [object], b));
    },
  },
  refund: {
    weight: 3,
    step: (world, { entries }, [a]) => {
      const entry = pick(
        entries.filter(({ status }) => status === 'BOOKED' || status === 'WAITING'),
        a,
      );
      return entry && deed(world, 'refund', entry.id, { reason: '잘못 보내심' }, lee);
    },
  },
  'call a refund off': {
    weight: 1,
    step: (world, { entries }, [a]) => {
      const entry = pick(
        entries.filter(({ status }) => status === 'REFUNDING'),
        a,
      );
      return entry && deed(world, 'refund-cancellation', entry.id, { reason: '그대로 기부' });
    },
  },
  bounce: {
    weight: 4,
    step: (world, { entries }, [a, b]) => {
      const reverses = (amount: number) => entries.filter((one) => one.amount === -amount);
      const entry = pick(
        entries.filter(({ status, amount }) => status === 'UNEXPLAINED' && reverses(amount).length > 0),
        a,
      );
      const of = entry && pick(reverses(entry.amount), b);
      return entry && of && deed(world, 'bounce', entry.id, { of: of.id });
    },
  },
  'decide on one set aside': {
    weight: 3,
    step: (world, { entries }, [a]) => {
      const entry = pick(
        entries.filter(({ status }) => status === 'ASIDE'),
        a,
      );
      const same = entry?.like?.[0];
      return entry && deed(world, 'decision', entry.id, { sameAs: same });
    },
  },
  costs: {
    weight: 2,
    step:
      ({ fund }, _, [a, b]) =>
      (key) =>
        fund.ask('POST /api/staff/purposes/{code}/costs', {
          ...{
            params: { code: one(PURPOSES, a) },
            body: { amount: 500 + (b % 3000), note: '송금 수수료' },
            key,
          },
        }),
  },
  grant: {
    weight: 5,
    step: ({ grants, today }, _, [a, b]) => {
      let application: string | undefined;
      const { carriers } = grants.deps.city.fees;
      const carrier = carriers[a % carriers.length];
      const plan = carrier?.plans[0];
      const firstMonth = today().slice(0, 7);
      return async (key) => {
        application ??= await grants.household();
        const at = { carrier: carrier?.code, plan: plan?.code, fee: plan?.monthly };
        return grants.grant({ application, ...at, firstMonth, months: 1 + (b % 4) }, { key });
      };
    },
  },
  'stop a grant': {
    weight: 2,
    step: ({ grants, today }, state, [a]) => {
      const grant = pick(
        state.grants.filter(({ status }) => status === 'ACTIVE'),
        a,
      );
      const from = today().slice(0, 7);
      return grant && ((key) => grants.stop(grant.id, { from, reason: 'ASKED' }, { key }));
    },
  },
  'prolong a grant': {
    weight: 1,
    step: ({ grants }, state, [a, b]) => {
      const grant = pick(
        state.grants.filter(({ status }) => status === 'ACTIVE'),
        a,
      );
      return grant && ((key) => grants.prolong(grant.id, { months: 1 + (b % 3) }, { key }));
    },
  },
  'a carrier sends a fee back': {
    weight: 4,
    step: ({ grants }, state, [a, b]) => {
      const grant = pick(
        state.grants.filter(({ paid }) => paid > 0),
        a,
      );
      const month = pick(
        state.items.filter(({ kind, grant: of }) => kind === 'grant-month' && of === grant?.id),
        b,
      );
      const body = { month: month?.month, reason: 'NUMBER_UNKNOWN', payAgain: b % 2 === 0 };
      return grant && month && ((key) => grants.takeBack(grant.id, body, { key }));
    },
  },
  'start the run': {
    weight: 5,
    step: ({ grants, today }) => {
      const month = today().slice(0, 7);
      return (key) => grants.start(month, { key });
    },
  },
  'carry the run out': {
    weight: 6,
    step: ({ grants }, { runs }) => {
      const run = runs.find(({ status }) => status !== 'DONE');
      return run && happens(() => grants.carryOut(run.month));
    },
  },
  earn: {
    weight: 6,
    step: ({ points, members, today }, _, [a, b, c]) => {
      const what = { activity: c % 2 ? 'VOLUNTEERING' : 'LECTURE', count: 1 + (b % 3), day: today() };
      return (key) => points.credit(one(members as [string], a), what, { key });
    },
  },
  'a portal reports': {
    weight: 3,
    step: ({ points, members, today }, _, [a]) => {
      const day = today();
      return (key) => points.report(one(members as [string], a), { id: key, day });
    },
  },
  'give points': {
    weight: 6,
    step: ({ points }, { members }, [a, b, c]) => {
      const citizen = one(CITIZENS as unknown as [string], a);
      const has = members.find(({ account }) => account === citizen)?.balance ?? 0;
      const wanted = c % 4 === 0 ? has + 1 : 1 + (b % Math.max(1, has));
      return (key) => points.give(citizen, wanted, one(PURPOSES, c), { key });
    },
  },
  'the city pays for points': {
    weight: 2,
    step: (world, { transfers }) => {
      const owed = transfers.reduce(
        (sum, { debit, credit, amount }) =>
          sum + (debit === 'settlement' ? amount : 0) - (credit === 'settlement' ? amount : 0),
        0,
      );
      return bankBooks(world, Math.max(owed, 1_000), { name: '서울특별시', text: '포인트 정산' });
    },
  },
  night: {
    weight: 4,
    step: ({ grants: { deps } }) =>
      happens(async () => {
        await workOff(deps, Number.POSITIVE_INFINITY);
        await lapseLate(deps, deps.clock.now().toISOString());
      }),
  },
  'days pass': {
    weight: 5,
    step: ({ grants: { clock } }, _, [a, b]) => {
      const days = b % 3 === 0 ? 20 + (a % 20) : 1 + (a % 5);
      return happens(() => clock.pass({ days }));
    },
  },
  'the stream tells': {
    weight: 6,
    step: (world, { transfers }, [a, b, c]) => {
      // Some that are new and some it has told of, in an order of its own.
      const some = transfers.filter(
        ({ id }, i) => (!world.told.has(id) && (i + a) % 3 > 0) || (i + b) % 11 === 0,
      );
      const mixed = some.toSorted((x, y) =>
        (x.id.at(-1 - (c % 8)) ?? '').localeCompare(y.id.at(-1 - (c % 8)) ?? ''),
      );
      return happens(() => world.publish(mixed));
    },
  },
};
