import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { journalRepository } from '../../functions/audit/repository.ts';
import { makeMinutes } from '../../functions/committees/make-minutes.ts';
import { issueHandover } from '../../functions/deliveries/issue-handover.ts';
import { issueCertificate } from '../../functions/devices/issue-certificate.ts';
import { specimenLshw } from '../../functions/devices/readers/specimen.ts';
import { anOffer, CANARY, donationsOn } from '../../functions/donations/testing.ts';
import { anAnnouncement, GIVER_CANARY, giftsOn } from '../../functions/gifts/testing.ts';
import type { Key } from '../../functions/kernel/keys.ts';
import type { Change } from '../../functions/kernel/stream.ts';
import { fakeDependencies } from '../../functions/kernel/testing.ts';
import type { Message } from '../../functions/notices/domain.ts';
import { sendCode } from '../../functions/privacy/codes.ts';
import { project } from '../../functions/projections/project.ts';
import { issuePaper } from '../../functions/receipts/issue-paper.ts';
import { statsRepository } from '../../functions/stats/repository.ts';
import { workflowRepository } from '../../functions/workflow/repository.ts';
import { joinWorkflow } from '../../functions/workflow/stream.ts';
import { type LocalTable, openLocalTable } from '../support/dynamo.ts';
import { memoryObjects } from '../support/objects.ts';
import {
  aHousehold,
  erasureOf,
  machine,
  openProgramme,
  PASSED,
  people,
  SIGNED,
} from '../support/programme.ts';

/** Words that may be found only inside seals: of the giver, of the recipient. */
const RECIPIENT = {
  name: '비둘기샯',
  phone: '01087651234',
  email: 'dove@ithope.example',
  street: '비둘기길 33',
  birthDate: '1947-03-07',
};
const PERSONAL = [
  ...Object.values(CANARY),
  ...Object.values(GIVER_CANARY),
  ...Object.values(RECIPIENT),
  '010-9876-5432',
  '010-8765-1234',
];
/** Serial numbers belong to the workshop: device state and evidence, nothing else. */
const SERIALS = ['CANARY-MACHINE-1', 'CANARY-DISK-1', 'CANARY-FLASH-1'];

let local: LocalTable;
beforeAll(async () => {
  local = await openLocalTable();
});
afterAll(() => local.stop());

type Item = Key & Record<string, unknown>;

test('a whole way, watched: what names a person is nowhere but in seals, messages and the receipt', async () => {
  const deps = fakeDependencies({ table: local.table });
  const programme = openProgramme(deps, local);
  const { device, application, delivery, evidence } = programme;
  const donations = donationsOn(deps);

  // The gift.
  const donation = await donations.valued([{ kind: 'desktop', count: 1 }], anOffer());
  await donations.staff('acceptance', donation);
  const gift = (await donations.read(donation)).body as { devices: { id: string }[]; reference: string };
  const id = gift.devices[0]?.id ?? '';
  await sendCode(
    deps,
    { subject: 'donation', reference: gift.reference },
    { key: deps.ids.ulid(), digest: 'd' },
  );

  // Money: one gift that comes, one that does not.
  const money = giftsOn(deps);
  const { body: announced } = await money.announce(anAnnouncement());
  await money.book(String(announced.id), { amount: 50_000, day: '2026-11-23' });
  await money.announce(anAnnouncement());
  await sendCode(
    deps,
    { subject: 'gift', reference: String(announced.reference) },
    { key: deps.ids.ulid(), digest: 'd' },
  );

  // The workshop.
  const [serial = '', disk = '', flash = ''] = SERIALS;
  const drives = machine(id).drives.map((drive, i) => ({ ...drive, serial: i === 0 ? disk : flash }));
  const pc = machine(id, { serial, drives });
  await evidence(id, 'lshw.json', specimenLshw(pc));
  await device.refuse('erasure', id, {}, people.lee, 409, 'ERASURE_EVIDENCE_MISSING');
  await evidence(id, 'nwipe.log', erasureOf(pc, 'failed'));
  await device.do('erasure-failure', id, { reason: '읽기 오류' });
  await device.do('destruction', id, { method: 'shred', serials: [disk, flash], witness: '박점검' });
  await device.do('system', id, { os: '하모니카 8.0' });
  await device.do(
    'check',
    id,
    { checks: PASSED, grade: { appearance: 'A', functionality: 'A' } },
    people.park,
  );

  // The home.
  const { name, phone, email, street, birthDate } = RECIPIENT;
  const home = await programme.applyFor(
    'households',
    aHousehold({
      contact: { name, phone, email, language: 'en' },
      birthDate,
      address: { district: '11530', postcode: '08375', street },
    }),
  );
  await programme.send('POST /api/public/applications/households', {
    body: { contact: { name, phone, email } },
    key: deps.ids.ulid(),
  });
  await application.do('eligibility', home.id, { evidence: 'LOOK_UP' }, people.guro);
  await programme.allot([id, String(home.id)]);
  const first = await programme.book(id);
  await delivery.do('departure', first, {}, people.lee);
  await delivery.do('failure', first, { reason: 'NOBODY_HOME' }, people.lee);
  await programme.allot([id, String(home.id)]);
  const second = await programme.book(id);
  await delivery.do('departure', second, {}, people.lee);
  await delivery.do('confirmation', second, { ...SIGNED, signature: { kind: 'typed', name } }, people.lee);

  // What follows from it: numbers, messages, papers, workflow.
  const site = memoryObjects('site');
  const documents = memoryObjects('documents');
  const sent: (Message & { to: string })[] = [];
  const papers: string[] = [];
  const now = () => deps.clock.now();
  const projecting = project({
    ...{ city: deps.city, table: local.table, now, site },
    journal: journalRepository(local.table),
    stats: statsRepository(local.table),
    papers: {
      async make(paper, input) {
        papers.push(paper);
        if (paper === 'receipt-paper') await issuePaper({ ...deps, documents }, input);
        else if (paper === 'handover-paper') await issueHandover({ ...deps, documents }, input);
        else if (paper === 'meeting-minutes') await makeMinutes({ ...deps, documents }, input);
        else if (paper === 'certificate-paper')
          await issueCertificate({ table: local.table, documents, city: deps.city }, input);
        else throw new Error(`nobody makes ${paper} here`);
      },
    },
    notices: {
      ...{ table: local.table, vault: deps.vault, city: deps.city, siteUrl: 'https://ithope.example', now },
      post: {
        mail: async (to, message) => void sent.push({ to, ...message }),
        text: async (to, text) => void sent.push({ to, subject: '', text }),
      },
    },
  });
  const machineArn = 'arn:aws:states:ap-northeast-2:000000000000:stateMachine:x';
  const client = { send: async () => ({ executionArn: 'arn' }) } as unknown as Parameters<
    typeof joinWorkflow
  >[0]['workflow'];
  const joining = joinWorkflow({
    workflow: client,
    machine: machineArn,
    allotments: machineArn,
    repository: workflowRepository(local.table),
  });
  const told = new Set<string>();
  // Papers and messages write items of their own, which the stream tells of as well; everything is told twice.
  for (let fresh = 1; fresh > 0; ) {
    const items = ((await local.everything()) as Item[]).filter(({ pk, sk }) => !told.has(`${pk}|${sk}`));
    fresh = items.length;
    items.sort((a, b) => String(a.at ?? '').localeCompare(String(b.at ?? '')));
    for (const item of items) {
      told.add(`${item.pk}|${item.sk}`);
      const change: Change = { pk: item.pk, sk: item.sk, inserted: true, item };
      for (const take of [projecting, joining, projecting, joining]) await take(change);
    }
  }

  const items = (await local.everything()) as Item[];
  for (const item of items) {
    const text = JSON.stringify(item);
    for (const word of PERSONAL) expect(text, `${item.pk} ${item.sk}`).not.toContain(word);
    const isWorkshop = item.pk.startsWith('DEV#') && !item.sk.startsWith('EVT#');
    if (!isWorkshop) for (const word of SERIALS) expect(text, `${item.pk} ${item.sk}`).not.toContain(word);
  }
  for (const owner of [
    'PER',
    'NOT',
    'WFL',
    'STA',
    'DEV',
    'DON',
    'GFT',
    'LED',
    'APP',
    'ALT',
    'DLV',
    'COD',
    'RCP',
    'AUD',
  ])
    expect(
      items.some(({ pk }) => pk.startsWith(`${owner}#`)),
      owner,
    ).toBe(true);
  const printed = programme.journal.join('\n');
  expect(programme.journal.length).toBeGreaterThan(30);
  for (const word of [...PERSONAL, ...SERIALS, '박점검']) expect(printed).not.toContain(word);

  // Everybody was told what concerns them, once, and nothing of the other.
  expect(sent.every(({ to }) => [CANARY.email, RECIPIENT.email].includes(to))).toBe(true);
  const subjects = (to: string) => sent.filter((mail) => mail.to === to);
  for (const { text, subject } of subjects(CANARY.email))
    expect(subject + text).not.toMatch(/비둘기|dove|33/);
  for (const { text, subject } of subjects(RECIPIENT.email))
    expect(subject + text).not.toMatch(/카나리|canary/);
  const titles = (to: string) => subjects(to).map(({ subject }) => subject.replace(/ \(.*/, ''));
  expect(titles(CANARY.email).map((title) => title.replace(/\d{6}/, '…'))).toEqual([
    '기부 신청을 받았습니다',
    '나눠 주신 PC를 받기로 했습니다',
    '수거 날짜가 정해졌습니다',
    '물품이 잘 도착했습니다',
    '기부금 보내시는 방법',
    '확인번호 …',
    '기부금 보내시는 방법',
    '확인번호 …',
    '나눠 주신 PC가 새 주인을 만났습니다',
    '기부금영수증이 발급되었습니다',
    '기부금을 잘 받았습니다. 영수증이 나왔습니다',
  ]);
  expect(titles(RECIPIENT.email)).toEqual([
    'We have your application',
    'You are eligible and in the queue',
    'A PC has been set aside for you: choose a day',
    "The day of your PC's delivery",
    'We could not deliver today',
    'A PC has been set aside for you: choose a day',
    "The day of your PC's delivery",
    'Your PC is installed',
  ]);
  for (const { text, subject } of sent) expect(subject + text).not.toMatch(/[{}]|undefined/);

  // The papers: the receipt names the giver, the certificate nobody but the witness.
  expect(new Set(papers)).toEqual(
    new Set(['receipt-paper', 'certificate-paper', 'handover-paper', 'meeting-minutes']),
  );
  const textOf = async (key: string) =>
    (
      await extractText(await getDocumentProxy(new Uint8Array(documents.files.get(key) as Uint8Array)), {
        mergePages: true,
      })
    ).text;
  const certificate = await textOf(`certificates/${id}.pdf`);
  for (const word of PERSONAL) expect(certificate).not.toContain(word);
  expect(certificate).toContain(disk);
  // The hand-over is the recipient's, and says nothing of who gave; minutes name those who sat.
  const handovers = [...documents.files.keys()].filter((key) => key.startsWith('handover'));
  expect(handovers.length).toBeGreaterThan(0);
  for (const key of handovers)
    for (const word of [...Object.values(CANARY), ...Object.values(GIVER_CANARY)])
      expect(await textOf(key), key).not.toContain(word);
  const minutes = [...documents.files.keys()].filter((key) => key.startsWith('minutes/'));
  for (const key of minutes) for (const word of PERSONAL) expect(await textOf(key), key).not.toContain(word);

  // The numbers: one of each, although everything was told twice and the device went out twice.
  const numbers = JSON.parse(Buffer.from(site.files.get('data/stats.json') ?? []).toString()) as Record<
    string,
    unknown
  >;
  expect(numbers).toMatchObject({
    offered: 2,
    received: 1,
    erased: 1,
    refurbished: 1,
    delivered: 1,
    waiting: 0,
  });
  for (const word of PERSONAL) expect(JSON.stringify(numbers)).not.toContain(word);
}, 60_000);
