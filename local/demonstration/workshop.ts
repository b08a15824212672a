import { specimenLshw, specimenNwipe, specimenSmartctl } from '../../functions/devices/readers/specimen.ts';
import { machine } from './cast.ts';
import type { Arrived } from './giving.ts';
import type { Office } from './office.ts';

/** How far the workshop takes a device. */
export type Goal =
  | 'RECEIVED'
  | 'ERASING'
  | 'ERASE_FAILED'
  | 'DRIVE_DESTROYED'
  | 'ERASED'
  | 'REFURBISHING'
  | 'WAITING_PART'
  | 'OS_INSTALLED'
  | 'READY'
  | 'RECYCLED'
  | 'HARVESTED';

const PASSED = {
  starts: 'pass',
  screen: 'pass',
  keyboard: 'pass',
  pointer: 'pass',
  network: 'pass',
  sound: 'pass',
  ports: 'pass',
  clean: 'pass',
};

/** One device through the workshop, evidence and all, until it has reached its goal. */
export async function workOn(
  office: Office,
  device: Arrived,
  i: number,
  goal: Goal,
  at: Date,
): Promise<void> {
  const path = `/api/staff/devices/${device.id}`;
  const post = (verb: string, body: object, who: 'repair.lee' | 'repair.park' | 'lead.choi' = 'repair.lee') =>
    office.post(who, `${path}/${verb}`, body);
  if (goal === 'RECEIVED') return;
  const pc = machine(i, device.kind === 'laptop');
  await office.upload(device.id, `${device.assetNumber}-lshw.json`, specimenLshw(pc));
  await post('erasure-start', {});
  if (goal === 'ERASING') return;
  const failing = goal === 'ERASE_FAILED' || goal === 'DRIVE_DESTROYED';
  if (i % 4 === 0 || failing) {
    const [drive] = pc.drives;
    if (drive)
      await office.upload(
        device.id,
        `${device.assetNumber}-smart.json`,
        specimenSmartctl(drive, failing ? 'failing' : 'good'),
      );
  }
  const drives = pc.drives.map((drive) => ({
    ...drive,
    outcome: failing ? ('failed' as const) : ('erased' as const),
  }));
  await office.upload(device.id, `${device.assetNumber}-nwipe.log`, specimenNwipe(drives, { at }));
  if (failing) {
    await post('erasure-failure', { reason: '읽기 오류로 덮어쓰기를 마치지 못했습니다.' });
    if (goal === 'ERASE_FAILED') return;
    await post('destruction', {
      method: 'shred',
      serials: pc.drives.map(({ serial }) => serial),
      witness: '박점검',
    });
    return;
  }
  await post('erasure', {});
  if (goal === 'ERASED') return;
  if (goal === 'RECYCLED' || goal === 'HARVESTED') {
    const recycle = goal === 'RECYCLED';
    const reason = recycle ? '메인보드가 고장 나 고칠 수 없습니다.' : '부품으로 쓰는 편이 낫습니다.';
    await post(
      'recycling',
      { way: recycle ? 'recycle' : 'harvest', reason, ...(recycle ? { certificate: 'RC-2026-0114' } : {}) },
      'lead.choi',
    );
    return;
  }
  if (goal === 'REFURBISHING' || goal === 'WAITING_PART' || i % 3 === 0) {
    await post('refurbishment', { work: ['먼지 청소', '메모리 8GB로 늘림'] });
    if (goal === 'REFURBISHING') return;
    if (goal === 'WAITING_PART') {
      await post('part-request', { part: 'SSD 256GB' });
      return;
    }
  }
  await post('system', { os: '하모니카 8.0' });
  if (goal === 'OS_INSTALLED') return;
  const grade = { appearance: 'ABBC'[i % 4], functionality: 'AAB'[i % 3] };
  await post('check', { checks: PASSED, grade }, 'repair.park');
}
