import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { describe, expect, test } from 'vitest';
import { readCity } from '../kernel/city.ts';
import { PaperBlocked } from '../kernel/printed-text.ts';
import { certify } from './certificate.ts';
import { drawCertificate } from './certificate-form.ts';
import type { Device } from './domain.ts';
import { readFile } from './readers/read.ts';
import { type SpecimenErasure, specimenNwipe } from './readers/specimen.ts';
import type { Evidence } from './repository.ts';

const city = readCity({ CITY: 'seoul' });
const DISK: SpecimenErasure = { serial: 'WD-WCC4E1', model: 'WDC WD5000AAKX', sizeGB: 500, type: 'hdd' };
const FLASH: SpecimenErasure = { serial: 'S3X1NB0K', model: 'Samsung SSD 860 EVO', sizeGB: 250, type: 'ssd' };

const log = (drives: SpecimenErasure[], by = 'staff-7'): Evidence => ({
  upload: 'upl_01',
  fileName: 'nwipe.log',
  at: '2026-11-23T05:00:00.000Z',
  by,
  reading: readFile(
    'nwipe.log',
    new TextEncoder().encode(specimenNwipe(drives, { at: '2026-11-23T01:00:00Z' })),
  ),
});

const device = (changes: Partial<Device> = {}): Device => ({
  kind: 'device',
  id: 'dev_01KAAAAAAAAAAAAAAAAAAAAAAA',
  assetNumber: 'SH-26-00007',
  deviceKind: 'desktop',
  status: 'ERASED',
  version: 4,
  donation: 'don_01KAAAAAAAAAAAAAAAAAAAAAAA',
  giver: 'per_01KAAAAAAAAAAAAAAAAAAAAAAA',
  round: 1,
  listed: true,
  work: [],
  since: '2026-11-23T16:00:00.000Z',
  stages: { RECEIVED: '2026-11-20T01:00:00.000Z', ERASED: '2026-11-23T16:00:00.000Z' },
  specification: { maker: 'LG전자', model: 'B80GV' },
  drives: [{ serial: 'WD-WCC4E1', model: DISK.model, sizeGB: 500, type: 'hdd', verdict: 'erased' }],
  erasedBy: 'staff-9',
  ...changes,
});

async function textOf(file: Uint8Array): Promise<{ text: string; pages: number }> {
  const { text, totalPages } = await extractText(await getDocumentProxy(new Uint8Array(file)), {
    mergePages: true,
  });
  return { text: text.replace(/\s+/g, ' '), pages: totalPages };
}
const drawn = async (what: Device, evidence: readonly Evidence[]) =>
  textOf(await drawCertificate(certify(what, evidence, city), city));

const DESTROYED: Partial<Device> = {
  status: 'DRIVE_DESTROYED',
  stages: { RECEIVED: '2026-11-20T01:00:00.000Z', DRIVE_DESTROYED: '2026-11-24T03:30:00.000Z' },
  destruction: { method: 'shred', witness: '박점검', at: '2026-11-24T03:30:00.000Z', by: 'staff-8' },
  drives: [
    { serial: 'WD-WCC4E1', model: DISK.model, sizeGB: 500, type: 'hdd', verdict: 'destroyed' },
    { serial: 'S3X1NB0K', model: FLASH.model, sizeGB: 250, type: 'ssd', verdict: 'erased' },
  ],
};

describe('what the certificate says', () => {
  test('device, dates in the city, drive, method, passes, verification, hidden areas, operator, time', async () => {
    const { text, pages } = await drawn(device(), [log([DISK])]);
    expect(pages).toBe(1);
    for (const said of [
      '자료 삭제 확인서 Certificate of data erasure',
      'SH-26-00007',
      'LG전자 B80GV',
      '2026-11-20',
      // 16:00 UTC is one o'clock of the next day in Seoul.
      '2026-11-24',
      'WDC WD5000AAKX',
      'WD-WCC4E1',
      '500 GB',
      '삭제됨 (erased)',
      'DoD Short',
      '전체를 다시 읽어 확인함 (read back in full)',
      '없음 (none)',
      'staff-7',
      '서울 PC 정비센터 (Seoul PC Repair Centre)',
      'IT 서울, 희망나눔',
      '02-120',
    ])
      expect(text).toContain(said);
    expect(text).toMatch(/덮어쓰기 횟수 Passes 4/);
    expect(text).toMatch(/작업 시각 Time 2026-11-23 \d\d:\d\d/);
  });

  test('an erased drive beside a destroyed one, each with its own proof', async () => {
    const { text } = await drawn(device(DESTROYED), [log([FLASH, { ...DISK, outcome: 'failed' }])]);
    expect(text).toMatch(/저장장치 1 \(Drive 1\).*파기됨 \(destroyed\).*분쇄 \(shredded\).*박점검.*staff-8/);
    expect(text).toContain('2026-11-24 12:30');
    expect(text).toMatch(/저장장치 2 \(Drive 2\).*S3X1NB0K.*삭제됨 \(erased\).*staff-7/);
  });

  test('a machine without a drive: who stated it', async () => {
    const { text } = await drawn(device({ drives: [] }), []);
    expect(text).toContain('이 기기에는 저장장치가 없습니다.');
    expect(text).toContain('staff-9');
  });

  test('two dozen drives run over several pages and none is lost', async () => {
    const drives = Array.from({ length: 24 }, (_, i) => ({ ...DISK, serial: `SERIAL-${100 + i}` }));
    const what = device({ drives: drives.map((drive) => ({ ...drive, verdict: 'erased' as const })) });
    const { text, pages } = await drawn(what, [log(drives)]);
    expect(pages).toBeGreaterThan(5);
    for (const { serial } of drives) expect(text).toContain(serial);
  });

  test('the same device gives the same bytes; title and language are in the file', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(() => drawCertificate(certify(device(), [log([DISK])], city), city)),
    );
    expect(Buffer.compare(one as Uint8Array, two as Uint8Array)).toBe(0);
    const { info } = await getMeta(await getDocumentProxy(new Uint8Array(one as Uint8Array)));
    expect(info).toMatchObject({ Title: '자료 삭제 확인서 SH-26-00007', Language: 'ko' });
  });
});

test.each<[string, Partial<Device>, Evidence[]]>([
  [
    'the witness',
    {
      ...DESTROYED,
      destruction: { method: 'shred', witness: '홍길동', at: '2026-11-24T03:30:00.000Z', by: 'staff-8' },
    },
    [log([FLASH])],
  ],
  ['the machine', { specification: { maker: '서울시장', model: 'B80GV' } }, [log([DISK])]],
  [
    'a drive',
    { drives: [{ serial: DISK.serial, model: '홍 길 동', type: 'hdd', verdict: 'erased' }] },
    [log([DISK])],
  ],
])('is not made when %s names an office-holder', async (_, changes, evidence) => {
  await expect(drawn(device(changes), evidence)).rejects.toThrow(PaperBlocked);
});

test.each([
  ['not erased yet', device({ stages: { RECEIVED: '2026-11-20T01:00:00.000Z' } }), [log([DISK])]],
  ['a drive without evidence', device(), []],
  [
    'a destroyed drive without witness',
    device({ ...DESTROYED, destruction: undefined as never }),
    [log([FLASH])],
  ],
] as const)('no certificate: %s', (_, what, evidence) => {
  expect(() => certify(what, evidence, city)).toThrow(/not erased|no proof/);
});
