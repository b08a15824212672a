import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AllotmentStatus } from '../../functions/allotments/contract.ts';
import { axeFindings, type Desk, openDesk } from './test/desk.ts';
import { everything } from './test/everything.ts';
import type { Answers } from './test/fake-office.ts';
import { checkable, ids, moneyReceipt, valuedDonation } from './test/records.ts';
import { allotment } from './test/records-allotments.ts';
import { closedMeeting, committeeIds, decidedItem, plannedMeeting } from './test/records-committees.ts';
import { bookedDelivery, disputedDelivery, driverIds, sheet } from './test/records-driver.ts';
import { appealed, eligibilityIds, refused, secondCheck, uncertified } from './test/records-eligibility.ts';
import { bookedGift, fundIds, refundingEntry, statement } from './test/records-fund.ts';
import { grantId, nextMonth, runMonth } from './test/records-grants.ts';

const EVERYBODY = [
  'chest',
  'repair',
  'repair-lead',
  'district',
  'programme',
  'committee',
  'driver',
  'auditor',
];
const later: Answers = { readDonation: () => valuedDonation, readDevice: () => checkable };
const inState = (status: AllotmentStatus, moves: string[], more: object = {}): Answers => ({
  readAllotment: () => ({ ...allotment, ...more, status, moves }),
});
const decided = inState('DECIDED', ['start', 'overturn']);

/** An application in another state, with what it is decided on. */
const as = ({
  application,
  eligibility,
}: {
  application: ReturnType<NonNullable<Answers['readApplication']>>;
  eligibility: ReturnType<NonNullable<Answers['readEligibility']>>;
}): Answers => ({ readApplication: () => application, readEligibility: () => eligibility });

const SCREENS: [path: string, more?: Answers][] = [
  [''],
  ['overview'],
  ['overview?district=11530'],
  ['donations'],
  ['donations?status=VALUED', { listDonations: () => ({ items: [] }) }],
  [`donations/${ids.donation}`],
  [`donations/${ids.donation}?do=screen`],
  [`donations/${ids.donation}?do=decline`],
  [`donations/${ids.donation}`, later],
  [`donations/${ids.donation}?do=value`, later],
  [`donations/${ids.donation}?do=accept`, later],
  [`labels?ids=${ids.device}`],
  ['devices'],
  [`devices/${ids.device}`],
  [`devices/${ids.device}?do=concludeErasure`],
  [`devices/${ids.device}?do=failErasure`],
  [`devices/${ids.device}`, later],
  [`devices/${ids.device}?do=check`, later],
  [`devices/${ids.device}?do=recycle`, later],
  [
    `devices/${ids.device}?do=recall`,
    { readDevice: () => ({ ...checkable, status: 'RESERVED', moves: ['recall'] }) },
  ],
  ['applications'],
  [`applications/${ids.application}`],
  [`applications/${ids.application}?do=confirm`],
  [`applications/${ids.application}?do=requestDocuments`],
  [`applications/${ids.application}?do=refuse`],
  [`applications/${ids.application}?do=handOver`],
  [`applications/${ids.application}?do=addDocument`],
  [`applications/${ids.application}?do=withdraw`],
  [`applications/${ids.application}`, as(secondCheck)],
  [`applications/${ids.application}?do=confirmSecond`, as(secondCheck)],
  [`applications/${ids.application}?do=decideAppeal`, as(appealed)],
  [`applications/${ids.application}?do=appeal`, as(refused)],
  [`applications/${ids.application}`, as(uncertified)],
  ['applications?status=APPEALED', { listApplications: () => ({ items: [] }) }],
  ['applications/new'],
  ['applications/new?kind=organisation'],
  ['applications/paper?kind=household'],
  ['applications/paper?kind=organisation'],
  ['applications/organisations'],
  ['applications/organisations?status=CERTIFIED'],
  [`applications/organisations/${eligibilityIds.organisation}`],
  [`applications/organisations/${eligibilityIds.organisation}?do=certify`],
  [`applications/organisations/${eligibilityIds.organisation}?do=refuse`],
  ['allotments'],
  ['allotments/new'],
  [`allotments/${ids.allotment}`],
  [`allotments/${ids.allotment}?do=add`],
  [`allotments/${ids.allotment}?do=exchange-2`],
  [`allotments/${ids.allotment}?do=drop-1`],
  [`allotments/${ids.allotment}?do=withdraw`],
  [`allotments/${ids.allotment}?do=start`, decided],
  [`allotments/${ids.allotment}`, inState('COMPUTING', ['compute', 'withdraw'], { lines: 0, lineCount: 0 })],
  [
    `allotments/${ids.allotment}?do=resume`,
    inState('EXECUTING', ['goOn'], { progress: { allotted: 1, refused: 1, dropped: 0, released: 0 } }),
  ],
  [
    `allotments/${ids.allotment}`,
    inState('EXECUTED', [], { progress: { allotted: 2, refused: 1, dropped: 0, released: 0 } }),
  ],
  ['committees'],
  ['committees', { listCommittees: () => ({ account: 'a1b2c3', committees: [] }) }],
  ['committees?status=CLOSED', { listMeetings: () => ({ items: [] }) }],
  ['committees/new'],
  ['committees/members'],
  ['committees/members?do=appoint'],
  [`committees/members?do=amend&member=${committeeIds.member}`],
  [`committees/members?do=endTerm&member=${committeeIds.member}`],
  ['committees/members?committee=STEERING'],
  ['committees/decisions'],
  ['committees/decisions?do=publish-2026-배분-01'],
  [`meetings/${committeeIds.meeting}`],
  [`meetings/${committeeIds.meeting}?do=attend`],
  [`meetings/${committeeIds.meeting}?do=addItem`],
  [`meetings/${committeeIds.meeting}`, { readMeeting: () => closedMeeting }],
  [`meetings/${committeeIds.meeting}?do=open`, { readMeeting: () => plannedMeeting }],
  [`meetings/${committeeIds.meeting}?do=change`, { readMeeting: () => plannedMeeting }],
  [`meetings/${committeeIds.meeting}/1`],
  [`meetings/${committeeIds.meeting}/1`, { readItem: () => decidedItem }],
  ...['close', 'defer', 'drop', 'addPaper', 'recuse', 'vote'].map((deed): [string] => [
    `meetings/${committeeIds.meeting}/1?do=${deed}`,
  ]),
  ...['startVote', 'hear'].map((deed): [string] => [`meetings/${committeeIds.meeting}/3?do=${deed}`]),
  ['deliveries'],
  [`deliveries/new?device=${ids.device}`],
  [`deliveries/${ids.delivery}`],
  [`deliveries/${ids.delivery}?do=confirm`],
  [`deliveries/${ids.delivery}?do=fail`],
  [`deliveries/${ids.delivery}?do=rebook`, { readDelivery: () => bookedDelivery }],
  [`deliveries/${ids.delivery}?do=settle`, { readDelivery: () => disputedDelivery }],
  ['deliveries?status=OVERDUE', { listDeliveries: () => ({ items: [] }) }],
  ['deliveries/days?district=11530'],
  [`deliveries/days?district=11530&day=${sheet().day}&do=planRoute`],
  ['deliveries/routes'],
  [`deliveries/routes/${driverIds.route}`],
  [`deliveries/routes/${driverIds.route}?do=assign`],
  [`deliveries/routes/${driverIds.route}?do=dissolve`],
  [`deliveries/routes/${driverIds.route}/sheet`],
  ['deliveries/calls'],
  ['driver'],
  ['driver', { readRouteSheet: () => sheet({ status: 'PLANNED' }) }],
  [`driver/${driverIds.first}`],
  [`driver/${driverIds.second}?do=confirm`],
  [`driver/${driverIds.first}?do=fail`],
  ['receipts'],
  ['receipts/2026/1'],
  ['receipts/2026/1', { readReceipt: () => moneyReceipt }],
  ['receipts/2026/1?do=voidReceipt', { readReceipt: () => moneyReceipt }],
  ['money'],
  ['money/ledger'],
  ['money/ledger?of=POINT&purpose=internet', { listTransfers: () => ({ items: [] }) }],
  ['money/reports'],
  ['money/grants'],
  ['money/grants?status=ENDED', { listGrants: () => ({ items: [] }) }],
  ['money/grants/new'],
  [`money/grants/${grantId}`],
  ...['stop', 'move', 'prolong', 'returnFee'].map((deed): [string] => [`money/grants/${grantId}?do=${deed}`]),
  ['money/runs'],
  [`money/runs/${runMonth}`],
  [`money/runs/${nextMonth}`],
  [`money/runs/${nextMonth}?do=startRun`],
  ['money/entries'],
  ['money/entries?status=ASIDE'],
  [`money/entries/${fundIds.entry}`],
  [`money/entries/${fundIds.entry}?do=match`],
  [`money/entries/${fundIds.entry}?do=assign`],
  [`money/entries/${fundIds.entry}?do=takeBack`],
  [`money/entries/${fundIds.entry}?do=orderRefund`],
  [`money/entries/${fundIds.entry}?do=markBounce`],
  [`money/entries/${fundIds.outgoing}?do=explain`],
  [`money/entries/${fundIds.aside}`],
  [`money/entries/${fundIds.aside}?do=settle`],
  [`money/entries/${fundIds.entry}?do=cancelRefund`, { readEntry: () => refundingEntry }],
  ['money/statements'],
  [`money/statements/${fundIds.statement}`],
  [`money/statements/${fundIds.statement}?do=drop`],
  [`money/statements/${fundIds.statement}`, { readStatement: () => statement('BOOKED') }],
  [
    `money/statements/${fundIds.statement}?do=abandon`,
    {
      readStatement: () => statement('BOOKING'),
      bookStatement: () => ({ id: fundIds.statement, status: 'BOOKED', done: 12, of: 12 }),
    },
  ],
  ['money/gifts'],
  ['money/gifts/new'],
  ['money/gifts/paper'],
  [`money/gifts/paper?gift=${fundIds.gift}`],
  [`money/gifts/${fundIds.gift}?read`],
  [`money/gifts/${fundIds.gift}?do=register`],
  [`money/gifts/${fundIds.gift}?do=withdraw`],
  [`money/gifts/${fundIds.gift}`, { readGift: () => bookedGift }],
  [`money/gifts/${fundIds.gift}?do=askForReceipt`, { readGift: () => bookedGift }],
  ['money/purposes'],
  ['money/purposes?do=takeCosts'],
  ['money/reconciliation'],
  ['money/reconciliation?do=bookOpening'],
  ['points'],
  ['audit'],
  [`audit?record=${ids.donation}`],
  ['receipts/2026'],
  ['a/SH-26-99999', { findDevice: () => ({ id: ids.device }) }],
  ['nowhere'],
];
const LOOKS = [
  { language: 'ko', width: 360 },
  { language: 'ko', width: 1280 },
  { language: 'en', width: 360 },
  { language: 'en', width: 1280 },
] as const;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 60_000);
afterAll(() => desk?.close());

test.each(LOOKS)(
  'every screen in $language at $width px: axe finds nothing, nothing is cut, nothing breaks',
  {
    timeout: 480_000,
  },
  async (look) => {
    const seat = await desk.open('donations', everything(EVERYBODY, '11530'), look);
    const { page, office, complaints } = seat;
    const found: string[] = [];
    for (const [path, more = {}] of SCREENS) {
      Object.assign(office.answers, everything(EVERYBODY, '11530'), more);
      await page.goto(`${office.address}/staff/${path}`);
      await page.locator('h1').waitFor();
      await page.locator('.rows-to-come').first().waitFor({ state: 'detached' });
      if (path.includes('do=')) await page.locator('dialog[open], form.at-door').waitFor();
      found.push(...(await axeFindings(page)).map((line) => `${path} ${line}`));
      const cut = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (cut > 0) found.push(`${path} is ${cut} px wider than the screen`);
      // A text without words shows its key.
      const text = (await page.locator('body').textContent()) ?? '';
      const keys = text.match(
        /\b(staff|committees|eligibility|organisations|assisted|fund|gifts|money|fees|grants|audit|devices|allotments|deliveries|driver|routes|receipts|workflow|identity|overview)\.[a-z]\w*/g,
      );
      if (keys) found.push(`${path} shows ${keys.join()}`);
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    await seat.leave();
  },
);

test('the door is accessible too, and speaks both languages', async () => {
  const seat = await desk.open('', everything([]), { signedOut: true });
  expect(await axeFindings(seat.page)).toEqual([]);
  await seat.page.getByRole('button', { name: 'English' }).click();
  await seat.page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await seat.page.getAttribute('html', 'lang')).toBe('en');
  await seat.leave();
});

test.each([
  [['district'], ['오늘 할 일', '전체 현황', '지원 신청', '인터넷 요금 지원']],
  [['repair'], ['오늘 할 일', '입고·정비', '배송·설치']],
  [['driver'], ['오늘 할 일', '오늘 배송']],
  [['committee'], ['오늘 할 일', '위원회']],
  [['volunteer-centre'], ['오늘 할 일', '포인트']],
  [
    ['programme'],
    [
      '오늘 할 일',
      '전체 현황',
      '기부 접수',
      '입고·정비',
      '지원 신청',
      '배분',
      '위원회',
      '배송·설치',
      '후원 기업',
      '성금·장부',
      '포인트',
    ],
  ],
  [
    ['auditor'],
    [
      '오늘 할 일',
      '전체 현황',
      '기부 접수',
      '입고·정비',
      '지원 신청',
      '배분',
      '위원회',
      '배송·설치',
      '후원 기업',
      '기부 영수증',
      '성금·장부',
      '포인트',
      '감사 기록',
    ],
  ],
  [
    ['chest'],
    [
      '오늘 할 일',
      '전체 현황',
      '기부 접수',
      '입고·정비',
      '지원 신청',
      '배분',
      '위원회',
      '배송·설치',
      '후원 기업',
      '기부 영수증',
      '성금·장부',
      '포인트',
    ],
  ],
])('the navigation shows a person in %s only what they may use', async (groups, parts) => {
  const seat = await desk.open('', everything(groups, '11530'));
  await seat.page.locator('.side a').first().waitFor();
  expect(await seat.page.locator('.side a').allTextContents()).toEqual(parts);
  await seat.leave();
});
