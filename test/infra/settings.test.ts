import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { City } from '../../functions/kernel/city.ts';
import { cityFile, readCityPack } from '../../lib/city.ts';
import { readSettings } from '../../lib/settings.ts';

const none = () => undefined;

describe('settings', () => {
  test('Seoul on a development stage, unless told otherwise', () => {
    expect(readSettings(none, {})).toMatchObject({
      name: 'ithope-seoul-dev',
      stage: 'dev',
      city: { id: 'seoul' },
    });
  });

  test('the context comes before the environment', () => {
    const context = (name: string) => ({ stage: 'prod' })[name];
    expect(readSettings(context, { STAGE: 'test' }).stage).toBe('prod');
    expect(readSettings(none, { STAGE: 'test', ALARM_MAIL: 'a@b.example' })).toMatchObject({
      stage: 'test',
      alarmMail: 'a@b.example',
    });
  });

  test.each([
    ['a stage that is no name', { STAGE: 'Prod 1' }, /stage/],
    ['a city that leaves its folder', { CITY: '../etc' }, /city/],
    ['a city without a pack', { CITY: 'busan' }, /cities\/busan\/city\.json/],
    ['a domain that is an address', { DOMAIN: 'https://a.example/', CERTIFICATE: 'arn:x' }, /domain/],
    ['a domain without its certificate', { DOMAIN: 'a.example' }, /certificate/],
    ['an alarm address that is none', { ALARM_MAIL: 'nobody' }, /alarmMail/],
  ])('%s is refused by name', (_, env, message) => {
    expect(() => readSettings(none, env)).toThrow(message);
  });
});

describe('the city pack', () => {
  const seoul = () => JSON.parse(readFileSync(cityFile('seoul'), 'utf8')) as City;
  const written = (pack: unknown): string => {
    const file = join(mkdtempSync(join(tmpdir(), 'ithope-pack-')), 'city.json');
    writeFileSync(file, typeof pack === 'string' ? pack : JSON.stringify(pack));
    return file;
  };
  const changed = (change: (pack: City) => unknown): string => {
    const pack = seoul();
    change(pack);
    return written(pack);
  };

  test('Seoul has its 25 districts, three of them pilots', () => {
    const { districts } = readCityPack('seoul');
    expect([districts.length, districts.filter(({ pilot }) => pilot).length]).toEqual([25, 3]);
  });

  test.each<[string, (pack: City) => unknown, RegExp]>([
    [
      'a district twice',
      (p) => p.districts.push({ ...(p.districts[0] as City['districts'][0]), row: 9 }),
      /is there twice/,
    ],
    [
      'two districts on one tile',
      (p) =>
        Object.assign(p.districts[1] as object, { column: p.districts[0]?.column, row: p.districts[0]?.row }),
      /has the tile place/,
    ],
    [
      'a phase in a district that is not there',
      (p) => Object.assign(p.phases[0] as object, { districts: ['99999'] }),
      /district 99999 is not in the pack/,
    ],
    [
      'a phase that closes before it opens',
      (p) => Object.assign(p.phases[0] as object, { closesOn: '2001-01-01' }),
      /closes before it opens/,
    ],
    [
      'a district officer without a district',
      (p) =>
        Object.assign(p.demonstrationStaff.find(({ groups }) => groups.includes('district')) as object, {
          district: undefined,
        }),
      /without a district/,
    ],
    [
      'a partner whose words name an office-holder',
      (p) => Object.assign(p.partners[0] as object, { role: { ko: '홍 길 동 시장과 함께', en: 'x' } }),
      /partners\[0\]\.role\.ko|names an office-holder \(홍길동\)/,
    ],
    [
      'a kind of giver without a rule of valuation',
      (p) => Object.assign(p.valuation, { rules: { person: p.valuation.rules.person } }),
      /valuation/,
    ],
    [
      'a rule for wishes that looks for no words',
      (p) => Object.assign(p.earmarks.rules.find((r) => r.test === 'words') as object, { words: [] }),
      /looks for words has none/,
    ],
    [
      'another city under this name',
      (p) => Object.assign(p, { id: 'busan' }),
      /its id is busan, its folder seoul/,
    ],
    ['a day that does not exist', (p) => Object.assign(p.target, { by: '2027-02-30' }), /target\.by/],
  ])('%s is refused', (_, change, message) => {
    expect(() => readCityPack('seoul', changed(change))).toThrow(message);
  });

  test('what is not JSON is refused with its file', () => {
    const file = written('{');
    expect(() => readCityPack('seoul', file)).toThrow(file);
  });
});
