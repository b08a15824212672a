import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { keys } from '../kernel/keys.ts';
import { fakeDependencies, seededIds, staffActor } from '../kernel/testing.ts';
import { ANSWERS, CANARY, joining, ledgerOf, linesOf, pointsOn } from './testing.ts';

let local: LocalTable;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  local = await openLocalTable();
});
afterAll(() => local.stop());

let count = 0;
/** An office and a citizen whom no other test knows. */
function office() {
  const base = fakeDependencies({ table: local.table });
  const name = `citizen-${++count}`;
  const deps = { ...base, ids: seededIds(base.clock, name) };
  return { deps, citizen: name, points: pointsOn(deps) };
}
const codes = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body.code];

describe('joining', () => {
  test('a number that can be read out; the contact is under a seal, and in no other item', async () => {
    const { points, citizen } = office();
    const joined = await points.join(citizen);
    expect(joined.status).toBe(201);
    expect(joined.body.number).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
    expect(await points.read(citizen)).toMatchObject({
      status: 200,
      body: { number: joined.body.number, balance: 0, worth: 0, lots: [], survey: true, receipts: [] },
    });
    const everything = JSON.stringify(await local.everything());
    for (const word of Object.values(CANARY)) expect(everything).not.toContain(word);
  });

  test('the same request again gives the same number; another one hears that there is a membership', async () => {
    const { points, citizen, deps } = office();
    const key = deps.ids.ulid();
    const first = await points.join(citizen, { key });
    expect(await points.join(citizen, { key })).toEqual(first);
    expect(codes(await points.join(citizen))).toEqual([409, 'ALREADY_MEMBER']);
  });

  test('two phones at once: one membership, one number', async () => {
    const { points, citizen } = office();
    const both = await Promise.all([points.join(citizen), points.join(citizen)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const numbers = (await local.everything()).filter(
      ({ kind, account }) => kind === 'memberNumber' && account === citizen,
    );
    expect(numbers).toHaveLength(1);
  });

  test('without a consent, or with an office-holder’s title beside the name, nobody joins', async () => {
    const { points, citizen } = office();
    const body = { ...joining, consents: { privacy: false, news: false } };
    expect(codes(await points.join(citizen, { body }))).toEqual([400, 'INVALID_REQUEST']);
    const titled = { ...joining, contact: { ...joining.contact, name: '홍길동 시장' } };
    expect(codes(await points.join(citizen, { body: titled }))).toEqual([422, 'NAMES_OFFICE_HOLDER']);
    expect(codes(await points.read(citizen))).toEqual([404, 'NOT_A_MEMBER']);
  });
});

test('who is no member reads, gives, answers, asks for and lists nothing', async () => {
  const { points, citizen } = office();
  const all = await Promise.all([
    points.read(citizen),
    points.lines(citizen),
    points.give(citizen, 1),
    points.answer(citizen),
    points.leave(citizen),
  ]);
  expect(all.map(codes)).toEqual(all.map(() => [404, 'NOT_A_MEMBER']));
});

describe('leaving', () => {
  test('points end with a transfer, the contact is destroyed, the number leads nowhere', async () => {
    const { points, citizen, deps } = office();
    const number = await points.member(citizen);
    await points.credit(number);
    const before = await points.item(citizen);
    const key = deps.ids.ulid();
    expect(await points.leave(citizen, { key })).toMatchObject({ status: 200, body: { ended: 500 } });
    expect(await points.leave(citizen, { key })).toMatchObject({ body: { ended: 500 } });
    expect(await local.table.get(keys.person(before?.personId ?? ''))).toBeUndefined();
    expect(codes(await points.find(number))).toEqual([404, 'NOT_FOUND']);
    expect(codes(await points.credit(number))).toEqual([404, 'MEMBER_UNKNOWN']);
    expect(codes(await points.read(citizen))).toEqual([404, 'NOT_A_MEMBER']);
    const items = await local.everything();
    expect(ledgerOf(items, citizen)).toBe(0);
    const item = await points.item(citizen);
    expect(item).toMatchObject({ status: 'LEFT', balance: 0, lots: [], earned: 500, expired: 500 });
    expect(item).not.toHaveProperty('personId');
    // It is in no queue any more: nobody writes to a member who left.
    expect(item).not.toHaveProperty('q');
  });

  test('who comes back has another number, and what earns once has been earned', async () => {
    const { points, citizen } = office();
    const first = await points.member(citizen);
    await points.answer(citizen);
    await points.leave(citizen);
    const second = await points.member(citizen);
    expect(second).not.toBe(first);
    expect(await points.read(citizen)).toMatchObject({ body: { balance: 0, survey: false } });
    expect(codes(await points.answer(citizen))).toEqual([409, 'EARNED_BEFORE']);
    expect(await points.credit(second)).toMatchObject({ status: 201 });
    expect(ledgerOf(await local.everything(), citizen)).toBe(500);
  });
});

describe('the survey', () => {
  test('answers are counted, once a member, and are not beside whose they are', async () => {
    const { points, citizen, deps } = office();
    await points.member(citizen);
    const before = await points.survey();
    const key = deps.ids.ulid();
    const first = await points.answer(citizen, ANSWERS, { key });
    expect(first).toMatchObject({ status: 200, body: { points: 300, balance: 300 } });
    expect(await points.answer(citizen, ANSWERS, { key })).toEqual(first);
    expect(codes(await points.answer(citizen))).toEqual([409, 'EARNED_BEFORE']);
    const after = await points.survey();
    expect(after.body.answered).toBe(Number(before.body.answered) + 1);
    const own = (await local.everything()).filter(({ pk }) => pk === keys.member(citizen).pk);
    expect(own.length).toBeGreaterThan(3);
    for (const answer of Object.values(ANSWERS)) expect(JSON.stringify(own)).not.toContain(answer);
    // The digest of the request would be found in a few tries if the answers were in it.
    expect(await points.answer(citizen, { ...ANSWERS, AGAIN: 'NO' }, { key })).toEqual(first);
  });

  test.each([
    ['a question without an answer', { HEARD: 'SUBWAY', MATTERS: 'PCS' }, ['answers.AGAIN REQUIRED']],
    ['an answer that is none', { ...ANSWERS, AGAIN: 'PERHAPS' }, ['answers.AGAIN INVALID']],
    ['a question that is none', { ...ANSWERS, AGE: 'OLD' }, ['answers.AGE UNKNOWN_FIELD']],
  ])('%s is refused by name', async (_, answers, fields) => {
    const { points, citizen } = office();
    await points.member(citizen);
    const { status, body } = await points.answer(citizen, answers);
    expect([status, body.code]).toEqual([422, 'SURVEY_INCOMPLETE']);
    const errors = body.errors as { path: string; code: string }[];
    expect(errors.map(({ path, code }) => `${path} ${code}`)).toEqual(fields);
    expect(await points.read(citizen)).toMatchObject({ body: { balance: 0, survey: true } });
  });
});

test('a history, newest first, page by page; the page of another member is no page of mine', async () => {
  const { points, citizen, deps } = office();
  const number = await points.member(citizen);
  for (let i = 0; i < 3; i++) await points.report(number, { count: i + 1, day: `2026-11-2${i}` });
  await points.give(citizen, 450, 'computers');
  const seen: Record<string, unknown>[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const { body } = await points.lines(citizen, { limit: '3', ...(cursor ? { cursor } : {}) });
    const page = body as { items: Record<string, unknown>[]; cursor?: string };
    seen.push(...page.items);
    cursor = page.cursor;
    pages++;
    if (cursor && pages === 1) {
      const other = `${citizen}-other`;
      await points.join(other);
      expect(codes(await points.lines(other, { cursor }))).toEqual([400, 'BAD_CURSOR']);
    }
  } while (cursor);
  expect(seen).toMatchObject([
    { what: 'GIVEN', points: 450, purpose: 'computers', worth: 450 },
    {
      what: 'EARNED',
      points: 300,
      activity: 'PORTAL_VISIT',
      count: 3,
      day: '2026-11-22',
      expires: '2028-11-30',
    },
    { what: 'EARNED', points: 200, day: '2026-11-21' },
    { what: 'EARNED', points: 100, day: '2026-11-20' },
  ]);
  expect(seen.every((line) => !('evidence' in line))).toBe(true);
  expect(linesOf(await deps.table.part(keys.member(citizen).pk, 'LINE#', 100), citizen)).toHaveLength(4);
});

describe('who may', () => {
  test.each<[Parameters<typeof staffActor>[0], number, number, number]>([
    ['programme', 201, 200, 200],
    ['volunteer-centre', 201, 200, 403],
    ['chest', 201, 200, 200],
    ['auditor', 403, 200, 200],
    ['repair', 403, 403, 403],
    ['district', 403, 403, 403],
    ['partner', 403, 403, 403],
  ])('%s: confirm %d, find %d, survey %d', async (group, confirm, find, survey) => {
    const { points, citizen } = office();
    const number = await points.member(citizen);
    const staff = staffActor(group);
    expect((await points.credit(number, {}, { staff })).status).toBe(confirm);
    expect((await points.find(number, staff)).status).toBe(find);
    expect((await points.survey(staff)).status).toBe(survey);
  });

  test('the office sees that there is a member, and no more', async () => {
    const { points, citizen } = office();
    const number = await points.member(citizen);
    await points.credit(number);
    await points.report(number);
    await points.give(citizen, 200);
    const spoken = `${number.slice(0, 5).toLowerCase()}-${number.slice(5)}`;
    const { body } = await points.find(spoken);
    expect(body).toEqual({
      ...{ number, joinedAt: expect.any(String), balance: 400 },
      // What shows the activity is for the office; what the member gave, to whom, is not.
      confirmed: [
        {
          ...{ id: expect.any(String), at: expect.any(String), day: '2026-11-23' },
          ...{ activity: 'LECTURE', count: 1, points: 500, evidence: 'L-17' },
        },
      ],
    });
  });
});
