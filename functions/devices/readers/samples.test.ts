import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { readFile } from './read.ts';

/** Files of other projects, for reading where they are present; the folder stands beside the repository. */
const samples = new URL('../../../../shared/samples/', import.meta.url);
const absent = !existsSync(samples);
const read = (path: string) => readFile(path, readFileSync(new URL(path, samples)));

const drive = (serial: string, model: string, sizeGB: number, type: string) => ({
  serial,
  model,
  sizeGB,
  type,
});
const device = (
  maker: string | undefined,
  model: string | undefined,
  serial: string | undefined,
  chassis: string,
  cpu: string,
  memoryMB: number,
  drives: object[],
) => ({
  ...{ kind: 'device', format: 'lshw', maker, model, serial, chassis, memoryMB, drives },
  cpu: expect.stringContaining(cpu),
});
const LSHW: Record<string, object> = {
  '1000h': device('ASUSTeK Computer INC.', '1000H', '8BOAAQ191999', 'laptop', 'N270', 2048, [
    drive('C304332411', 'TS32GSSD370S', 32, 'ssd'),
  ]),
  '415522G': device('LENOVO', '415522G', 'S4T6208', 'desktop', 'E5520', 24_576, [
    drive('173586804248', 'WDC WDS120G1G0A-', 120, 'ssd'),
    drive('S24NJ9CBC00089', 'ST160LM000 HM161', 160, 'hdd'),
  ]),
  '7220w3t': device('LENOVO', '7220W3T', 'S4R6062', 'desktop', 'E8400', 4096, [
    drive('6VY54ZKX', 'ST3250318AS', 250, 'hdd'),
  ]),
  '7900': device(
    'Hewlett-Packard',
    'HP Compaq dc7900 Small Form Factor',
    'CZC901381R',
    'desktop',
    'E8400',
    2048,
    [
      drive('6RX7AWEZ', 'ST3160815AS', 160, 'hdd'),
      drive('WD-WCARW0244414', 'WDC WD3200AAJS-0', 320, 'hdd'),
      drive('WD-WCC2ETY84203', 'WDC WD5000AAKX-6', 500, 'hdd'),
    ],
  ),
  TM1613: device('Timi', 'TM1613', '13138/00064437', 'laptop', 'i5-6200U', 8192, []),
  'asus-e200h': device('ASUSTeK COMPUTER INC.', 'E200HA', 'G6NLCX01Z49224G', 'laptop', 'x5-Z8350', 2048, []),
  core2: device(undefined, undefined, undefined, 'desktop', '6600', 1024, [
    drive('S0URJDQP811025', 'SAMSUNG HD250HJ', 250, 'hdd'),
  ]),
  david: device('Dell Inc.', 'Latitude E6440', 'FJBQVZ1', 'laptop', 'i7-4600M', 8192, [
    drive('164014297BCC', 'Crucial_CT525MX3', 525, 'ssd'),
  ]),
  e5530: device('Dell Inc.', 'Latitude E5530 non-vPro', 'D8FTRY1', 'laptop', 'i5-3340M', 8192, [
    drive('TF755AWHKL0LHM', 'HGST HTS725050A7', 500, 'hdd'),
  ]),
  nec: device('NEC Computers SAS', 'Powermate MLxxx', undefined, 'desktop', 'E8400', 2048, [
    drive('STA2L7MV39LL6D', 'Hitachi HDT72103', 320, 'hdd'),
  ]),
  toshiba: device('TOSHIBA', 'PORTEGE R700', 'YA059622H', 'laptop', 'M 560', 2048, [
    drive('101022PBN40317KS46YE', 'Hitachi HTS54505', 500, 'hdd'),
  ]),
  'virtualbox-no-hdd': device('innotek GmbH', 'VirtualBox', undefined, 'virtual', 'i7-2620M', 1016, []),
};

type Health = 'good' | 'worn' | 'failing' | 'unknown';
const smart = (
  model: string | undefined,
  serial: string | undefined,
  sizeGB: number | undefined,
  type: string,
  health: Health = 'good',
  ...reasons: string[]
) => ({
  ...{ kind: 'drive', format: 'smartctl', model, serial, sizeGB, type, health, reasons },
});
const SMARTCTL: Record<string, object> = {
  'AnalogJ__scrutiny__smart-ata.json': smart('WDC WD140EDFZ-11A0VA0', '9RK1XXXX', 14_001, 'hdd'),
  'AnalogJ__scrutiny__smart-megaraid0.json': smart('WD4000FYYX', undefined, 4001, 'hdd'),
  'AnalogJ__scrutiny__smart-nvme.json': smart('INTEL SSDPEKNW010T8', 'BTNH93710FS91P0B', 1024, 'nvme'),
  'AnalogJ__scrutiny__smart-sat.json': smart(undefined, undefined, undefined, 'hdd'),
  // It calls itself healthy; 56 grown defects say otherwise.
  'AnalogJ__scrutiny__smart-scsi.json': smart(
    'SEAGATE ST4000NM0043',
    'Z1Z5DWJK0000XXXXXXXX',
    4001,
    'hdd',
    'failing',
    'GROWN_DEFECTS:56',
  ),
  'glpi-project__glpi-agent__text_sample5.txt': smart(
    'MTFDDAK480TDC',
    '202028413FA9',
    480,
    'ssd',
    'unknown',
    'NO_HEALTH_DATA',
  ),
  'glpi-project__glpi-agent__text_sample6.txt': smart(
    'HP EG0600FBDSR',
    'EA01PB107H5K1103',
    600,
    'hdd',
    'unknown',
    'NO_HEALTH_DATA',
  ),
  'prometheus-community__smartctl_exporter__HP_73.4G_MAS3735NC_25.json': smart(
    'HP 73.4G MAS3735NC',
    undefined,
    73,
    'hdd',
  ),
  'prometheus-community__smartctl_exporter__KXG60ZNV512G_TOSHIBA_2.json': smart(
    'KXG60ZNV512G TOSHIBA',
    undefined,
    512,
    'nvme',
  ),
  'prometheus-community__smartctl_exporter__SAMSUNG_MZ7WD240HAFV-00003_21.json': smart(
    'SAMSUNG MZ7WD240HAFV-00003',
    undefined,
    240,
    'ssd',
  ),
  'prometheus-community__smartctl_exporter__SAMSUNG_MZVL21T0HCLR-00B00_23.json': smart(
    'SAMSUNG MZVL21T0HCLR-00B00',
    undefined,
    1024,
    'nvme',
  ),
  'prometheus-community__smartctl_exporter__ST3200820AS_15.json': smart('ST3200820AS', undefined, 200, 'hdd'),
  'prometheus-community__smartctl_exporter__ST3500418AS_11.json': smart(
    'ST3500418AS',
    undefined,
    500,
    'hdd',
    'worn',
    'REALLOCATED_SECTORS:1',
    'COMMAND_TIMEOUTS:1',
  ),
  'prometheus-community__smartctl_exporter__nvme-null-CT250P2SSD8-nvme0.json': smart(
    'CT250P2SSD8',
    undefined,
    250,
    'nvme',
  ),
};

const LOG = 'wipe/CommunityTechaid__WipeCertificates__example_log_1234_20231231-121212.txt';
const REFUSED: [string, string, string][] = [
  ['smartctl/AnalogJ__scrutiny__smart-fail.json', 'NO_DEVICE', '$'],
  ['smartctl/glpi-project__glpi-agent__text_sample4.txt', 'NO_DEVICE', 'Device type'],
  ['wipe/CommunityTechaid__WipeCertificates__example.pdf', 'NOT_A_LOG', 'file'],
  ['glpi-inventory/glpi-project__inventory_format__computer_1.json', 'UNKNOWN_FORMAT', '$'],
  ['glpi-inventory/glpi-project__inventory_format__inv_13.xml', 'UNKNOWN_FORMAT', 'line 1'],
  ['workbench-snapshot/eReuse__devicehub-teal__TM1613.snapshot.json', 'UNKNOWN_FORMAT', '$'],
];

describe.skipIf(absent)('the samples of other projects', () => {
  test.each(Object.entries(LSHW))('lshw %s', (name, expected) => {
    expect(read(`lshw/eReuse__workbench__${name}.lshw.json`)).toMatchObject(expected);
  });

  test('the NVMe drive that old lshw shows only as a controller', () => {
    expect(read('lshw/eReuse__workbench__TM1613.lshw.json')).toMatchObject({ unlisted: [{ type: 'nvme' }] });
  });

  test.each(Object.entries(SMARTCTL))('smartctl %s', (name, expected) => {
    expect(read(`smartctl/${name}`)).toEqual(expected);
  });

  test('nwipe: two drives, one pass of zeros each', () => {
    const pass = {
      method: 'Fill With Zeros',
      passes: 1,
      rounds: 1,
      verified: true,
      result: 'erased',
      reasons: [],
    };
    expect(read(LOG)).toMatchObject({
      ...{
        kind: 'erasure',
        format: 'nwipe',
        host: { maker: 'Dell Inc.', model: 'Vostro 5581', serial: '3FBJ6P2' },
      },
      drives: [
        {
          serial: 'WD-WXC1A14S2591',
          model: 'WDC WD3200LPVX-6',
          sizeGB: 320,
          ...pass,
          endedAt: '2023-01-24T15:48:41',
        },
        { serial: 'NS8BN06381120BD03', model: 'BC501 NVMe SK hynix 256GB', sizeGB: 256, ...pass },
      ],
    });
  });

  test.each(REFUSED)('%s is refused: %s', (path, code, place) => {
    expect(() => read(path)).toThrow(UnreadableFile);
    expect(() => read(path)).toThrow(expect.objectContaining({ code, place }));
  });

  test('every file of the three kinds is accounted for', () => {
    const told = ['lshw', 'smartctl', 'wipe'].flatMap((kind) => readdirSync(new URL(`${kind}/`, samples)));
    const refused = REFUSED.map(([path]) => path.split('/')[1]);
    const lshw = Object.keys(LSHW).map((name) => `eReuse__workbench__${name}.lshw.json`);
    const expected = new Set([...lshw, ...Object.keys(SMARTCTL), ...refused, LOG.split('/')[1]]);
    expect(told.filter((name) => !expected.has(name))).toEqual([]);
  });

  test.each(absent ? [] : readdirSync(new URL('dmidecode/', samples)))('dmidecode %s', (name) => {
    const reading = read(`dmidecode/${name}`);
    expect(reading).toMatchObject({ kind: 'device', format: 'dmidecode' });
    const shape = name.startsWith('linuxhw__DMI__') ? name.split('__')[2]?.split('_')[0] : undefined;
    const expected = { All: 'all-in-one', Desktop: 'desktop', Notebook: 'laptop' }[shape ?? ''];
    if (expected)
      expect(reading).toMatchObject({ chassis: expected, maker: expect.any(String), serial: undefined });
  });
});
