import type { AnswerOf } from '../contracts.ts';
import { daysAgo } from './records.ts';

const id = (prefix: string, n: number): string =>
  `${prefix}_01KCM0000000000000000${String(n).padStart(5, '0')}`;
const day = (ago: number): string => daysAgo(ago).slice(0, 10);
const CODE = 'ALLOTMENT_SUBCOMMITTEE';

export const committeeIds = { meeting: id('mtg', 1), member: id('mem', 1), plan: id('alt', 7) } as const;
const NAMES = ['윤위원', '임나눔', '송복지', '강디딤', '노이음'];
const member = (n: number): AnswerOf<'listCommittees'>['committees'][number]['members'][number] => ({
  ...{ id: id('mem', n), name: NAMES[n - 1] ?? '', seat: n, chair: n === 1 },
  ...{ from: day(300), until: day(-430) },
  ...(n < 4 ? { account: `colleague-${n}` } : {}),
  interests: n === 2 ? [id('org', 1), id('org', 2)] : [],
  ...(n === 2 ? { about: '두 기관의 이사' } : {}),
});
export const committees: AnswerOf<'listCommittees'> = {
  account: 'me',
  committees: [
    { code: CODE, seats: 7, taken: 5, members: [1, 2, 3, 4, 5].map(member) },
    { code: 'STEERING', seats: 9, taken: 0, members: [] },
    { code: 'DIGITAL_DIVIDE', seats: 9, taken: 0, members: [] },
  ],
};

type Status = AnswerOf<'listMeetings'>['items'][number]['status'];
const meetingLine = (n: number, status: Status): AnswerOf<'listMeetings'>['items'][number] => ({
  ...{ id: id('mtg', n), committee: CODE, status },
  ...{ day: day(status === 'PLANNED' ? -n : n * 7), time: '14:00', place: '사랑의열매 회관 6층 회의실' },
  ...(status === 'OPEN' || status === 'CLOSED' ? { year: '2026', number: n } : {}),
  ...{ items: n, since: daysAgo(n) },
});
export const meetings = (status: Status): AnswerOf<'listMeetings'> => ({
  items: [1, 2, 3].map((n) => meetingLine(n, status)),
});

export const meeting: AnswerOf<'readMeeting'> = {
  ...meetingLine(1, 'OPEN'),
  ...{ year: '2026', number: 3, items: 4, presiding: id('mem', 1) },
  members: [1, 2, 3, 4, 5].map((n) => ({
    ...{ id: id('mem', n), name: NAMES[n - 1] ?? '', seat: n, chair: n === 1 },
    present: n < 5,
  })),
  agenda: [
    { n: 1, kind: 'PLAN', status: 'VOTING', plan: committeeIds.plan, lines: 38, papers: 2 },
    {
      n: 2,
      kind: 'MATTER',
      status: 'APPROVED',
      title: '내년도 배분 기준',
      decision: '2026-배분-02',
      papers: 0,
    },
    {
      ...{ n: 3, kind: 'OVERRIDE', status: 'WAITING', papers: 0 },
      overrides: { committee: CODE, year: '2026', n: 1 },
    },
  ],
  recusedFrom: [4],
  minutes: 'NONE',
  moves: ['close'],
  history: [
    { at: daysAgo(9), type: 'meeting.plan', by: { kind: 'staff', id: 'me' }, to: 'PLANNED' },
    { at: daysAgo(0), type: 'meeting.open', by: { kind: 'staff', id: 'me' }, to: 'OPEN' },
    { at: daysAgo(0), type: 'item.startVote', by: { kind: 'staff', id: 'me' }, facts: { item: 1 } },
  ],
};
export const plannedMeeting: AnswerOf<'readMeeting'> = {
  ...meetingLine(1, 'PLANNED'),
  members: meeting.members.map((one) => ({ ...one, present: false })),
  ...{ agenda: [], recusedFrom: [], minutes: 'NONE', moves: ['change', 'cancel', 'open'] },
  history: meeting.history.slice(0, 1),
};
export const closedMeeting: AnswerOf<'readMeeting'> = {
  ...meeting,
  ...{ status: 'CLOSED', minutes: 'READY', moves: [], recusedFrom: [] },
};

const quorum = { base: 5, needed: 3, present: 3, reached: true };
export const item: AnswerOf<'readItem'> = {
  ...{ n: 1, kind: 'PLAN', status: 'VOTING', plan: committeeIds.plan, lines: 38, papers: 2 },
  organisations: [id('org', 1)],
  byDistrict: { '11530': 20, '11740': 12, '11305': 6 },
  byCategory: { DISABLED: 21, CHILD_CENTRE: 12, ONE_PARENT: 5 },
  paperList: [
    { id: id('upl', 1), title: '배분안 검토 의견', fileName: '검토.pdf', bytes: 240_000, at: daysAgo(2) },
    { id: id('upl', 2), title: '지난 배분의 결과', fileName: '결과.hwp', bytes: 90_000, at: daysAgo(2) },
  ],
  recusals: [{ member: id('mem', 2), because: 'INTEREST' }],
  votes: [
    { member: id('mem', 1), vote: 'FOR', recorded: false },
    { member: id('mem', 3), vote: 'FOR', recorded: false },
    { member: id('mem', 4), vote: 'ABSTAIN', recorded: true },
  ],
  result: { for: 2, against: 0, abstain: 1, missing: [], quorum, outcome: 'APPROVED', byChair: false },
  moves: ['close', 'defer', 'drop', 'addPaper', 'recuse', 'vote'],
};
export const decidedItem: AnswerOf<'readItem'> = {
  ...item,
  ...{
    status: 'APPROVED',
    decision: '2026-배분-03',
    legalBasis: 'CHEST',
    note: '운송 거리를 살필 것',
    moves: [],
  },
};
export const overrideItem: AnswerOf<'readItem'> = {
  ...{ n: 3, kind: 'OVERRIDE', status: 'WAITING', papers: 0 },
  overrides: { committee: CODE, year: '2026', n: 1 },
  ...{ organisations: [], byDistrict: {}, byCategory: {}, paperList: [], recusals: [], votes: [] },
  hearing: { member: id('mem', 1), on: day(1), statement: '분과의 결정을 지켜 주시기 바랍니다.' },
  moves: ['startVote', 'defer', 'drop', 'addPaper', 'hear', 'recuse'],
};
export const itemLines: AnswerOf<'listItemLines'> = {
  items: Array.from({ length: 6 }, (_, i) => ({
    ...{ number: i + 1, device: id('dev', i + 1), assetNumber: `SH-26-0000${i + 1}` },
    ...{ application: id('app', i + 1), district: ['11530', '11740'][i % 2] ?? '', category: 'DISABLED' },
    reasons: [{ code: 'WAITED', count: 41, points: 41 }],
    changed: i === 2,
  })),
  next: 6,
};

const decision = (n: number): AnswerOf<'listDecisions'>['items'][number] => ({
  ...{ committee: CODE, year: '2026', n, number: `2026-배분-0${n}`, day: day(100 - n * 9), kind: 'PLAN' },
  ...{ outcome: n === 2 ? 'REJECTED' : 'APPROVED', meeting: id('mtg', n), item: 1, plan: id('alt', n) },
  ...{
    legalBasis: 'CHEST',
    lines: 12 + n,
    byDistrict: { '11530': 12 + n },
    byCategory: { DISABLED: 12 + n },
  },
  ...{ dueOn: day(10 - n * 9), late: n === 1 },
  ...(n > 2 ? { publishedAt: daysAgo(3) } : {}),
  ...(n === 1 ? { overriddenBy: '2026-운영-01' } : {}),
});
export const decisions: AnswerOf<'listDecisions'> = { items: [1, 2, 3, 4].map(decision) };
export const unpublished: AnswerOf<'listUnpublished'> = { items: [1, 2].map(decision) };
