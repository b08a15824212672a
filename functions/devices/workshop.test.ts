import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import {
  erasureOf,
  machine,
  openProgramme,
  PASSED,
  type Programme,
  people,
} from '../../test/support/programme.ts';
import type { EventItem } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import { PaperBlocked } from '../kernel/printed-text.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import { devicesContract } from './contract.ts';
import type { Device } from './domain.ts';
import { issueCertificate } from './issue-certificate.ts';
import { specimenLshw, specimenNwipe, specimenSmartctl } from './readers/specimen.ts';

let local: LocalTable;
let programme: Programme;
beforeAll(async () => {
  local = await openLocalTable();
  programme = openProgramme(fakeDependencies({ table: local.table }), local);
});
afterAll(() => local.stop());

const { lee, park, choi, kim, guro } = people;
const state = (id: string): Promise<Device> => programme.item<Device>(keys.device(id));
const GRADE = { appearance: 'B', functionality: 'A' };
const drivesIn = (answer: Record<string, unknown>) =>
  (answer.detail as { drives: { serial?: string; why?: string }[] }).drives;

test('a device on its straight way, read from real output, erased drive by drive, checked by a second person', async () => {
  const { device, evidence, arrive } = programme;
  const id = await arrive();
  const pc = machine(id);
  const read = await evidence(id, 'lshw.json', specimenLshw(pc));
  expect(read).toMatchObject({
    kind: 'device',
    format: 'lshw',
    specification: { maker: 'LG전자', model: 'B80GV' },
  });
  const [disk, flash] = pc.drives;
  if (!disk || !flash) throw new Error('two drives');
  await evidence(id, 'sda.json', specimenSmartctl(disk, 'worn'));
  expect(await device.do('erasure-start', id)).toEqual({ id, status: 'ERASING' });

  const nothing = await device.refuse('erasure', id, {}, lee, 409, 'ERASURE_EVIDENCE_MISSING');
  expect(drivesIn(nothing)).toHaveLength(2);
  await evidence(id, 'sda.log', specimenNwipe([disk], { at: '2026-11-23T01:00:00Z' }));
  const one = await device.refuse('erasure', id, {}, lee, 409, 'ERASURE_EVIDENCE_MISSING');
  expect(drivesIn(one)).toMatchObject([{ serial: flash.serial, why: 'NO_EVIDENCE' }]);
  await evidence(id, 'sdb.log', specimenNwipe([flash], { at: '2026-11-23T02:00:00Z' }));
  const erased = await device.do('erasure', id);
  expect(erased).toMatchObject({
    status: 'ERASED',
    drives: [
      { serial: disk.serial, verdict: 'erased', health: 'worn' },
      { serial: flash.serial, verdict: 'erased' },
    ],
  });

  await device.do('refurbishment', id, { work: ['먼지 청소'] });
  await device.do('part-request', id, { part: 'SSD 256GB' });
  expect((await state(id)).waitingFor).toBe('SSD 256GB');
  await device.do('refurbishment', id, { work: ['SSD 교체'] });
  expect((await state(id)).waitingFor).toBeUndefined();
  await device.do('system', id, { os: '하모니카 8.0' });

  await device.refuse('check', id, { checks: PASSED, grade: GRADE }, lee, 409, 'CHECKED_BY_SAME_PERSON');
  await device.refuse('check', id, { checks: PASSED }, park, 422, 'CHECK_INCOMPLETE');
  const failed = { checks: { ...PASSED, sound: 'fail' }, note: '왼쪽 소리가 나지 않음' };
  expect(await device.do('check', id, failed, park)).toEqual({ id, status: 'REFURBISHING' });
  expect(await state(id)).toMatchObject({ round: 2, notes: { REFURBISHING: '왼쪽 소리가 나지 않음' } });
  await device.do('system', id, { os: '하모니카 8.0' });
  await device.do('check', id, { checks: PASSED, grade: GRADE }, park);

  const page = devicesContract.routes.readDevice.answer.parse(await device.read(id));
  expect(page).toMatchObject({
    status: 'READY',
    grade: GRADE,
    os: '하모니카 8.0',
    work: ['먼지 청소', 'SSD 교체'],
    late: false,
    moves: ['recycle', 'harvest', 'reserve'],
  });
  expect(page.evidence.map(({ kind }) => kind)).toEqual(['device', 'drive', 'erasure', 'erasure']);
  expect(page.history.at(-1)).toMatchObject({
    type: 'device.passCheck',
    by: { kind: 'staff', id: 'tech-park' },
  });
  const events = await local.table.part<EventItem>(keys.device(id).pk, 'EVT#');
  const told = events.flatMap(({ facts }) =>
    facts?.outcome ? [`${facts.step} ${facts.round} ${facts.outcome}`] : [],
  );
  expect(told.sort()).toEqual(['check 1 FAILED', 'check 2 PASSED', 'erasure 1 ERASED']);
});

describe('drives that cannot be erased', () => {
  test('are destroyed before a witness, each named; the certificate tells which', async () => {
    const { device, evidence, arrive, documents } = programme;
    const id = await arrive();
    const pc = machine(id);
    const [disk, flash] = pc.drives;
    if (!disk || !flash) throw new Error('two drives');
    await evidence(id, 'lshw.json', specimenLshw(pc));
    await evidence(
      id,
      'nwipe.log',
      specimenNwipe([{ ...disk, outcome: 'failed' }, flash], { at: '2026-11-23T01:00:00Z' }),
    );
    await device.do('erasure-failure', id, { reason: '읽기 오류' });
    const body = { method: 'shred', serials: [flash.serial], witness: '박점검' };
    await device.refuse('destruction', id, body, lee, 409, 'ERASURE_EVIDENCE_MISSING');
    await device.do('destruction', id, { ...body, serials: [disk.serial.toLowerCase()] });
    expect(await state(id)).toMatchObject({
      status: 'DRIVE_DESTROYED',
      notes: { ERASE_FAILED: '읽기 오류' },
      destruction: { method: 'shred', witness: '박점검', by: 'tech-lee' },
      drives: [{ verdict: 'destroyed', why: 'shred' }, { verdict: 'erased' }],
    });
    const deps = { table: local.table, documents, city: programme.deps.city };
    await issueCertificate(deps, { device: id });
    const paper = documents.files.get(`certificates/${id}.pdf`);
    expect(
      Buffer.from(paper ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    await issueCertificate(deps, { device: id });
    expect(
      Buffer.compare(documents.files.get(`certificates/${id}.pdf`) as Uint8Array, paper as Uint8Array),
    ).toBe(0);
    await device.do('recycling', id, { way: 'harvest', reason: '부품용' }, choi);
    expect(await state(id)).not.toHaveProperty('q');
  });

  test('of a machine that never started: what was taken out of it counts', async () => {
    const { device, arrive } = programme;
    const id = await arrive();
    await device.do('erasure-failure', id, { reason: '켜지지 않음' });
    await device.refuse(
      'destruction',
      id,
      { method: 'drill', serials: ['--'], witness: '박점검' },
      lee,
      409,
      'NO_DRIVE_LIST',
    );
    await device.do('destruction', id, {
      method: 'drill',
      serials: ['WD-X1', 'wd x1', 'WD-X2'],
      witness: '박점검',
    });
    expect((await state(id)).drives).toMatchObject([
      { serial: 'WD-X1', verdict: 'destroyed' },
      { serial: 'WD-X2', verdict: 'destroyed' },
    ]);
  });
});

describe('a machine without any drive', () => {
  const diskless = (id: string) => specimenLshw(machine(id, { drives: [] }));
  test('is erased by a statement on its listing', async () => {
    const { device, evidence, arrive } = programme;
    const id = await arrive();
    await device.refuse('erasure', id, { noDrives: true }, lee, 409, 'NO_DRIVE_LIST');
    await evidence(id, 'lshw.json', diskless(id));
    await device.refuse('erasure', id, {}, lee, 409, 'ERASURE_EVIDENCE_MISSING');
    await device.do('erasure', id, { noDrives: true });
    expect(await state(id)).toMatchObject({ status: 'ERASED', erasedBy: 'tech-lee', drives: [] });
  });

  test("that cannot list it either: by the lead's", async () => {
    const { device, arrive } = programme;
    const id = await arrive();
    await device.do('erasure', id, { noDrives: true }, choi);
    expect((await state(id)).erasedBy).toBe('lead-choi');
  });
});

describe('files', () => {
  test('that are not what they say, too many, unknown or late are refused, and nothing is written', async () => {
    const { device, uploaded, arrive, evidence } = programme;
    const id = await arrive();
    const pc = machine(id);
    const refusedFile = async (name: string, text: string | Uint8Array) =>
      device.refuse('evidence', id, await uploaded(id, name, text), lee, 422, 'UNREADABLE_FILE');
    const broken = await refusedFile('lshw.json', specimenLshw(pc).slice(0, 200));
    expect(broken.detail).toMatchObject({
      file: 'lshw.json',
      place: expect.any(String),
      reason: expect.any(String),
    });
    await refusedFile('photo.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]));
    const many = Array.from({ length: 25 }, (_, i) => ({
      serial: `WD-${1000 + i}`,
      model: 'WDC',
      sizeGB: 500,
      type: 'hdd' as const,
    }));
    const tooMany = await refusedFile('lshw.json', specimenLshw(machine(id, { drives: many })));
    expect(tooMany.detail).toMatchObject({ reason: 'TOO_MANY_DRIVES' });
    const unknown = { upload: `upl_${programme.deps.ids.ulid()}`, fileName: 'lshw.json' };
    await device.refuse('evidence', id, unknown, lee, 404, 'UPLOAD_UNKNOWN');
    const size = { fileName: 'lshw.json', size: 11 * 1024 * 1024 };
    const tooLarge = await device.refuse('uploads', id, size, lee, 400, 'INVALID_REQUEST');
    expect(tooLarge.errors).toEqual([{ path: 'size', code: 'TOO_LARGE' }]);

    const late = await uploaded(id, 'again.json', specimenLshw(pc));
    await evidence(id, 'lshw.json', specimenLshw(pc));
    await evidence(id, 'nwipe.log', erasureOf(pc));
    await device.do('erasure', id);
    await device.refuse('evidence', id, late, lee, 409, 'ILLEGAL_MOVE');
    await device.refuse('uploads', id, { fileName: 'a', size: 1 }, lee, 409, 'ILLEGAL_MOVE');
  });

  test('one upload is read once, whatever the key', async () => {
    const { device, uploaded, arrive } = programme;
    const id = await arrive();
    const body = await uploaded(id, 'lshw.json', specimenLshw(machine(id)));
    await device.do('evidence', id, body);
    await device.refuse('evidence', id, body, lee, 409, 'CHANGED_MEANWHILE');
  });
});

describe('what the certificate would print names no office-holder (공직선거법 §112④)', () => {
  test.each([
    [{ witness: '홍길동' }, 'witness'],
    [{ witness: '서울시장' }, 'witness'],
    [{ serials: ['WD-X1', '홍길동 시장'] }, 'serials'],
  ])('%j: %s, told beside the field', async (changes, path) => {
    const id = await programme.arrive();
    await programme.device.do('erasure-failure', id, { reason: '켜지지 않음' });
    const body = { method: 'shred', serials: ['WD-X1', 'WD-X2'], witness: '박점검', ...changes };
    const { errors } = await programme.device.refuse(
      'destruction',
      id,
      body,
      lee,
      422,
      'NAMES_OFFICE_HOLDER',
    );
    expect(errors).toEqual([{ path, code: 'NAMES_OFFICE_HOLDER' }]);
  });

  test('a file in which a drive is called so is not read', async () => {
    const { device, uploaded, arrive } = programme;
    const id = await arrive();
    const drives = [{ serial: 'WD-9', model: 'GIFT OF HONG GIL-DONG', sizeGB: 500, type: 'hdd' as const }];
    const file = await uploaded(id, 'lshw.json', specimenLshw(machine(id, { drives })));
    const { errors } = await device.refuse('evidence', id, file, lee, 422, 'NAMES_OFFICE_HOLDER');
    expect(errors).toEqual([{ path: 'fileName', code: 'NAMES_OFFICE_HOLDER' }]);
  });

  test('what got past the forms stops before the paper, with ids alone in the log', async () => {
    const { device, arrive, documents } = programme;
    const id = await arrive();
    await device.do('erasure', id, { noDrives: true }, choi);
    // As a partner's list brings it: the device's own maker and model, which no form has asked for.
    const specification = { maker: '홍길동 시장 기증', model: 'X' };
    await local.table.update(keys.device(id), { set: { specification } }, {});
    const lines: string[] = [];
    const spy = vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(String(line)));
    const deps = { table: local.table, documents, city: programme.deps.city };
    await expect(issueCertificate(deps, { device: id })).rejects.toThrow(PaperBlocked);
    spy.mockRestore();
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { event: 'paper_blocked', paper: `certificates/${id}.pdf`, device: id },
    ]);
    expect(documents.files.has(`certificates/${id}.pdf`)).toBe(false);
  });
});

test("a device tells its giver's wish, one without a wish nothing", async () => {
  const id = await programme.arrive();
  expect(await programme.device.read(id)).not.toHaveProperty('earmark');
  const earmark = { district: '11530', group: 'CHILD_CENTRE', use: '코딩 수업' };
  await local.table.update(keys.device(id), { set: { earmark } }, {});
  const read = await programme.device.read(id);
  expect(devicesContract.routes.readDevice.answer.parse(read)).toMatchObject({ earmark });
});

describe('what is refused', () => {
  test.each([
    ['system', { os: 'x' }, lee, 409, 'ILLEGAL_MOVE'],
    ['check', { checks: PASSED, grade: GRADE }, lee, 409, 'ILLEGAL_MOVE'],
    ['refurbishment', { work: [] }, lee, 409, 'ILLEGAL_MOVE'],
    ['recycling', { way: 'harvest', reason: 'x' }, choi, 409, 'ILLEGAL_MOVE'],
    ['recycling', { way: 'recycle', reason: 'x' }, choi, 422, 'CHECK_INCOMPLETE'],
    ['recycling', { way: 'harvest', reason: 'x' }, lee, 403, 'NOT_ALLOWED'],
    ['erasure', {}, kim, 403, 'NOT_ALLOWED'],
    ['erasure', {}, guro, 403, 'NOT_ALLOWED'],
    ['erasure', { force: true }, lee, 400, 'INVALID_REQUEST'],
    ['destruction', { method: 'shred', serials: ['A'], witness: 'B' }, lee, 409, 'ILLEGAL_MOVE'],
    ['part-request', { part: 'x'.repeat(121) }, lee, 400, 'INVALID_REQUEST'],
  ] as const)('%s %o by %o: %i %s', async (verb, body, staff, status, code) => {
    const id = await programme.arrive();
    await programme.device.refuse(verb, id, body, staff, status, code);
  });

  test('a device that is not there, and one without a sign-in', async () => {
    const ghost = `dev_${programme.deps.ids.ulid()}`;
    await programme.device.refuse('erasure', ghost, {}, lee, 404, 'NOT_FOUND');
    const route = 'POST /api/staff/devices/{id}/erasure';
    await programme.refused(route, { params: { id: ghost } }, 401, 'SIGN_IN_REQUIRED');
    const id = await programme.arrive();
    await programme.refused(route, { params: { id }, staff: lee, key: 'not-a-ulid' }, 400, 'KEY_REQUIRED');
    await programme.refused(route, { params: { id }, staff: lee, body: '{"a":' }, 400, 'NOT_JSON');
  });

  test('two people at once: one wins, the other hears it', async () => {
    const id = await programme.arrive();
    const route = 'POST /api/staff/devices/{id}/erasure-start';
    const start = () =>
      programme.send(route, { params: { id }, body: {}, staff: lee, key: programme.deps.ids.ulid() });
    const answers = await Promise.all(Array.from({ length: 8 }, start));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status, body } of answers.filter((answer) => answer.status !== 200))
      expect([status, ['ILLEGAL_MOVE', 'CHANGED_MEANWHILE', 'BUSY'].includes(String(body.code))]).toEqual([
        409,
        true,
      ]);
    expect((await state(id)).version).toBe(2);
  });
});

describe('the lists', () => {
  test('hold each device in the queue of its state, oldest first, page by page', async () => {
    const ids = [await programme.arrive(), await programme.arrive(), await programme.arrive()];
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { status: 'RECEIVED', limit: '2', ...(cursor ? { cursor } : {}) };
      const { status, body } = await programme.send('GET /api/staff/devices', { query, staff: lee });
      expect(status).toBe(200);
      const page = devicesContract.routes.listDevices.answer.parse(body);
      found.push(...page.items.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor);
    expect(found.filter((id) => ids.includes(id))).toEqual(ids);
    const { assetNumber } = await state(ids[0] as string);
    const params = { assetNumber: assetNumber.toLowerCase() };
    const route = 'GET /api/staff/assets/{assetNumber}';
    expect((await programme.send(route, { params, staff: lee })).body).toEqual({ id: ids[0] });
    expect((await programme.send(route, { params: { assetNumber: 'SH-26-99999' }, staff: lee })).status).toBe(
      404,
    );
  });
});

test("a giver follows each PC's way by the one-time code, with certificate and without a serial number", async () => {
  const id = await programme.makeReady();
  const { donation } = await state(id);
  const session = await programme.session('donation', donation);
  const params = { reference: donation.slice(-10) };
  const route = 'GET /api/public/donations/{reference}/devices';
  const { body } = await programme.send(route, { params, session });
  const { items } = devicesContract.routes.followDevices.answer.parse(body);
  expect(items).toMatchObject([{ id, status: 'READY', model: 'LG전자 B80GV', certificate: true }]);
  expect(JSON.stringify(body)).not.toContain(`WD-${id.slice(-8)}`);
  const paper = `${route}/{id}/certificate`;
  const link = await programme.send(paper, { params: { ...params, id }, session });
  expect(link.body).toEqual({
    url: expect.stringContaining(`certificates/${id}.pdf?expires=300`),
    expiresAt: expect.any(String),
  });
  const other = await programme.arrive();
  expect((await programme.send(paper, { params: { ...params, id: other }, session })).body.code).toBe(
    'CERTIFICATE_NOT_READY',
  );
  expect((await programme.send(route, { params, session: 'made-up' })).status).toBe(401);
  expect((await programme.send(route, { params })).status).toBe(401);
  const foreign = await programme.session('donation', (await state(other)).donation);
  expect((await programme.send(route, { params, session: foreign })).status).toBe(401);
});
