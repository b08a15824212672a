import { describe, expect, test } from 'vitest';
import { deliveriesContract } from '../deliveries/contract.ts';
import { donationsContract } from '../donations/contract.ts';
import { REFUSALS } from '../eligibility/contract.ts';
import { RETURN_REASONS } from '../gifts/contract.ts';
import { STOP_REASONS } from '../grants/contract.ts';
import { readCity } from '../kernel/city.ts';
import type { EventItem } from '../kernel/events.ts';
import { findOfficeHolders } from '../kernel/printed-text.ts';
import { ORGANISATION_REFUSALS } from '../organisations/contract.ts';
import { VOID_REASONS } from '../receipts/domain.ts';
import { compose, composeText, maySend, noticesFor, type Template } from './domain.ts';
import { LANGUAGES as MESSAGES } from './languages.ts';
import en from './texts/en.json' with { type: 'json' };
import ko from './texts/ko.json' with { type: 'json' };

const city = readCity({ CITY: 'seoul' });
const about = { city, siteUrl: 'https://ithope.example', name: '김하늘' };
const LANGUAGES = ['ko', 'en'] as const;
const placeholdersOf = (texts: unknown) => [...new Set(JSON.stringify(texts).match(/\{\w+\}/g) ?? [])].sort();
const TEMPLATES = Object.keys(ko.templates) as Template[];
const optionsOf = (shape: unknown): string[] => (shape as { options: string[] }).options;

const event = (type: string, facts: EventItem['facts'] = {}): EventItem =>
  ({
    type,
    subject: type.startsWith('donation')
      ? 'don_01KAAAAAAAAAAAAAAAAAAAAAAA'
      : type.startsWith('gift')
        ? 'gft_01KDDDDDDDDDDDDDDDDDDDDDDD'
        : 'app_01KBBBBBBBBBBBBBBBBBBBBBBB',
    at: '2026-11-23T01:00:00.000Z',
    by: { kind: 'staff', id: 'x' },
    district: '11530',
    refs: {
      person: 'per_01KAAAAAAAAAAAAAAAAAAAAAAA',
      giver: 'per_01KCCCCCCCCCCCCCCCCCCCCCCC',
      donation: 'don_01KAAAAAAAAAAAAAAAAAAAAAAA',
      application: 'app_01KBBBBBBBBBBBBBBBBBBBBBBB',
    },
    facts,
  }) as unknown as EventItem;

/** An event of a member: its subject is their number. */
const ofMember = (type: string, facts: EventItem['facts'] = {}): EventItem => ({
  ...event(type, facts),
  subject: '7K3M9QX24W',
  refs: { person: 'per_01KAAAAAAAAAAAAAAAAAAAAAAA' },
});

/** Every event that somebody is told of, with every code that its words depend on. */
const declined = optionsOf(donationsContract.routes.declineDonation.body.shape.reason);
const failed = optionsOf(deliveriesContract.routes.failDelivery.body.shape.reason);
const MONEY = { total: 50_000, day: '2026-11-23' };
const EVENTS: readonly EventItem[] = [
  event('donation.offer', { items: 2 }),
  event('donation.screen'),
  event('donation.askForChange', { reasons: city.earmarks.rules.map(({ code }) => code) }),
  ...declined.map((reason) => event('donation.decline', { reason })),
  ...['morning', 'afternoon'].map((slot) => event('donation.bookCollection', { day: '2026-11-25', slot })),
  event('donation.arrive', { devices: ['dev_1'] }),
  event('donation.issueReceipt', { receipt: '2026-000001' }),
  event('donation.issueReceipt', { receipt: '2026-000001', electronic: true }),
  event('donation.issueReceipt', { receipt: '2026-000002', replaces: '2026-000001' }),
  ...VOID_REASONS.map((reason) => event('donation.voidReceipt', { receipt: '2026-000001', reason })),
  event('gift.announce', { amount: 50_000, purpose: 'internet', until: '2026-12-23' }),
  ...['gift.book', 'gift.bookUnannounced'].map((type) =>
    event(type, { ...MONEY, year: '2026', number: 1, anonymous: true }),
  ),
  event('gift.issueReceipt', { ...MONEY, receipt: '2026-000001' }),
  event('gift.issueReceipt', { ...MONEY, receipt: '2026-000001', electronic: true }),
  ...[{}, { electronic: true }].map((medium) =>
    event('gift.issueReceipt', { ...MONEY, receipt: '2026-000001', points: true, ...medium }),
  ),
  event('gift.issueReceipt', { ...MONEY, receipt: '2026-000002', replaces: '2026-000001' }),
  ...['GIVER_WRONG', 'ISSUED_TWICE', 'OTHER'].map((reason) =>
    event('gift.voidReceipt', { ...MONEY, receipt: '2026-000001', reason }),
  ),
  ...RETURN_REASONS.map((reason) => event('gift.return', { ...MONEY, receipt: '2026-000001', reason })),
  event('gift.release', { ...MONEY, reason: 'MISMATCHED' }),
  event('application.submit', { applicant: 'household', computers: 1 }),
  event('application.requestDocuments', { documents: city.eligibility.documents.map(({ code }) => code) }),
  event('application.confirm', { evidence: 'LOOK_UP', waiting: 1 }),
  event('application.confirmSecond', { evidence: 'VISIT', waiting: 1 }),
  ...REFUSALS.map((reason) => event('application.refuse', { reason, until: '2027-01-22' })),
  event('application.appeal'),
  event('application.allowAppeal', { waiting: 1 }),
  ...REFUSALS.map((reason) => event('application.dismissAppeal', { reason })),
  event('organisation.certify', { until: '2027-11-22' }),
  event('organisation.renew', { until: '2027-11-22' }),
  ...ORGANISATION_REFUSALS.map((reason) => event('organisation.refuse', { reason })),
  event('organisation.remind', { until: '2027-11-22' }),
  event('organisation.lapse', { until: '2027-11-22' }),
  event('grant.give', {
    ...{ carrier: 'kt', plan: 'slim', fee: 22_000, firstMonth: '2026-12', lastMonth: '2027-11' },
  }),
  event('grant.prolong', { months: 6, lastMonth: '2028-05' }),
  ...STOP_REASONS.filter((reason) => reason !== 'DIED').map((reason) =>
    event('grant.stop', { from: '2027-03', reason }),
  ),
  event('grant.payFee', { ending: true, lastMonth: '2027-11' }),
  event('allotment.executeLine', { step: 'allotment', round: 1, outcome: 'ALLOTTED', waiting: -1 }),
  ...['morning', 'afternoon'].map((slot) => event('delivery.book', { day: '2026-11-25', slot })),
  event('delivery.rebook', { day: '2026-11-26', slot: 'afternoon', was: '2026-11-25' }),
  event('delivery.confirm', { step: 'delivery', round: 1, outcome: 'INSTALLED' }),
  ...failed.map((reason) => event('delivery.fail', { reason, outcome: 'RETURNED' })),
  ofMember('points.join'),
  ofMember('points.nudge', { points: 12_500, day: '2026-12-31' }),
];
/** What the city pack and the site give to every message. */
const OURS = [
  '{appointment}',
  '{follow}',
  '{toPoints}',
  '{warrantyMonths}',
  '{bank}',
  '{account}',
  '{holder}',
];
const notices = [
  ...EVENTS.flatMap(noticesFor),
  { template: 'follow-code' as const, person: 'per_1', facts: { code: '123456' } },
];

test('every event of the list tells somebody, and every template is told by one', () => {
  for (const one of EVENTS) expect(noticesFor(one).length, one.type).toBeGreaterThan(0);
  expect(new Set(notices.map(({ template }) => template))).toEqual(new Set(TEMPLATES));
});

describe.each(Object.keys(MESSAGES))('in %s', (language) => {
  test.each(notices.map((notice) => [notice.template, notice] as const))(
    '%s has all its words',
    (_, notice) => {
      const { subject, text } = compose(notice.template, language, notice.facts, about);
      const own = MESSAGES[language]?.texts.templates[notice.template];
      const wanted = JSON.stringify(own).match(/\{(\w+)\}/g) ?? [];
      for (const place of wanted)
        expect([...OURS, ...Object.keys(notice.facts).map((f) => `{${f}}`)]).toContain(place);
      for (const said of [subject, text, composeText(notice.template, language, notice.facts, about)]) {
        expect(said).not.toMatch(/[{}]|undefined|null|NaN/);
        // No code of ours reaches a reader: what is in capitals is a reference, PC, SMS or the programme's IT.
        expect(said.replace(/\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/g, '')).not.toMatch(/[A-Z]{2,}_[A-Z]+|[A-Z]{5,}/);
        expect(said).not.toMatch(/ {2}|\( *\)|: *$/m);
        expect(said.trim().length).toBeGreaterThan(8);
      }
      expect(text).toContain('김하늘');
      expect(text).toContain(city.contact.phone);
      expect(subject).not.toContain('김하늘');
    },
  );

  test('no text names an office-holder or their title (공직선거법 §112④)', () => {
    const everything = JSON.stringify(MESSAGES[language]?.texts);
    expect(findOfficeHolders(everything, city)).toEqual([]);
    for (const { template, facts } of notices) expect(maySend(template, language, facts, about)).toBe(true);
  });
});

test('the facts become words of the reader: half day, day, district, reason, the rules of the city', () => {
  const book = { reference: 'AAAAA-AAAAA', day: '2026-11-25', slot: 'morning', district: '11530' };
  expect(compose('delivery-booked', 'ko', book, about).text).toContain('2026년 11월 25일 수요일 오전에');
  expect(compose('delivery-booked', 'en', book, about).text).toMatch(
    /Wednesday,? 25 November 2026 in the morning/,
  );
  expect(compose('gift-arrived', 'en', book, about).text).toContain('a neighbour in Guro-gu');
  const refusal = { reference: 'AAAAA-AAAAA', reason: 'SERVED_RECENTLY' };
  expect(compose('application-refused', 'en', refusal, about).text).toContain('within the last 2 years');
  const outside = { reference: 'AAAAA-AAAAA', reason: 'OUTSIDE_CITY' };
  expect(compose('offer-declined', 'ko', outside, about).text).toContain('서울특별시 밖이라');
  expect(compose('computer-installed', 'ko', book, about).text).toContain('12개월');
});

test('a household hears of its fee: from when to when, how much, at which carrier; nobody hears of a death', () => {
  const facts = { carrier: 'kt', plan: 'slim', fee: 22_000, firstMonth: '2026-12', lastMonth: '2027-11' };
  const [granted] = noticesFor(event('grant.give', facts));
  expect(granted).toMatchObject({ template: 'fee-granted', facts: { reference: 'BBBBB-BBBBB' } });
  const ko = compose('fee-granted', 'ko', granted?.facts ?? {}, about).text;
  expect(ko).toContain('2026년 12월부터 2027년 11월까지 KT 인터넷 요금을 대신 냅니다');
  expect(ko).toMatch(/22,000/);
  const en = compose('fee-granted', 'en', granted?.facts ?? {}, about).text;
  expect(en).toContain('From December 2026 to November 2027 we pay ₩22,000 a month');
  const stop = { reference: 'A', from: '2027-03', reason: 'MOVED_AWAY' };
  expect(compose('fee-stopped', 'ko', stop, about).text).toContain('2027년 3월 요금부터는');
  expect(noticesFor(event('grant.stop', { from: '2027-03', reason: 'DIED' }))).toEqual([]);
  expect(noticesFor(event('grant.payFee', { lastMonth: '2027-11', left: 5 }))).toEqual([]);
});

test('a giver hears of the gift by the donation, a recipient of the PC by the application', () => {
  const [recipient, giver] = noticesFor(event('delivery.confirm'));
  expect(recipient).toMatchObject({
    template: 'computer-installed',
    person: 'per_01KAAAAAAAAAAAAAAAAAAAAAAA',
    facts: { reference: 'BBBBB-BBBBB' },
  });
  expect(giver).toMatchObject({
    template: 'gift-arrived',
    person: 'per_01KCCCCCCCCCCCCCCCCCCCCCCC',
    facts: { reference: 'AAAAA-AAAAA' },
  });
});

test('what somebody is called is never taken for a placeholder, nor a fact for one of ours', () => {
  const tricky = { ...about, name: '{phone} {code}' };
  expect(compose('offer-fits', 'ko', { reference: 'A' }, tricky).text).toContain('{phone} {code} 님');
  const facts = { reference: '{phone}', phone: '010-0000-0000' };
  const { text, subject } = compose('offer-fits', 'ko', facts, about);
  expect(subject).toContain('{phone}');
  expect(text).not.toContain('010-0000-0000');
});

test('a member hears how many points end when, and where to give them', () => {
  const [nudge] = noticesFor(ofMember('points.nudge', { points: 12_500, day: '2026-12-31' }));
  if (!nudge) throw new Error('the member is told');
  const { template, facts } = nudge;
  const ko = compose(template, 'ko', facts, about);
  for (const said of ['12,500포인트', '2026년 12월 31일', 'https://ithope.example/points/'])
    expect(ko.text).toContain(said);
  expect(ko.subject).toContain('7K3M9-QX24W');
  const en = compose(template, 'en', facts, about);
  for (const said of ['12,500', '31 December 2026', 'https://ithope.example/en/points/'])
    expect(en.text).toContain(said);
});

test('a language that we do not have, or that the city does not write in, is answered in the first', () => {
  expect(compose('offer-fits', 'fr', { reference: 'A' }, about).text).toContain('안녕하세요');
  const onlyKorean = { ...city, messageLanguages: [{ code: 'ko', name: '한국어' }] };
  expect(compose('offer-fits', 'en', { reference: 'A' }, { ...about, city: onlyKorean }).text).toContain(
    '안녕하세요',
  );
});

test('a further language is a file and a line: its words, its days and amounts, the names of the city in the language it names', () => {
  const texts = {
    ...en,
    greeting: 'Saluton {name},',
    templates: {
      ...en.templates,
      'delivery-booked': { subject: 'Via tago ({reference})', body: ['{day}, {slot}, {district}: {follow}'] },
    },
  };
  const spoken = { ...MESSAGES, eo: { texts, locale: 'eo', names: 'en' } };
  const speaking = {
    ...about,
    city: { ...city, messageLanguages: [...city.messageLanguages, { code: 'eo', name: 'Esperanto' }] },
  };
  const facts = { reference: 'AAAAA-AAAAA', day: '2026-11-25', slot: 'morning', district: '11530' };
  const { subject, text } = compose('delivery-booked', 'eo', facts, speaking, spoken);
  expect(subject).toBe('Via tago (AAAAA-AAAAA)');
  expect(text).toContain('Saluton 김하늘,');
  expect(text).toContain(new Intl.DateTimeFormat('eo', { dateStyle: 'full' }).format(new Date('2026-11-25')));
  expect(text).toContain('Guro-gu: https://ithope.example/en/follow/');
});

test('in Vietnamese: dates, amounts and the names of the city, which are in English there', () => {
  const facts = { reference: 'AAAAA-AAAAA', reason: 'NOT_IN_CATEGORY', until: '2027-01-22' };
  const { text } = compose('application-refused', 'vi', facts, about);
  expect(text).toContain('Kính chào 김하늘,');
  expect(text).toContain('quý vị không thuộc nhóm được chương trình hỗ trợ');
  expect(text).toContain('Thứ Sáu, 22 tháng 1, 2027');
  expect(text).toContain('https://ithope.example/en/follow/');
  const asked = noticesFor(event('application.requestDocuments', { documents: ['STATUS_PROOF'] }))[0];
  expect(compose('documents-needed', 'vi', asked?.facts ?? {}, about).text).toContain('- Proof of status');
});

test('every language in which the city writes is entered, and says what the first one says', () => {
  const leaves = (tree: unknown, path = ''): string[] =>
    typeof tree === 'object' && tree !== null && !Array.isArray(tree)
      ? Object.entries(tree).flatMap(([name, value]) => leaves(value, `${path}.${name}`))
      : [path];
  for (const { code } of city.messageLanguages) expect(Object.keys(MESSAGES)).toContain(code);
  for (const [code, { texts }] of Object.entries(MESSAGES)) {
    expect(leaves(texts).sort(), code).toEqual(leaves(ko).sort());
    for (const template of TEMPLATES)
      expect(placeholdersOf(texts.templates[template]), `${code} ${template}`).toEqual(
        placeholdersOf(ko.templates[template]),
      );
  }
});

test('how to transfer: the account of the city, the amount, the reference, the last day', () => {
  const [announced] = noticesFor(event('gift.announce', { amount: 50_000, until: '2026-12-23' }));
  if (!announced) throw new Error('its giver is told');
  const { number, bank, holder } = city.fund.account;
  for (const language of LANGUAGES) {
    const { text, subject } = compose(announced.template, language, announced.facts, about);
    expect(subject).toContain('DDDDD-DDDDD');
    for (const said of ['₩50,000', number, bank[language], holder[language], 'DDDDD-DDDDD'])
      expect(text).toContain(said);
    expect(text).toContain(language === 'ko' ? '2026년 12월 23일 수요일까지' : '23 December 2026');
  }
});

test('a giver of money is thanked once: with the receipt, or where there is none to have, with the booking', () => {
  expect(noticesFor(event('gift.book', MONEY))).toEqual([]);
  expect(noticesFor(event('gift.bookPoints', MONEY))).toEqual([]);
  expect(noticesFor(event('gift.book', { ...MONEY, anonymous: true }))).toHaveLength(1);
  const nobody = { ...event('gift.bookUnannounced', { ...MONEY, anonymous: true }), refs: {} };
  expect(noticesFor(nobody)).toEqual([]);
});

test("an anonymous gift's receipt is kept by the Chest: nobody is told of it", () => {
  for (const type of ['donation', 'gift'].flatMap((of) => [`${of}.issueReceipt`, `${of}.voidReceipt`]))
    expect(noticesFor(event(type, { receipt: '2026-000001', anonymous: true, reason: 'OTHER' }))).toEqual([]);
});

test('the link to the day is in the fragment, in the language of the site; a plan tells a household once', () => {
  const told = { reference: 'AAAAA-AAAAA', appointment: `7K3M9QX24W.${'a'.repeat(32)}` };
  const link = `/appointment/#7K3M9QX24W.${'a'.repeat(32)}`;
  expect(compose('computer-allotted', 'ko', told, about).text).toContain(`https://ithope.example${link}`);
  expect(compose('computer-allotted', 'en', told, about).text).toContain(`https://ithope.example/en${link}`);
  const lines = [1, 2].map((n) => ({
    ...event('allotment.executeLine', { n }),
    pk: 'ALT#1',
    key: `LINE-${n}`,
  }));
  const [one, other] = lines.flatMap((line) => noticesFor(line as EventItem));
  expect(one).toMatchObject({ appointmentOf: 'app_01KBBBBBBBBBBBBBBBBBBBBBBB', once: other?.once });
  expect(noticesFor(event('delivery.fail', { reason: 'OTHER' }))[0]).not.toHaveProperty('appointmentOf');
});
