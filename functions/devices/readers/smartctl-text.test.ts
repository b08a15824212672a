import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { readSmartctlText } from './smartctl-text.ts';

const HEAD =
  'smartctl 7.4 2023-08-01 r5530 [x86_64-linux-6.6.0] (local build)\n\n=== START OF INFORMATION SECTION ===\n';
const ATA = `${HEAD}Model Family:     Seagate Barracuda 7200.14 (AF)
Device Model:     ST500DM002-1BD142
Serial Number:    Z3T0ABCD
User Capacity:    500,107,862,016 bytes [500 GB]
Rotation Rate:    7200 rpm

=== START OF READ SMART DATA SECTION ===
SMART overall-health self-assessment test result: PASSED

ID# ATTRIBUTE_NAME          FLAG     VALUE WORST THRESH TYPE      UPDATED  WHEN_FAILED RAW_VALUE
  1 Raw_Read_Error_Rate     0x000f   117   099   006    Pre-fail  Always       -       125179459
  5 Reallocated_Sector_Ct   0x0033   100   100   036    Pre-fail  Always       -       0
184 End-to-End_Error        0x0032   100   100   099    Old_age   Always       -       0
188 Command_Timeout         0x0032   100   098   000    Old_age   Always       -       2 2 3
190 Airflow_Temperature_Cel 0x0022   068   044   045    Old_age   Always   In_the_past 32 (Min/Max 19/56)
197 Current_Pending_Sector  0x0012   100   100   000    Old_age   Always       -       0
`;
const BRIEF = `${HEAD}Device Model:     Samsung SSD 860 EVO 250GB
Serial Number:    S3X1NB0K
User Capacity:    250,059,350,016 bytes [250 GB]
Rotation Rate:    Solid State Device
SMART overall-health self-assessment test result: PASSED
ID# ATTRIBUTE_NAME          FLAGS    VALUE WORST THRESH FAIL RAW_VALUE
  5 Reallocated_Sector_Ct   PO--CK   100   100   010    -    0
177 Wear_Leveling_Count     PO--C-   007   007   000    -    1661
187 Uncorrectable_Error_Cnt -O--CK   100   100   000    -    4
`;
const NVME = `${HEAD}Model Number:                       KXG60ZNV512G TOSHIBA
Serial Number:                      Y9AF71HGFF3M
NVMe Version:                       1.3
Total NVM Capacity:                 512,110,190,592 [512 GB]
SMART overall-health self-assessment test result: PASSED
Critical Warning:                   0x00
Available Spare:                    100%
Available Spare Threshold:          10%
Percentage Used:                    1%
Media and Data Integrity Errors:    1,024
`;
const SCSI = `${HEAD}Vendor:               SEAGATE
Product:              ST4000NM0043
User Capacity:        4,000,787,030,016 bytes [4.00 TB]
Rotation Rate:        7200 rpm
Serial number:        Z1Z5DWJK
Device type:          disk
SMART Health Status: OK
Elements in grown defect list: 3
           Errors Corrected by           Total   Correction     Gigabytes    Total
read:   300357663        0         0  300357663          0     176987.332           0
write:         0        0         0         0          0      86472.611           0
`;

describe('the text for people is read like the JSON', () => {
  test.each([
    [
      ATA,
      {
        model: 'ST500DM002-1BD142',
        serial: 'Z3T0ABCD',
        sizeGB: 500,
        type: 'hdd',
        health: 'worn',
        reasons: ['COMMAND_TIMEOUTS:3', 'BELOW_THRESHOLD_BEFORE:190'],
      },
    ],
    [
      ATA.replace('0\n184', '24\n184'),
      {
        health: 'failing',
        reasons: ['REALLOCATED_SECTORS:24', 'COMMAND_TIMEOUTS:3', 'BELOW_THRESHOLD_BEFORE:190'],
      },
    ],
    [ATA.replace('PASSED', 'FAILED!'), { health: 'failing' }],
    [BRIEF, { type: 'ssd', health: 'failing', reasons: ['LIFE_LEFT:7', 'REPORTED_UNCORRECTABLE:4'] }],
    [
      NVME,
      {
        model: 'KXG60ZNV512G TOSHIBA',
        serial: 'Y9AF71HGFF3M',
        sizeGB: 512,
        type: 'nvme',
        health: 'failing',
        reasons: ['MEDIA_ERRORS:1024'],
      },
    ],
    [NVME.replace('1,024', '0'), { health: 'good', reasons: [] }],
    [
      SCSI,
      {
        model: 'SEAGATE ST4000NM0043',
        serial: 'Z1Z5DWJK',
        sizeGB: 4001,
        type: 'hdd',
        health: 'worn',
        reasons: ['GROWN_DEFECTS:3'],
      },
    ],
    [
      SCSI.replace(/Elements.*\n/, '').replace(/ 0\nwrite/, ' 2\nwrite'),
      { health: 'failing', reasons: ['UNCORRECTED_ERRORS:2'] },
    ],
    [ATA.replaceAll('\n', '\r\n'), { serial: 'Z3T0ABCD', sizeGB: 500, health: 'worn' }],
  ])('%#', (text, expected) => expect(readSmartctlText(text)).toMatchObject(expected));
});

test.each([
  [
    'no drive',
    'smartctl 7.4 2023-08-01 r5530\n\n/dev/sdz: Unable to detect device type\n',
    'NO_DEVICE',
    'file',
  ],
  [
    'an enclosure',
    `${HEAD}Device: IBM-ESXS VSC7160  Version: 1.06\nDevice type: enclosure\n`,
    'NO_DEVICE',
    'Device type',
  ],
  ['two runs', ATA + BRIEF, 'SEVERAL_DEVICES', 'line 20'],
])('%s is refused', (_name, text, code, place) => {
  expect(() => readSmartctlText(text)).toThrow(UnreadableFile);
  try {
    readSmartctlText(text);
  } catch (error) {
    expect(error).toMatchObject({ code, place });
  }
});
