import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import type { Json } from './json.ts';
import { readLshw } from './lshw.ts';

type Node = { [key: string]: Json };
const system = (children: Node[], more: Node = {}): Node => ({
  ...{ id: 'pc', class: 'system', description: 'Desktop Computer', vendor: 'LG Electronics', product: 'B50' },
  ...more,
  children: [{ id: 'core', class: 'bus', description: 'Motherboard', children }],
});
const read = (...children: Node[]) => readLshw([system(children)]);
const disk = (more: Node = {}): Node => ({
  ...{ id: 'disk', class: 'disk', description: 'ATA Disk', product: 'ST500DM002-1BD14', serial: 'Z3T0ABCD' },
  ...{ logicalname: '/dev/sda', businfo: 'scsi@0:0.0.0', size: 500_107_862_016 },
  ...more,
});
const found = { serial: 'Z3T0ABCD', model: 'ST500DM002-1BD14', sizeGB: 500, type: 'hdd' };

describe('what is a drive of the machine', () => {
  const usb = (child: Node): Node => ({ id: 'usb', class: 'bus', businfo: 'usb@1', children: [child] });
  test.each<[string, Node[], unknown[]]>([
    ['a disk', [disk()], [found]],
    ['a stick', [usb({ id: 'usb', class: 'storage', businfo: 'usb@1:2', children: [disk()] })], []],
    [
      'a stick by its driver',
      [{ id: 'x', class: 'storage', configuration: { driver: 'uas' }, children: [disk()] }],
      [],
    ],
    ['a stick by its handle', [{ id: 'x', class: 'storage', handle: 'USB:1:2', children: [disk()] }], []],
    [
      'a stick whose disk hangs elsewhere',
      [
        usb({ id: 'usb', class: 'storage', businfo: 'usb@1:2', logicalname: 'scsi6' }),
        disk({ businfo: 'scsi@6:0.0.0' }),
        disk(),
      ],
      [found],
    ],
    [
      'an empty card slot',
      [disk({ size: null, capabilities: { removable: true } }) as Node].map(({ size: _, ...n }) => n),
      [],
    ],
    ['a DVD writer', [disk({ id: 'cdrom', description: 'DVD-RAM writer' })], []],
    ['a DVD drive named otherwise', [disk({ logicalname: ['/dev/cdrom', '/dev/sr0'] })], []],
    ['a floppy', [disk({ logicalname: '/dev/fd0', description: '' })], []],
    ['loop and RAM devices', [disk({ logicalname: '/dev/loop0' }), disk({ logicalname: '/dev/zram0' })], []],
    [
      'volumes',
      [disk({ children: [{ id: 'volume', class: 'volume', size: 1e9, serial: 'AAAA-BBBB' }] })],
      [found],
    ],
    ['a filler as serial', [disk({ serial: '0000000000' })], [{ ...found, serial: undefined }]],
    [
      'a type by its speed',
      [disk({ product: 'X', capabilities: { '5400rpm': 'slow' } })],
      [{ ...found, model: undefined, type: 'hdd' }],
    ],
  ])('%s', (_name, children, drives) => expect(read(...children).drives).toEqual(drives));

  test('one NVMe drive, whatever hangs below its controller', () => {
    const controller: Node = {
      ...{
        id: 'nvme',
        class: 'storage',
        description: 'NVMe device',
        product: 'SAMSUNG MZVLB256',
        serial: 'S4EWNX0M',
      },
      ...{ logicalname: '/dev/nvme0', configuration: { driver: 'nvme' } },
      children: [
        { id: 'namespace:0', class: 'disk', description: 'NVMe disk', logicalname: 'hwmon2' },
        { id: 'namespace:1', class: 'disk', description: 'NVMe disk', logicalname: '/dev/ng0n1' },
        {
          id: 'namespace:2',
          class: 'disk',
          description: 'NVMe disk',
          logicalname: '/dev/nvme0n1',
          size: 256_060_514_304,
        },
      ],
    };
    expect(read(controller).drives).toEqual([
      { serial: 'S4EWNX0M', model: 'SAMSUNG MZVLB256', sizeGB: 256, type: 'nvme' },
    ]);
  });

  test('an NVMe controller that old lshw leaves bare is not forgotten', () => {
    const bare = {
      id: 'storage',
      class: 'storage',
      vendor: 'Samsung',
      product: 'Samsung',
      configuration: { driver: 'nvme' },
    };
    const reading = read(bare);
    expect(reading.drives).toEqual([]);
    expect(reading.unlisted).toEqual([
      { serial: undefined, model: 'Samsung', sizeGB: undefined, type: 'nvme' },
    ]);
  });

  test('soldered flash is a drive, a card in the slot is none', () => {
    const mmc = (description: string, more: Node = {}): Node => ({
      ...{
        id: 'card',
        class: 'disk',
        description,
        product: 'BJTD4R',
        serial: '596381532',
        businfo: 'mmc@0:0001',
      },
      ...more,
    });
    const whole = { logicalname: '/dev/mmcblk0', size: 31_268_536_320 };
    const parts = {
      children: [
        { id: 'interface', class: 'disk', logicalname: '/dev/mmcblk0boot0' },
        { id: 'interface:1', class: 'disk', ...whole },
      ],
    };
    const emmc = { serial: '596381532', model: 'BJTD4R', sizeGB: 31, type: 'emmc' };
    expect(read(mmc('SD/MMC Device', whole)).drives).toEqual([emmc]);
    expect(read(mmc('SD/MMC Device', parts)).drives).toEqual([emmc]);
    expect(read(mmc('SD Card', whole)).drives).toEqual([]);
    expect(read(mmc('SD/MMC Device', { ...whole, capabilities: { removable: true } })).drives).toEqual([]);
  });
});

describe('the machine', () => {
  test.each([
    ['Tower Computer', undefined, 'desktop'],
    ['Computer', 'all-in-one', 'all-in-one'],
    ['Notebook', 'notebook', 'laptop'],
    ['Rack Mount Chassis', undefined, 'server'],
    ['Computer', 'tablet', 'tablet'],
    ['Computer', undefined, 'other'],
  ])('%s with chassis %s is a %s', (description, chassis, shape) => {
    const configuration = chassis === undefined ? {} : { chassis };
    expect(readLshw([system([disk()], { description, configuration })]).chassis).toBe(shape);
  });

  test('the SKU in brackets is no part of the model', () => {
    const model = (product: string, sku?: string) =>
      readLshw([system([], { product, ...(sku ? { configuration: { sku } } : {}) })]).model;
    expect(model('PORTEGE R700 (0000000000)', '0000000000')).toBe('PORTEGE R700');
    expect(model('415522G (NONE)')).toBe('415522G');
    expect(model('1000H (90OAM0HB83311735E12DQ)', '90OAM0HB83311735E12DQ')).toBe('1000H');
    expect(model('Standard PC (Q35 + ICH9, 2009)')).toBe('Standard PC (Q35 + ICH9, 2009)');
  });

  test('memory is counted once, flash chips never', () => {
    const gib = 2 ** 30;
    const bank = (size: number) => ({ id: 'bank:0', class: 'memory', description: 'DIMM', size });
    const memory = (more: Node): Node => ({
      id: 'memory',
      class: 'memory',
      description: 'System Memory',
      ...more,
    });
    expect(read(memory({ size: 8 * gib, children: [bank(4 * gib), bank(4 * gib)] })).memoryMB).toBe(8192);
    expect(
      read(memory({ children: [bank(2 * gib)] }), { ...memory({ size: gib }), description: 'Flash Memory' })
        .memoryMB,
    ).toBe(2048);
    expect(read(disk()).memoryMB).toBeUndefined();
  });

  test('network addresses are those of built-in hardware', () => {
    const nic = (serial: string, businfo: string): Node => ({
      id: 'network',
      class: 'network',
      serial,
      businfo,
    });
    const usb: Node = {
      id: 'usb',
      class: 'bus',
      businfo: 'usb@1',
      children: [nic('00:00:5e:00:53:09', 'usb@1:1')],
    };
    expect(
      read(
        nic('00:00:5E:00:53:02', 'pci@0000:02:00.0'),
        nic('00:00:5e:00:53:01', 'pci@0'),
        usb,
        nic('02:42:ac:11:00:01', ''),
      ).macs,
    ).toEqual(['00:00:5e:00:53:01', '00:00:5e:00:53:02']);
  });
});

describe('what is no machine is refused with its place', () => {
  const refusal = (...documents: Json[]) => {
    try {
      readLshw(documents);
    } catch (error) {
      if (error instanceof UnreadableFile) return [error.code, error.place];
      throw error;
    }
    return [];
  };
  let deep: Node = { id: 'x', class: 'bus' };
  for (let depth = 0; depth < 100; depth += 1) deep = { id: 'x', class: 'bus', children: [deep] };

  test.each<[string, Json[], string[]]>([
    ['lshw -class disk', [disk(), disk()], ['NO_DEVICE', '$']],
    ['two machines', [system([]), system([])], ['SEVERAL_DEVICES', '$']],
    ['an empty node', [{ id: 'pc', class: 'system' }], ['NO_DEVICE', '$']],
    ['a child that is no node', [system([{ id: 'x' }])], ['WRONG_SHAPE', '$.children[0].children[0]']],
    ['children that are no list', [{ ...system([]), children: 'none' }], ['WRONG_SHAPE', '$.children']],
    [
      'a size that is no number',
      [system([disk({ size: '500 GB' })])],
      ['WRONG_SHAPE', '$.children[0].children[0].size'],
    ],
    ['a tree without end', [system([deep])], ['TOO_DEEP', `$${'.children[0]'.repeat(61)}`]],
  ])('%s', (_name, documents, expected) => expect(refusal(...documents)).toEqual(expected));
});
