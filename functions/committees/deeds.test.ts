import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { newId } from '../kernel/ids.ts';
import { type Key, keys } from '../kernel/keys.ts';
import { staffActor } from '../kernel/testing.ts';
import { account, auditor, type CommitteeOffice, committeesOn, SUB, seatOf, TODAY } from './testing.ts';

vi.spyOn(console, 'log').mockImplementation(() => undefined);

let local: LocalTable;
let office: CommitteeOffice;
let run = 0;
beforeAll(async () => {
  local = await openLocalTable();
}, 60_000);
afterAll(() => local.stop());
beforeEach(async () => {
  // Committees are the city pack's: each test begins without their members.
  const items = (await local.everything()) as unknown as Key[];
  for (let from = 0; from < items.length; from += 100)
    await local.table.transact(items.slice(from, from + 100).map((key) => ({ remove: key, when: {} })));
  office = committeesOn(local.table, `deeds-${++run}`);
});

const code = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body.code];
/** A refusal changes nothing. */
async function refused(
  deed: () => Promise<{ status: number; body: Record<string, unknown> }>,
  status: number,
  wanted: string,
) {
  const before = await local.everything();
  const answer = await deed();
  expect(code(answer)).toEqual([status, wanted]);
  expect(await local.everything()).toEqual(before);
  return answer.body.detail as Record<string, unknown>;
}
const MATTER = { kind: 'MATTER', title: '내년도 배분 기준' };

describe('members', () => {
  test('each seat once, one chair at a day, an account once', async () => {
    const [first = ''] = await office.seat(7);
    await refused(() => office.appoint(SUB), 409, 'SEATS_TAKEN');
    const after = { from: '2028-01-01', until: '2029-12-31' };
    expect((await office.appoint(SUB, { ...after, account: account(1), chair: true })).status).toBe(201);
    await refused(() => office.appoint(SUB, { ...after, chair: true }), 409, 'CHAIR_TAKEN');
    await refused(() => office.appoint(SUB, { ...after, account: account(1) }), 409, 'MEMBER_TWICE');
    await refused(
      () => office.appoint(SUB, { from: '2026-01-01', until: '2028-01-01' }),
      422,
      'TERM_TOO_LONG',
    );
    const end = (until: string) =>
      office.write(
        'committees/{code}/members/{id}/end',
        { code: SUB, id: first },
        { until, reason: 'RESIGNED' },
      );
    await refused(() => end('2027-12-31'), 409, 'TERM_OVER');
    await refused(() => end('2025-12-31'), 422, 'TERM_BACKWARDS');
    expect((await end('2026-11-22')).status).toBe(200);
    // The seat is free from the day after.
    expect((await office.appoint(SUB, { from: '2026-11-22', until: '2027-01-01' })).status).toBe(409);
    expect((await office.appoint(SUB, { from: TODAY, until: '2027-01-01' })).body.seat).toBe(1);
  });

  test('two who take the last seat at once: one has it', async () => {
    await office.seat(6);
    const answers = await Promise.all([office.appoint(SUB), office.appoint(SUB), office.appoint(SUB)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  test('names lie sealed; accounts and interests are the office’s and each member’s own', async () => {
    const interests = [newId('organisation', office.deps.ids.ulid())];
    await office.seat(2, SUB, (n) => ({ name: `카나리아${n}`, interests, about: '이사로 있음' }));
    expect(JSON.stringify(await local.everything())).not.toMatch(/카나리아|이사로/);
    const cards = async (staff?: Parameters<typeof office.meeting>[1]) =>
      (await office.read('committees', {}, staff)).body.committees as {
        code: string;
        own?: string;
        members: Record<string, unknown>[];
      }[];
    const [own] = await cards(seatOf(1));
    expect(await cards(seatOf(1))).toHaveLength(1);
    expect(own?.members.map(({ name }) => name)).toEqual(['카나리아1', '카나리아2']);
    expect(own?.members.map((one) => one.interests)).toEqual([interests, undefined]);
    expect(own?.members.map((one) => one.account)).toEqual([account(1), undefined]);
    expect(await cards(staffActor('committee', undefined, 'nobody'))).toEqual([]);
    expect((await cards(auditor)).map((card) => card.code)).toEqual([SUB, 'STEERING', 'DIGITAL_DIVIDE']);
  });
});

describe('a meeting', () => {
  test('is called, opened with who is there, and closed when nothing is open', async () => {
    const [a = '', b = '', c = '', d = ''] = await office.seat(7);
    await refused(
      () => office.write('meetings', {}, { committee: SUB, day: '2026-11-22', time: '14:00', place: '방' }),
      422,
      'MEETING_IN_PAST',
    );
    const id = await office.callMeeting(SUB, '2026-11-24');
    await refused(() => office.open(id, { present: [a], presiding: a }), 409, 'MEETING_TOO_EARLY');
    expect((await office.change(id, { day: TODAY, time: '10:00', place: '소회의실' })).status).toBe(200);
    await refused(() => office.open(id, { present: [a], presiding: b }), 422, 'PRESIDING_NOT_PRESENT');
    await refused(
      () => office.open(id, { present: [newId('member', office.deps.ids.ulid())], presiding: a }),
      422,
      'MEMBER_UNKNOWN',
    );
    const opened = await office.open(id, { present: [a, b, c], presiding: a });
    expect(opened.body).toMatchObject({ status: 'OPEN', year: '2026', number: 1 });
    await refused(() => office.open(id, { present: [a], presiding: a }), 409, 'ILLEGAL_MOVE');
    await office.add(id, MATTER);
    expect(await refused(() => office.close(id), 409, 'ITEMS_OPEN')).toEqual({ items: [1] });
    await refused(() => office.startVote(id, 1), 409, 'QUORUM_LOST');
    expect((await office.attend(id, { present: [a, b, c, d], presiding: b })).status).toBe(200);
    expect((await office.startVote(id, 1)).body.status).toBe('VOTING');
    await refused(() => office.close(id), 409, 'ITEMS_OPEN');
    expect((await office.defer(id, 1, { note: '자료가 더 필요함' })).body.status).toBe('DEFERRED');
    expect((await office.close(id)).body.status).toBe('CLOSED');
    await refused(() => office.add(id, MATTER), 409, 'MEETING_NOT_OPEN');
    await refused(() => office.drop(id, 1, { reason: 'NOT_NEEDED' }), 409, 'MEETING_NOT_OPEN');
    const next = await office.convene([a, b, c, d], []);
    expect((await office.meeting(next)).body).toMatchObject({ year: '2026', number: 2, presiding: a });
  });

  test('numbers have no gap where several are opened at once', async () => {
    const members = await office.seat(4);
    const ids = [];
    for (let i = 0; i < 6; i++) ids.push(await office.callMeeting());
    const answers = await Promise.all(
      ids.map((id) => office.open(id, { present: members, presiding: members[0] })),
    );
    expect(answers.map(({ body }) => body.number).sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('can be cancelled when nothing on its agenda is open', async () => {
    const id = await office.callMeeting();
    await office.add(id, MATTER);
    await refused(() => office.cancel(id), 409, 'ITEMS_OPEN');
    await office.drop(id, 1, { reason: 'ENTERED_WRONGLY' });
    expect((await office.cancel(id)).body.status).toBe('CANCELLED');
  });

  test('is seen by its members, and by no other member', async () => {
    const members = await office.seat(4);
    await office.seat(1, 'STEERING', () => ({ account: 'steering-1' }));
    const id = await office.convene(members, [MATTER]);
    expect((await office.meeting(id, seatOf(2))).body).toMatchObject({ own: members[1], moves: [] });
    const other = staffActor('committee', undefined, 'steering-1');
    expect(code(await office.meeting(id, other))).toEqual([403, 'NOT_A_MEMBER']);
    expect(code(await office.item(id, 1, other))).toEqual([403, 'NOT_A_MEMBER']);
    const list = (staff: typeof other) =>
      office.read('meetings', {}, staff, { status: 'OPEN', committee: SUB });
    expect(code(await list(other))).toEqual([403, 'NOT_A_MEMBER']);
    expect((await list(seatOf(2))).body.items).toHaveLength(1);
    // Whoever is not in office any more does not see what came after.
    const end = { until: '2026-11-22', reason: 'RESIGNED' };
    await office.write('committees/{code}/members/{id}/end', { code: SUB, id: members[1] ?? '' }, end);
    expect(code(await office.meeting(id, seatOf(2)))).toEqual([403, 'NOT_A_MEMBER']);
  });
});

describe('a vote', () => {
  test('is cast once by each who is present, while it is open', async () => {
    const members = await office.seat(5);
    const [, b = '', c = '', , e = ''] = members;
    const id = await office.convene(members.slice(0, 4), [MATTER]);
    const mine = (n: number, body: object = {}) =>
      office.vote(id, 1, { vote: 'FOR', ...body }, { staff: seatOf(n) });
    await refused(() => mine(1), 409, 'VOTE_CLOSED');
    await office.startVote(id, 1);
    expect((await mine(1)).body.status).toBe('VOTING');
    await refused(() => mine(1, { vote: 'AGAINST' }), 409, 'VOTED_ALREADY');
    await refused(() => office.vote(id, 1, { vote: 'FOR', member: members[0] }), 409, 'VOTED_ALREADY');
    await refused(() => mine(1, { member: b }), 403, 'NOT_A_MEMBER');
    await refused(() => mine(5), 409, 'NOT_PRESENT');
    await refused(() => office.vote(id, 1, { vote: 'FOR', member: e }), 409, 'NOT_PRESENT');
    await refused(() => office.vote(id, 1, { vote: 'FOR' }), 403, 'NOT_A_MEMBER');
    expect(code(await office.vote(id, 1, { vote: 'FOR', member: b }, { staff: auditor }))).toEqual([
      403,
      'NOT_ALLOWED',
    ]);
    expect((await office.vote(id, 1, { vote: 'AGAINST', member: b })).status).toBe(200);
    // Until it is decided, a member sees their own.
    expect((await office.item(id, 1, seatOf(1))).body.votes).toEqual([
      { member: members[0], vote: 'FOR', recorded: false },
    ]);
    expect((await office.item(id, 1, seatOf(1))).body.result).toBeUndefined();
    expect(await refused(() => office.decide(id, 1), 409, 'VOTES_MISSING')).toEqual({
      members: [c, members[3]],
    });
    await office.voteAll(id, 1, [c, members[3] ?? '']);
    expect((await office.decide(id, 1, { note: '보완하여 시행' })).body).toEqual({
      id,
      n: 1,
      status: 'APPROVED',
      decision: '2026-배분-01',
    });
    await refused(() => mine(1), 409, 'VOTE_CLOSED');
    await refused(() => office.decide(id, 1), 409, 'ILLEGAL_MOVE');
    const { body } = await office.item(id, 1, seatOf(1));
    expect(body.votes).toHaveLength(4);
    expect(body.result).toMatchObject({ for: 3, against: 1, outcome: 'APPROVED' });
  });

  test('of all members at one moment: none is lost, none is counted twice', async () => {
    const members = await office.seat(7);
    const id = await office.convene(members, [MATTER]);
    await office.startVote(id, 1);
    const twice = [...members, ...members];
    const answers = await Promise.all(twice.map((member) => office.vote(id, 1, { vote: 'FOR', member })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(7);
    for (const { status, body } of answers) if (status !== 200) expect(body.code).toBe('VOTED_ALREADY');
    expect((await office.decide(id, 1)).status).toBe(200);
    expect((await office.item(id, 1)).body.result).toMatchObject({ for: 7 });
  });
});

describe('conflict of interest', () => {
  const anOrganisation = () => newId('organisation', office.deps.ids.ulid());

  test('a member of an organisation of the plan sees nothing of it and cannot vote', async () => {
    const own = anOrganisation();
    const members = await office.seat(6, SUB, (n) => ({ interests: n === 2 ? [own] : [] }));
    const plan = await office.plan({ organisations: [anOrganisation(), own] });
    const id = await office.convene(members, [MATTER, { kind: 'PLAN', plan }]);
    const { upload = '' } = (await office.form(id, 2, { fileName: 'a.pdf' })).body as { upload: string };
    office.uploads.files.set(`committees/${id}/2/${upload}`, Buffer.from('%PDF-1.7'));
    expect((await office.addPaper(id, 2, { upload, title: '검토 의견', fileName: 'a.pdf' })).status).toBe(
      201,
    );
    await office.startVote(id, 2);

    const [me, other] = [seatOf(2), seatOf(3)];
    const { body } = await office.meeting(id, me);
    expect(body.recusedFrom).toEqual([2]);
    expect((body.agenda as { n: number }[]).map(({ n }) => n)).toEqual([1]);
    expect(JSON.stringify(body)).not.toContain(plan);
    for (const look of [
      office.item(id, 2, me),
      office.lines(id, 2, me),
      office.paper(id, 2, upload, me),
      office.vote(id, 2, { vote: 'FOR' }, { staff: me }),
      office.recuse(id, 2, {}, { staff: me }),
      office.minutes(id, me),
    ])
      expect(code(await look)).toEqual([403, 'RECUSED']);
    await refused(() => office.vote(id, 2, { vote: 'FOR', member: members[1] }), 403, 'RECUSED');
    // The others see it, papers and lines.
    expect((await office.item(id, 2, other)).body.recusals).toEqual([
      { member: members[1], because: 'INTEREST' },
    ]);
    expect((await office.lines(id, 2, other)).body.items).toHaveLength(4);
    expect(String((await office.paper(id, 2, upload, other)).body.url)).toContain(upload);
    // A member who works for the Chest as well is a member all the same.
    const both = staffActor(['chest', 'committee'], undefined, account(2));
    expect(code(await office.item(id, 2, both))).toEqual([403, 'RECUSED']);
    await office.voteAll(
      id,
      2,
      members.filter((_, i) => i !== 1),
    );
    expect((await office.decide(id, 2, { legalBasis: 'CHEST' })).body.status).toBe('APPROVED');
    expect(code(await office.item(id, 2, me))).toEqual([403, 'RECUSED']);
  });

  test('a declaration takes the vote with it, and the quorum may be lost by it', async () => {
    const members = await office.seat(5, SUB);
    const id = await office.convene(members.slice(0, 4), [MATTER]);
    await office.startVote(id, 1);
    await office.voteAll(id, 1, members.slice(0, 4));
    expect((await office.recuse(id, 1, {}, { staff: seatOf(2) })).status).toBe(200);
    expect(code(await office.item(id, 1, seatOf(2)))).toEqual([403, 'RECUSED']);
    // 3 of 5 are still more than one half.
    expect((await office.item(id, 1)).body.result).toMatchObject({
      for: 3,
      quorum: { needed: 3, present: 3, reached: true },
    });
    await refused(() => office.recuse(id, 1, { member: members[1] }), 409, 'RECUSED_ALREADY');
    expect((await office.recuse(id, 1, { member: members[2] })).status).toBe(200);
    expect(await refused(() => office.decide(id, 1), 409, 'QUORUM_LOST')).toMatchObject({
      needed: 3,
      present: 2,
    });
    // It ends in a stated place: with another member, or at another meeting.
    expect((await office.defer(id, 1)).body.status).toBe('DEFERRED');
    expect((await office.close(id)).status).toBe(200);
  });

  test('an interest that is entered while the vote is open counts', async () => {
    const own = anOrganisation();
    const members = await office.seat(5);
    const plan = await office.plan({ organisations: [own] });
    const id = await office.convene(members, [{ kind: 'PLAN', plan }]);
    await office.startVote(id, 1);
    await office.voteAll(id, 1, members);
    const member = { name: '위원3', chair: false, account: account(3), interests: [own] };
    await office.write(
      'committees/{code}/members/{id}/amendment',
      { code: SUB, id: members[2] ?? '' },
      member,
    );
    const done = await office.decide(id, 1, { legalBasis: 'CHEST' });
    expect(done.body.status).toBe('APPROVED');
    expect((await office.item(id, 1)).body.result).toMatchObject({ for: 4, quorum: { present: 4 } });
  });
});

describe('a plan', () => {
  test('is decided with number and legal basis in the same transaction', async () => {
    const members = await office.seat(4);
    const plan = await office.plan();
    const id = await office.convene(members, [{ kind: 'PLAN', plan }]);
    await refused(() => office.add(id, { kind: 'PLAN', plan }), 409, 'PLAN_ON_AGENDA');
    await office.startVote(id, 1);
    await office.voteAll(id, 1, members);
    await refused(() => office.decide(id, 1), 422, 'LEGAL_BASIS_NEEDED');
    await office.decide(id, 1, { legalBasis: 'DIGITAL_INCLUSION_24' });
    expect(await office.planState(plan)).toMatchObject({
      status: 'DECIDED',
      decision: {
        committee: SUB,
        number: '2026-배분-01',
        decidedOn: TODAY,
        legalBasis: 'DIGITAL_INCLUSION_24',
        outcome: 'APPROVED',
      },
    });
    const events = await local.table.part<{ type: string }>(keys.allotment(plan).pk, 'EVT#');
    expect(events.map(({ type }) => type)).toEqual(['allotment.decide']);
    await refused(() => office.add(id, { kind: 'PLAN', plan }), 409, 'PLAN_NOT_PROPOSED');
  });

  test('is rejected by a tie', async () => {
    const members = await office.seat(4);
    const plan = await office.plan();
    const id = await office.convene(members, [{ kind: 'PLAN', plan }]);
    await office.startVote(id, 1);
    await office.voteAll(id, 1, members.slice(0, 2), 'FOR');
    await office.voteAll(id, 1, members.slice(2), 'AGAINST');
    expect((await office.decide(id, 1, { legalBasis: 'CHEST' })).body.status).toBe('REJECTED');
    expect(await office.planState(plan)).toMatchObject({
      status: 'REJECTED',
      decision: { outcome: 'REJECTED' },
    });
  });

  test.each(['before the vote', 'during the vote'])(
    'withdrawn while on the agenda, %s: it is dropped',
    async (when) => {
      const members = await office.seat(4);
      const plan = await office.plan();
      const id = await office.convene(members, [{ kind: 'PLAN', plan }]);
      if (when === 'during the vote') {
        await office.startVote(id, 1);
        await office.voteAll(id, 1, members);
      }
      await local.table.update(keys.allotment(plan), { set: { status: 'WITHDRAWN', version: 2 } }, {});
      const next = () =>
        when === 'during the vote' ? office.decide(id, 1, { legalBasis: 'CHEST' }) : office.startVote(id, 1);
      expect(await refused(next, 409, 'PLAN_NOT_PROPOSED')).toEqual({ status: 'WITHDRAWN' });
      expect((await office.drop(id, 1, { reason: 'PLAN_WITHDRAWN' })).body.status).toBe('DROPPED');
      expect((await office.close(id)).status).toBe(200);
    },
  );

  test('changed since the vote was opened: the vote was on another plan', async () => {
    const members = await office.seat(4);
    const plan = await office.plan();
    const id = await office.convene(members, [{ kind: 'PLAN', plan }]);
    await office.startVote(id, 1);
    await office.voteAll(id, 1, members);
    await local.table.update(keys.allotment(plan), { set: { version: 2 } }, {});
    await refused(() => office.decide(id, 1, { legalBasis: 'CHEST' }), 409, 'PLAN_CHANGED');
    await office.defer(id, 1);
    // It may come again, and is voted on as it is now.
    expect((await office.add(id, { kind: 'PLAN', plan })).body.n).toBe(2);
    await office.startVote(id, 2);
    await office.voteAll(id, 2, members);
    expect((await office.decide(id, 2, { legalBasis: 'CHEST' })).body.decision).toBe('2026-배분-01');
  });

  test.each(['COMPUTING', 'WITHDRAWN', 'EXECUTED'] as const)(
    'that is %s is not put on an agenda',
    async (status) => {
      const id = await office.callMeeting();
      const plan = await office.plan({ status });
      expect(await refused(() => office.add(id, { kind: 'PLAN', plan }), 409, 'PLAN_NOT_PROPOSED')).toEqual({
        status,
      });
      const unknown = newId('allotment', office.deps.ids.ulid());
      await refused(() => office.add(id, { kind: 'PLAN', plan: unknown }), 422, 'PLAN_UNKNOWN');
    },
  );
});

describe('an override', () => {
  const DECISION = { committee: SUB, year: '2026', n: 1 };
  const OVERRIDE = { kind: 'OVERRIDE', decision: DECISION };
  const STATEMENT = { on: TODAY, statement: '분과의 결정을 지켜 주시기 바랍니다.' };
  async function decided() {
    const members = await office.seat(4);
    const plan = await office.plan();
    await office.approve(plan, members);
    const steering = await office.seat(5, 'STEERING', (n) => ({ account: `steering-${n}` }));
    return { plan, members, steering };
  }

  test('needs the hearing of the chair of whom it overrides, and takes the plan back', async () => {
    const { plan, members, steering } = await decided();
    const id = await office.convene(steering, [OVERRIDE, MATTER], 'STEERING');
    await refused(() => office.startVote(id, 1), 409, 'HEARING_NEEDED');
    await refused(() => office.hear(id, 1, { ...STATEMENT, on: '2026-11-24' }), 422, 'HEARING_IN_FUTURE');
    await refused(() => office.hear(id, 1, { ...STATEMENT, on: '2025-11-24' }), 409, 'CHAIR_UNKNOWN');
    await refused(() => office.hear(id, 2, STATEMENT), 422, 'HEARING_NOT_NEEDED');
    expect((await office.hear(id, 1, STATEMENT)).status).toBe(200);
    expect((await office.item(id, 1)).body.hearing).toEqual({ member: members[0], ...STATEMENT });
    await office.startVote(id, 1);
    await office.voteAll(id, 1, steering);
    expect((await office.decide(id, 1)).body.decision).toBe('2026-운영-01');
    expect(await office.planState(plan)).toMatchObject({ status: 'REJECTED' });
    const again = await office.convene(steering, [], 'STEERING');
    await refused(() => office.add(again, OVERRIDE), 409, 'DECISION_FINAL');
    const { items } = (await office.read('decisions', {}, auditor, { committee: SUB, year: '2026' }))
      .body as { items: object[] };
    expect(items).toMatchObject([{ number: '2026-배분-01', overriddenBy: '2026-운영-01' }]);
  });

  test('that is refused leaves the decision and the plan as they are', async () => {
    const { plan, steering } = await decided();
    const id = await office.convene(steering, [OVERRIDE], 'STEERING');
    await office.hear(id, 1, STATEMENT);
    await office.startVote(id, 1);
    await office.voteAll(id, 1, steering, 'AGAINST');
    expect((await office.decide(id, 1)).body.status).toBe('REJECTED');
    expect(await office.planState(plan)).toMatchObject({
      status: 'DECIDED',
      decision: { number: '2026-배분-01' },
    });
  });

  test('is not for every committee, and not once the plan is being carried out', async () => {
    const { plan, members, steering } = await decided();
    const own = await office.convene(members, []);
    await refused(() => office.add(own, OVERRIDE), 422, 'OVERRIDE_NOT_ALLOWED');
    const id = await office.convene(steering, [], 'STEERING');
    await refused(
      () => office.add(id, { kind: 'OVERRIDE', decision: { ...DECISION, n: 9 } }),
      422,
      'DECISION_UNKNOWN',
    );
    await local.table.update(keys.allotment(plan), { set: { status: 'EXECUTING' } }, {});
    expect(await refused(() => office.add(id, OVERRIDE), 409, 'DECISION_FINAL')).toEqual({
      status: 'EXECUTING',
    });
  });
});

describe('numbers of decisions', () => {
  test('have no gap and no double, whoever closes what at one moment', async () => {
    const members = await office.seat(4);
    const rooms: [string, number][] = [];
    for (let i = 0; i < 3; i++) {
      const id = await office.convene(members, [MATTER, MATTER]);
      for (const n of [1, 2]) {
        await office.startVote(id, n);
        await office.voteAll(id, n, members);
        rooms.push([id, n]);
      }
    }
    // Two secretaries at each item.
    const answers = await Promise.all([...rooms, ...rooms].map(([id, n]) => office.decide(id, n)));
    const done = answers.filter(({ status }) => status === 200);
    expect(done.map(({ body }) => body.decision).sort()).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => `2026-배분-0${n}`),
    );
    for (const answer of answers)
      if (answer.status !== 200) expect(code(answer)).toEqual([409, 'ILLEGAL_MOVE']);
    const query = { committee: SUB, year: '2026', limit: '4' };
    const first = (await office.read('decisions', {}, auditor, query)).body as {
      items: { n: number }[];
      cursor: string;
    };
    const rest = (await office.read('decisions', {}, auditor, { ...query, cursor: first.cursor })).body as {
      items: { n: number }[];
    };
    expect([...first.items, ...rest.items].map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('the same request again gives the same number', async () => {
    const members = await office.seat(4);
    const id = await office.convene(members, [MATTER]);
    await office.startVote(id, 1);
    await office.voteAll(id, 1, members);
    const key = office.deps.ids.ulid();
    const [one, two] = await Promise.all([
      office.decide(id, 1, {}, { key }),
      office.decide(id, 1, {}, { key }),
    ]);
    expect(one).toEqual(two);
    expect(await office.decide(id, 1, {}, { key })).toEqual(one);
    expect(code(await office.decide(id, 1, { note: '다른 말' }, { key }))).toEqual([422, 'KEY_REUSED']);
  });
});

describe('papers', () => {
  test.each([
    ['%PDF-1.7 …', 201],
    ['', 'FILE_EMPTY'],
    ['MZ a program named report.pdf', 'FILE_KIND'],
    ['<html>', 'FILE_KIND'],
  ])('a file that begins with %j: %s', async (content, wanted) => {
    const id = await office.callMeeting();
    await office.add(id, MATTER);
    const form = (await office.form(id, 1, { fileName: 'report.pdf' })).body as {
      upload: string;
      fields: { key: string };
    };
    await refused(
      () => office.addPaper(id, 1, { upload: form.upload, title: '자료', fileName: 'report.pdf' }),
      422,
      'UPLOAD_UNKNOWN',
    );
    office.uploads.files.set(form.fields.key, Buffer.from(content));
    const answer = await office.addPaper(id, 1, {
      upload: form.upload,
      title: '자료',
      fileName: 'report.pdf',
    });
    expect(wanted === 201 ? answer.status : answer.body.code).toBe(wanted);
  });
});
