import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { appointmentMark } from '../deliveries/domain.ts';
import { keys } from '../kernel/keys.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import { deliverNotice, deliverOutbox, type NoticeDependencies } from './deliver.ts';
import { international, openPost } from './post.ts';

let local: LocalTable;
const journal: string[] = [];
const ses = mockClient(SESv2Client);
const sms = mockClient(PinpointSMSVoiceV2Client);
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation((line) => void journal.push(String(line)));
  local = await openLocalTable();
});
beforeEach(() => {
  ses.reset();
  sms.reset();
  journal.length = 0;
});
afterAll(() => local.stop());

const named = (name: string) => Object.assign(new Error(name), { name });
const { ids, vault, city, clock } = fakeDependencies();
const deps = (): NoticeDependencies => ({
  ...{ table: local.table, vault, city },
  siteUrl: 'https://ithope.example',
  now: () => clock.now(),
  post: openPost({ mail: '알림 <notice@ithope.example>', text: '02120' }),
});
async function aPerson(contact: Record<string, string>): Promise<string> {
  const person = `per_${ids.ulid()}`;
  const sealed = await vault.seal({ person }, { name: '김하늘', language: 'ko', ...contact });
  await local.table.transact([{ put: { ...keys.person(person), contact: sealed } }]);
  return person;
}
const notice = (person: string) => ({
  template: 'offer-fits' as const,
  person,
  facts: { reference: 'AAAAA-AAAAA' },
});
const stateOf = async (key: string, person: string) =>
  local.table.get<{ state: string; ttl: number }>(keys.notice(`${key}#${person}`, 'offer-fits'));
const events = () => journal.map((line) => (JSON.parse(line) as { event: string }).event);

test('goes by mail, once, however often it is called for', async () => {
  const person = await aPerson({ email: 'sky@ithope.example', phone: '01022223333' });
  await deliverNotice(deps(), 'DON#1#A', notice(person));
  await deliverNotice(deps(), 'DON#1#A', notice(person));
  const sent = ses.commandCalls(SendEmailCommand);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.args[0].input).toMatchObject({
    FromEmailAddress: '알림 <notice@ithope.example>',
    Destination: { ToAddresses: ['sky@ithope.example'] },
    Content: { Simple: { Subject: { Charset: 'UTF-8', Data: expect.stringContaining('AAAAA-AAAAA') } } },
  });
  expect(sms.calls()).toHaveLength(0);
  expect(await stateOf('DON#1#A', person)).toMatchObject({ state: 'SENT', ttl: expect.any(Number) });
  expect(events()).toEqual(['mail_sent']);
  expect(journal.join()).not.toMatch(/sky@|김하늘|0102222/);
});

test('goes by text message to whoever gave only a phone number', async () => {
  const person = await aPerson({ phone: '01022223333' });
  await deliverNotice(deps(), 'DON#2#A', notice(person));
  expect(sms.commandCalls(SendTextMessageCommand)[0]?.args[0].input).toMatchObject({
    DestinationPhoneNumber: '+821022223333',
    OriginationIdentity: '02120',
    MessageType: 'TRANSACTIONAL',
    MessageBody: expect.stringMatching(/^\[IT 서울, 희망나눔\] .*02-120/s),
  });
});

test('goes the other way where an address is refused for good, and holds up nobody', async () => {
  const person = await aPerson({ email: 'x@y.z', phone: '01022223333' });
  ses.on(SendEmailCommand).rejects(named('BadRequestException'));
  await deliverNotice(deps(), 'DON#3#A', notice(person));
  expect(sms.commandCalls(SendTextMessageCommand)).toHaveLength(1);
  sms.on(SendTextMessageCommand).rejects(named('ValidationException'));
  await deliverNotice(deps(), 'DON#3#B', notice(person));
  expect(await stateOf('DON#3#B', person)).toMatchObject({ state: 'UNREACHABLE' });
  expect(events()).toEqual(['mail_sent', 'mail_skipped']);
});

test('is tried again when the post itself stumbles', async () => {
  const person = await aPerson({ email: 'sky@ithope.example' });
  ses.on(SendEmailCommand).rejectsOnce(named('TooManyRequestsException')).resolves({});
  await expect(deliverNotice(deps(), 'DON#4#A', notice(person))).rejects.toThrow('TooManyRequests');
  expect(await stateOf('DON#4#A', person)).toBeUndefined();
  await deliverNotice(deps(), 'DON#4#A', notice(person));
  expect(await stateOf('DON#4#A', person)).toMatchObject({ state: 'SENT' });
});

test('does not go out where it would name an office-holder, whoever it is for', async () => {
  const named = {
    ...notice(await aPerson({ email: 'sky@ithope.example' })),
    facts: { reference: '홍길동 시장' },
  };
  await deliverNotice(deps(), 'DON#6#A', named);
  expect(ses.calls()).toHaveLength(0);
  expect(await stateOf('DON#6#A', named.person)).toMatchObject({ state: 'BLOCKED' });
  expect(events()).toEqual(['mail_blocked']);
  // A citizen who is called like the mayor gets their mail.
  const person = `per_${ids.ulid()}`;
  const contact = { name: '홍길동', email: 'namesake@ithope.example', language: 'ko' };
  const sealed = await vault.seal({ person }, contact);
  await local.table.transact([{ put: { ...keys.person(person), contact: sealed } }]);
  await deliverNotice(deps(), 'DON#6#B', notice(person));
  expect(ses.commandCalls(SendEmailCommand)).toHaveLength(1);
});

test('carries the link of the round that the application is in now', async () => {
  const person = await aPerson({ email: 'sky@ithope.example' });
  const application = `app_${ids.ulid()}`;
  await local.table.transact([{ put: { ...keys.application(application), id: application, round: 2 } }]);
  const told = { template: 'computer-allotted' as const, person, facts: { reference: 'AAAAA-AAAAA' } };
  await deliverNotice(deps(), 'ALT#1#A', { ...told, appointmentOf: application });
  const mark = await appointmentMark(vault, { id: application, round: 2 });
  expect(JSON.stringify(ses.commandCalls(SendEmailCommand)[0]?.args[0].input)).toContain(
    `https://ithope.example/appointment/#${application.slice(-10)}.${mark}`,
  );
  expect(journal.join()).not.toContain(mark);
});

test('to a person whose data are deleted is not sent', async () => {
  await deliverNotice(deps(), 'DON#5#A', notice(`per_${ids.ulid()}`));
  expect(ses.calls()).toHaveLength(0);
  expect(events()).toEqual(['mail_skipped']);
});

test('a code waits sealed in the outbox, is opened only to be sent, and not after its end', async () => {
  const person = await aPerson({ email: 'sky@ithope.example' });
  const key = ids.ulid();
  const sealed = await vault.seal({ notice: key }, { code: '123456' });
  const item = {
    ...keys.notice(key, 'follow-code'),
    template: 'follow-code' as const,
    personId: person,
    sealed,
  };
  await deliverOutbox(deps(), { ...item, expiresAt: '2026-11-23T00:59:59.000Z' });
  expect(ses.calls()).toHaveLength(0);
  await deliverOutbox(deps(), { ...item, expiresAt: '2026-11-23T01:10:00.000Z' });
  await deliverOutbox(deps(), { ...item, expiresAt: '2026-11-23T01:10:00.000Z' });
  const sent = ses.commandCalls(SendEmailCommand);
  expect(sent).toHaveLength(1);
  expect(JSON.stringify(sent[0]?.args[0].input)).toContain('123456');
  expect(journal.join()).not.toContain('123456');
});

test.each([
  ['01022223333', '+821022223333'],
  ['0231447700', '+82231447700'],
])('%s is dialled %s from abroad', (national, abroad) => {
  expect(international(national)).toBe(abroad);
});
