import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { readCity } from '../kernel/city.ts';
import { call, fakeDependencies } from '../kernel/testing.ts';
import { earmarkFindings, type Wish } from './earmark.ts';
import { anOffer, donationsOn } from './testing.ts';

const city = readCity({ CITY: 'seoul' });
const TODAY = '2026-11-23';
const rules = (earmark: Wish, more: { organisation?: string } = {}, today = TODAY) =>
  earmarkFindings({ earmark, ...more }, city, today).map(({ rule, field }) => `${rule} ${field}`);

describe('what the rules find', () => {
  test.each<[Wish, string[]]>([
    [{ district: '11530' }, []],
    [{ group: 'CHILD_CENTRE', use: '방과 후 아이들의 숙제와 코딩 수업' }, []],
    [{ use: '아동 학습 활동과 어르신 정보화 교육' }, []],
    [{ use: '정당한 권리를 배우는 수업' }, []],
    [{ recipient: '구로햇살지역아동센터' }, []],
    [{ recipient: '강동구의 장애인 학생' }, []],
    [{ use: '이 시장에서 일하는 분들의 배움' }, []],
    [{ district: '26110' }, ['OUTSIDE_CITY district']],
    [{ use: '부산의 아이들에게' }, ['PLACE_OUTSIDE use']],
    [{ use: '홍 길 동 시장님 이름으로 나눠 주세요' }, ['OFFICE_HOLDER use']],
    [{ recipient: '구로구청장이 고른 분' }, ['OFFICE_HOLDER recipient']],
    [{ use: '예비후보자의 선거 사무를 도와 주세요' }, ['CANDIDATE_OR_PARTY use']],
    [{ use: 'for an election campaign' }, ['CANDIDATE_OR_PARTY use']],
    [{ use: '우리 지역구 주민에게' }, ['CONSTITUENCY use']],
    [{ recipient: '천호1동에 사는 어르신' }, ['SMALL_PLACE recipient']],
    [{ recipient: '나눔아파트 주민' }, ['SMALL_PLACE recipient']],
    [{ recipient: '제 조카' }, ['RELATIVE recipient']],
    [{ recipient: 'my   nephew' }, ['RELATIVE recipient']],
    [{ recipient: '김영수 학생' }, ['NAMED_PERSON recipient']],
    [{ use: '되팔아서 쓰세요' }, ['OUTSIDE_PROGRAMME use']],
    [
      { district: '26110', use: '시장 성춘향', recipient: '제 아들' },
      ['OFFICE_HOLDER use', 'RELATIVE recipient', 'OUTSIDE_CITY district'],
    ],
  ])('%o → %o', (wish, found) => {
    expect(rules(wish)).toEqual(found);
  });

  test('a gift in an office-holder’s name', () => {
    expect(rules({ district: '11530' }, { organisation: '홍길동 시장 후원회' })).toEqual([
      'OFFICE_HOLDER giver',
    ]);
  });

  test.each([
    ['2028-02-11', 0],
    ['2028-02-12', 1],
    ['2028-04-12', 1],
    ['2028-04-13', 0],
  ])('a wish on %s, near the election of 2028-04-12: %d', (today, count) => {
    const found = rules({ district: '11530' }, {}, today).filter((one) => one.startsWith('NEAR_ELECTION'));
    expect(found).toHaveLength(count);
  });

  test('each finding says by what source, and how severe; a city without rules finds nothing', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });
    const none = { ...city, earmarks: { ...city.earmarks, rules: [] } };
    fc.assert(
      fc.property(text, fc.option(text, { nil: undefined }), (use, recipient) => {
        const wish = { earmark: { use, recipient } };
        for (const { rule, source, severity } of earmarkFindings(wish, city, TODAY)) {
          const own = city.earmarks.rules.find(({ code }) => code === rule);
          expect([source, severity]).toEqual([own?.source, own?.severity]);
        }
        expect(earmarkFindings(wish, none, TODAY)).toEqual([]);
      }),
    );
  });
});

let local: LocalTable;
beforeAll(async () => {
  local = await openLocalTable();
});
afterAll(() => local.stop());

describe('the way of a wish', () => {
  let way: ReturnType<typeof donationsOn>;
  beforeAll(() => {
    way = donationsOn(fakeDependencies({ table: local.table }));
  });
  const UNLAWFUL = { district: '11530', recipient: '제 조카 비밀이' };
  const offered = async (earmark: unknown) => {
    const answer = await way.offer(anOffer({ earmark }));
    return answer.body as { id: string; reference: string };
  };
  const code = (answer: { status: number; body: Record<string, unknown> }) => [
    answer.status,
    answer.body.code,
  ];
  const amend = async (reference: string, body: unknown, key: string) =>
    call(way.public, 'POST /api/public/donations/{reference}/earmark', {
      params: { reference },
      session: await way.session(reference),
      key,
      body,
    });
  const follow = async (reference: string) =>
    (
      await call(way.public, 'GET /api/public/donations/{reference}', {
        params: { reference },
        session: await way.session(reference),
      })
    ).body;
  const eventsOf = async (id: string) =>
    (await local.everything()).filter((item) => item.kind === 'event' && item.subject === id);

  test('an unlawful one is asked to be changed before it is screened; the giver changes it', async () => {
    const { id, reference } = await offered(UNLAWFUL);
    const read = await way.read(id);
    expect(read.body).toMatchObject({
      earmark: UNLAWFUL,
      findings: [{ rule: 'RELATIVE', field: 'recipient', severity: 'must-change' }],
    });
    const before = await local.everything();
    const refused = await way.staff('screening', id);
    expect(code(refused)).toEqual([409, 'EARMARK_UNLAWFUL']);
    expect(refused.body.detail).toEqual({ rules: ['RELATIVE'] });
    // Refused only after the giver was asked.
    expect(code(await way.staff('refusal', id, { reason: 'EARMARK' }))).toEqual([409, 'EARMARK_NOT_ASKED']);
    expect(code(await way.staff('change-request', id, { reasons: ['HEARSAY'] }))).toEqual([
      422,
      'REASON_UNKNOWN',
    ]);
    expect(await local.everything()).toEqual(before);

    const asked = await way.staff('change-request', id, { reasons: ['RELATIVE'], note: '전화함' });
    expect(asked.body.status).toBe('CHANGE_ASKED');
    expect(await follow(reference)).toMatchObject({ earmark: UNLAWFUL, changeAsked: ['RELATIVE'] });
    expect(code(await amend(reference, { earmark: { group: 'NOBODY' } }, 'x'.repeat(26)))).not.toEqual([200]);
    const amended = await amend(
      reference,
      { earmark: { group: 'ONE_PARENT' } },
      '01KAQZAMEND0000000000000AA',
    );
    expect(amended.body.status).toBe('OFFERED');
    const item = (await local.everything()).find((one) => one.id === id && one.sk === 'STATE');
    expect(item).toMatchObject({ earmark: { group: 'ONE_PARENT' }, q: 'DON#Q#OFFERED' });
    // At its old place in the queue, on its own day.
    expect(String(item?.qs)).toBe(`${Object(item?.stages).OFFERED}#${id}`);
    expect(await follow(reference)).not.toHaveProperty('changeAsked');
    expect((await way.staff('screening', id)).body.status).toBe('SCREENED');

    const events = await eventsOf(id);
    expect(events.map((event) => [event.type, event.facts])).toEqual(
      expect.arrayContaining([
        ['donation.offer', { items: 2, findings: ['RELATIVE'] }],
        ['donation.askForChange', { reasons: ['RELATIVE'] }],
        ['donation.amendEarmark', { earmark: 'CHANGED', findings: [] }],
        ['donation.screen', { findings: [] }],
      ]),
    );
    // Codes only: no word of the wish is in an event.
    expect(JSON.stringify(events)).not.toMatch(/비밀이|조카|전화함/);
  });

  test('a giver drops it; staff change it for whoever called', async () => {
    const dropped = await offered(UNLAWFUL);
    await way.staff('change-request', dropped.id, { reasons: ['RELATIVE'] });
    await amend(dropped.reference, {}, '01KAQZAMEND0000000000000BB');
    expect((await way.read(dropped.id)).body).not.toHaveProperty('earmark');
    expect(code(await way.staff('refusal', dropped.id, { reason: 'EARMARK' }))).toEqual([409, 'NO_EARMARK']);

    const called = await offered(UNLAWFUL);
    await way.staff('change-request', called.id, { reasons: ['RELATIVE'] });
    const body = { earmark: { district: '11740' }, note: '기부자가 전화로 바꿈' };
    expect((await way.staff('earmark', called.id, body)).body.status).toBe('OFFERED');
    const [event] = (await eventsOf(called.id)).filter(({ type }) => type === 'donation.amendEarmark');
    expect(event).toMatchObject({ by: { kind: 'staff', id: 'chest-1' } });
  });

  test('one that is not changed is refused, with the record of it', async () => {
    const { id } = await offered(UNLAWFUL);
    await way.staff('change-request', id, { reasons: ['RELATIVE'] });
    const answer = await way.staff('refusal', id, { reason: 'EARMARK' });
    expect(answer.body.status).toBe('DECLINED');
    expect((await way.read(id)).body).toMatchObject({
      declinedBecause: 'EARMARK',
      changeAsked: { reasons: ['RELATIVE'], by: 'chest-1' },
      earmark: UNLAWFUL,
    });
  });

  test('what cannot be asked for: a wish that is not there, a group that is not the city’s', async () => {
    const plain = String((await way.offer(anOffer())).body.id);
    expect(code(await way.staff('change-request', plain, { reasons: ['RELATIVE'] }))).toEqual([
      409,
      'NO_EARMARK',
    ]);
    expect(code(await way.offer(anOffer({ earmark: { group: 'RICH' } })))).toEqual([422, 'GROUP_UNKNOWN']);
    expect(code(await way.offer(anOffer({ earmark: {} })))).toEqual([400, 'INVALID_REQUEST']);
  });

  test('a lawful one goes on with each device', async () => {
    const { id } = await offered({ district: '11530', group: 'CHILD_CENTRE', use: '방과 후 학습' });
    await way.staff('screening', id);
    await way.staff('collection', id, { day: '2026-12-25', slot: 'morning' });
    await way.staff('arrival', id, { received: [{ kind: 'desktop', count: 2 }] });
    const devices = (await local.everything()).filter(
      (item) => item.donation === id && item.kind === 'device',
    );
    expect(devices.map(({ earmark }) => earmark)).toEqual(
      Array(2).fill({ district: '11530', group: 'CHILD_CENTRE', use: '방과 후 학습' }),
    );
  });
});

describe('what will be printed or sent names no office-holder', () => {
  const way = () => donationsOn(fakeDependencies({ table: local.table }));
  const giver = (changes: object) => ({ ...anOffer().giver, ...changes });
  const refusal = (answer: { status: number; body: Record<string, unknown> }) => [
    answer.status,
    answer.body.code,
    answer.body.errors,
  ];

  test.each([
    ['giver.organisation', giver({ kind: 'business', organisation: '홍길동시장 상회' })],
    ['giver.contact.name', giver({ contact: { ...anOffer().giver.contact, name: '홍길동 시장' } })],
  ])('%s', async (path, changed) => {
    const before = await local.everything();
    expect(refusal(await way().offer(anOffer({ giver: changed })))).toEqual([
      422,
      'NAMES_OFFICE_HOLDER',
      [{ path, code: 'NAMES_OFFICE_HOLDER' }],
    ]);
    expect(await local.everything()).toEqual(before);
  });

  test('a citizen who is called like one may give', async () => {
    const changed = giver({ contact: { ...anOffer().giver.contact, name: '홍길동' } });
    const deps = fakeDependencies({ table: local.table });
    expect(
      (await donationsOn(deps).offer(anOffer({ giver: changed }), '01KAQZNAMESAKE00000000000A')).status,
    ).toBe(201);
  });

  test('the note on the driver’s list', async () => {
    const own = way();
    const id = String((await own.offer(anOffer(), '01KAQZNAMESAKE00000000000B')).body.id);
    await own.staff('screening', id, {}, '01KAQZNAMESAKE00000000000C');
    const body = { day: '2026-12-25', slot: 'morning', note: '시장 홍길동 드림' };
    const answer = await own.staff('collection', id, body, '01KAQZNAMESAKE00000000000D');
    expect(refusal(answer)).toEqual([
      422,
      'NAMES_OFFICE_HOLDER',
      [{ path: 'note', code: 'NAMES_OFFICE_HOLDER' }],
    ]);
  });
});
