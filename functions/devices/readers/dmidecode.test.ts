import { expect, test } from 'vitest';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { isDmidecode, readDmidecode } from './dmidecode.ts';

const TEXT = `# dmidecode 3.3
Handle 0x0001, DMI type 1, 27 bytes
System Information
\tManufacturer: LG Electronics
\tProduct Name: 22V280-L.BY31P1
\tSerial Number: To Be Filled By O.E.M.

Handle 0x0002, DMI type 2, 15 bytes
Base Board Information
\tProduct Name: 22V280
\tSerial Number: MB0042

Handle 0x0003, DMI type 3, 22 bytes
Chassis Information
\tType: All In One

Handle 0x0004, DMI type 4, 42 bytes
Processor Information
\tVersion: Intel(R) Celeron(R) N4100   CPU @ 1.10GHz

Handle 0x0010, DMI type 17, 40 bytes
Memory Device
\tSize: 4 GB
\tType: DDR4

Handle 0x0011, DMI type 17, 40 bytes
Memory Device
\tSize: No Module Installed

Handle 0x0012, DMI type 17, 40 bytes
Memory Device
\tSize: 8192 kB
\tType: Flash
`;

test('a machine by its firmware, which does not know its drives', () => {
  expect(isDmidecode(TEXT)).toBe(true);
  for (const text of [TEXT, TEXT.replaceAll('\n', '\r\n'), TEXT.replaceAll('\t', '        ')]) {
    expect(readDmidecode(text)).toEqual({
      ...{
        kind: 'device',
        format: 'dmidecode',
        maker: 'LG Electronics',
        model: '22V280-L.BY31P1',
        serial: undefined,
      },
      ...{ chassis: 'all-in-one', cpu: 'Intel(R) Celeron(R) N4100 CPU @ 1.10GHz', memoryMB: 4096 },
      ...{
        drives: [],
        unlisted: [],
        macs: [],
        board: { maker: undefined, model: '22V280', serial: 'MB0042' },
      },
    });
  }
});

test('without System Information it is refused', () => {
  expect(() => readDmidecode(TEXT.replace('DMI type 1,', 'DMI type 126,'))).toThrow(UnreadableFile);
});
