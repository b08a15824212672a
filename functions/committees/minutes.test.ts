import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { readCity } from '../kernel/city.ts';
import type { EventItem } from '../kernel/events.ts';
import { type Key, keys } from '../kernel/keys.ts';
import { PaperBlocked } from '../kernel/printed-text.ts';
import type { PublicDecisions, PublicDecisionYear } from './contract.ts';
import type { DecisionRecord } from './decision.ts';
import { minutesKey } from './minutes-file.ts';
import { changesDecisions, publicDecision, publishDecisions } from './publication.ts';
import { auditor, type CommitteeOffice, committeesOn, SUB, seatOf, TODAY } from './testing.ts';

vi.spyOn(console, 'log').mockImplementation(() => undefined);

let local: LocalTable;
let office: CommitteeOffice;
let run = 0;
beforeAll(async () => {
  local = await openLocalTable();
}, 60_000);
afterAll(() => local.stop());
beforeEach(async () => {
  const items = (await local.everything()) as unknown as Key[];
  for (let from = 0; from < items.length; from += 100)
    await local.table.transact(items.slice(from, from + 100).map((key) => ({ remove: key, when: {} })));
  office = committeesOn(local.table, `minutes-${++run}`);
});

const textOf = async (file: Uint8Array) => {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(file)), { mergePages: true });
  return text.replace(/\s+/g, ' ');
};

describe('minutes', () => {
  test('tell who was there, whom what concerned, how it was voted and under which number; no applicant', async () => {
    const members = await office.seat(6);
    const [, b = '', c = ''] = members;
    const plan = await office.plan();
    const here = members.slice(0, 5);
    const id = await office.convene(here, [
      { kind: 'PLAN', plan },
      { kind: 'MATTER', title: '내년도 기준', text: '초안을 살핌' },
    ]);
    expect((await office.minutes(id)).body.code).toBe('MINUTES_NOT_READY');
    await office.recuse(id, 1, { member: b });
    await office.startVote(id, 1);
    await office.voteAll(id, 1, [members[0] ?? '', members[3] ?? '', members[4] ?? '']);
    await office.vote(id, 1, { vote: 'AGAINST', member: c });
    await office.decide(id, 1, { legalBasis: 'CHEST', note: '운송 거리를 살필 것' });
    await office.defer(id, 2, { note: '자료 보완' });
    await office.close(id);
    expect((await office.meeting(id)).body.minutes).toBe('ORDERED');
    await office.makeMinutes(id);
    const first = office.documents.files.get(minutesKey(id)) ?? new Uint8Array();
    const text = await textOf(first);
    for (const words of [
      '회의록',
      '배분분과실행위원회 2026년 제1차 회의',
      '2026년 11월 23일 14:00',
      '대회의실',
      '재적 위원 6명',
      '출석 위원 5명',
      '결석 위원 1명',
      '위원6 결석',
      '안건 1. 배분 계획 심의',
      plan,
      '구로구 3대, 강동구 1대',
      '위원2 회피(본인 신청)',
      '재적 6명, 의결에 필요한 위원 4명, 이 안건의 출석 위원 4명',
      '찬성 3명, 반대 1명, 기권 0명',
      '위원3 반대',
      '가결',
      '2026-배분-01',
      '운송 거리를 살필 것',
      '안건 2. 내년도 기준',
      '다음 회의로 미룸',
      '의장 위원1 (서명)',
    ])
      expect(text, words).toContain(words);
    expect(text).not.toMatch(/app_|dev_|SH-26/);
    const { info } = await getMeta(await getDocumentProxy(new Uint8Array(first)));
    expect(info).toMatchObject({ Title: '회의록 배분분과실행위원회 2026년 제1차 회의' });
    expect(Buffer.from(first).toString('latin1')).toContain('/MarkInfo');
    // Asked again, the same file.
    office.clock.pass({ days: 1 });
    await office.makeMinutes(id);
    expect(office.documents.files.get(minutesKey(id))).toEqual(first);
    expect((await office.meeting(id)).body.minutes).toBe('READY');
    expect(String((await office.minutes(id, seatOf(1))).body.url)).toContain(minutesKey(id));
    expect((await office.minutes(id, seatOf(2))).body.code).toBe('RECUSED');
  });

  test('of a meeting that goes on are not made', async () => {
    const id = await office.convene(await office.seat(4), []);
    await expect(office.makeMinutes(id)).rejects.toMatchObject({ code: 'MINUTES_NOT_READY' });
  });

  test('without an item, and of thirty items over several pages', async () => {
    const members = await office.seat(4);
    const empty = await office.convene(members, []);
    await office.close(empty);
    await office.makeMinutes(empty);
    expect(await textOf(office.documents.files.get(minutesKey(empty)) ?? new Uint8Array())).toContain(
      '상정된 안건이 없었음',
    );
    const items = Array.from({ length: 30 }, (_, i) => ({ kind: 'MATTER', title: `안건의 이름 ${i + 1}` }));
    const long = await office.convene(members, items);
    for (let n = 1; n <= 30; n++) await office.drop(long, n, { reason: 'NOT_NEEDED' });
    await office.close(long);
    await office.makeMinutes(long);
    const file = await getDocumentProxy(new Uint8Array(office.documents.files.get(minutesKey(long)) ?? []));
    expect(file.numPages).toBeGreaterThan(3);
    expect((await extractText(file, { mergePages: true })).text).toContain('안건 30.');
  });

  test('never name an office-holder: not at the form, and not where a name got past it', async () => {
    const holder = readCity({ CITY: 'seoul' }).officeHolders.holders.find(
      ({ onlyWithTitle }) => !onlyWithTitle,
    );
    const title = `${holder?.name.ko} 기념 배분`;
    const members = await office.seat(4);
    const id = await office.convene(members, []);
    const answer = await office.add(id, { kind: 'MATTER', title });
    expect([answer.status, answer.body.code]).toEqual([422, 'NAMES_OFFICE_HOLDER']);
    await office.add(id, { kind: 'MATTER', title: '배분' });
    await office.drop(id, 1, { reason: 'NOT_NEEDED' });
    await office.close(id);
    await local.table.update(keys.agendaItem(id, 1), { set: { title } }, {});
    await expect(office.makeMinutes(id)).rejects.toBeInstanceOf(PaperBlocked);
    expect(office.documents.files.size).toBe(0);
  });
});

describe('what is published', () => {
  const city = readCity({ CITY: 'seoul' });
  const decision = (byCategory: Record<string, number>): DecisionRecord =>
    ({
      ...{
        kind: 'decision',
        committee: SUB,
        year: '2026',
        n: 1,
        number: '2026-배분-01',
        day: TODAY,
        at: TODAY,
      },
      ...{
        about: 'PLAN',
        outcome: 'APPROVED',
        meeting: 'mtg_1',
        item: 1,
        plan: 'alt_1',
        legalBasis: 'CHEST',
      },
      ...{
        lines: Object.values(byCategory).reduce((a, b) => a + b, 0),
        byDistrict: {},
        byCategory,
        dueOn: TODAY,
      },
    }) as DecisionRecord;

  test.each([
    [
      { DISABLED: 5, VETERAN: 3 },
      [
        ['DISABLED', 5],
        ['VETERAN', 3],
      ],
      0,
    ],
    [{ DISABLED: 5, VETERAN: 2, ONE_PARENT: 1 }, [['DISABLED', 5]], 3],
    // A single one of one kind among five: the others are told as one number, or it is plain who it is.
    [{ DISABLED: 5, VETERAN: 1 }, [], 6],
    [{ DISABLED: 1 }, [], 1],
    [{}, [], 0],
  ])('of %j', (byCategory, categories, other) => {
    const shown = publicDecision(decision(byCategory as Record<string, number>), city);
    expect(shown.categories.map(({ code, computers }) => [code, computers])).toEqual(categories);
    expect(shown.other).toBe(other);
    expect(JSON.stringify(shown)).not.toMatch(/alt_|mtg_|mem_|org_/);
  });

  const site = new Map<string, string>();
  const publishNow = () =>
    publishDecisions({
      ...{ table: local.table, city, now: () => office.clock.now() },
      site: { put: async (key, body) => void site.set(key, String(body)) },
    });
  const file = <T>(name: string) => JSON.parse(site.get(name) ?? 'null') as T;

  test('is what the office has let go, by day; what is not is late after three months', async () => {
    const members = await office.seat(4);
    for (let i = 0; i < 2; i++) await office.approve(await office.plan(), members);
    await publishNow();
    expect(file<PublicDecisions>('data/decisions.json')).toMatchObject({ years: ['2026'], decisions: [] });
    const published = await office.publish(SUB, '2026', 1);
    expect(published.body).toMatchObject({ number: '2026-배분-01' });
    expect((await office.publish(SUB, '2026', 1)).body.code).toBe('PUBLISHED_ALREADY');
    const events = (await local.everything()).filter(
      ({ kind }) => kind === 'event',
    ) as unknown as EventItem[];
    expect(events.filter(changesDecisions).map(({ type }) => type)).toEqual(['committee.publish']);
    await publishNow();
    expect(file<PublicDecisions>('data/decisions.json').decisions).toEqual([
      {
        ...{ number: '2026-배분-01', committee: SUB, day: TODAY, kind: 'PLAN', outcome: 'APPROVED' },
        ...{ legalBasis: 'CHEST', computers: 4 },
        districts: [
          { code: '11530', computers: 3 },
          { code: '11740', computers: 1 },
        ],
        ...{ categories: [{ code: 'DISABLED', computers: 4 }], other: 0 },
      },
    ]);
    expect(file<PublicDecisionYear>('data/decisions/2026.json').decisions).toHaveLength(1);
    const open = async () =>
      (await office.read('decisions/unpublished', {}, auditor)).body.items as {
        number: string;
        late: boolean;
        dueOn: string;
      }[];
    expect(await open()).toMatchObject([{ number: '2026-배분-02', dueOn: '2027-02-23', late: false }]);
    office.clock.set('2027-02-24T01:00:00.000Z');
    expect(await open()).toMatchObject([{ number: '2026-배분-02', late: true }]);
    await office.publish(SUB, '2026', 2);
    expect(await open()).toEqual([]);
    await publishNow();
    expect(file<PublicDecisions>('data/decisions.json').decisions.map(({ number }) => number)).toEqual([
      '2026-배분-02',
      '2026-배분-01',
    ]);
  });
});
