import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { City } from '../../functions/kernel/city.ts';
import { PUBLISHED_KEYS } from '../../functions/kernel/city-portals.ts';
import { cityFile, readCityPack } from '../../lib/city.ts';
import { readSettings } from '../../lib/settings.ts';
import { DEMONSTRATION_KEY } from '../../local/portal/key.ts';

const none = () => undefined;

describe('settings', () => {
  test('Seoul on a development stage, unless told otherwise', () => {
    expect(readSettings(none, {})).toMatchObject({
      name: 'ithope-seoul-dev',
      stage: 'dev',
      city: { id: 'seoul' },
    });
  });

  test('a stage that people rely on trusts no key that everybody has, unless it says that it is a demonstration', () => {
    expect(() => readSettings(none, { STAGE: 'prod' })).toThrow(
      /prod would trust demonstration keys \(seoul-portal\/demo\)/,
    );
    expect(() => readSettings(none, { DEMONSTRATION: 'false' })).toThrow(/demonstration keys/);
    expect(readSettings(none, { STAGE: 'prod', DEMONSTRATION: 'true' }).stage).toBe('prod');
    expect(readSettings(none, {}).stage).toBe('dev');
  });

  test('the context comes before the environment', () => {
    const context = (name: string) => ({ stage: 'prod', demonstration: true })[name];
    expect(readSettings(context, { STAGE: 'test' }).stage).toBe('prod');
    expect(
      readSettings(none, { STAGE: 'test', ALARM_MAIL: 'a@b.example', DEMONSTRATION: 'yes' }),
    ).toMatchObject({
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
    ['a demonstration that is neither', { DEMONSTRATION: 'perhaps' }, /demonstration/],
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
    ['a portal twice', (p) => p.portals.push(p.portals[0] as City['portals'][0]), /a portal is there twice/],
    [
      "a portal's key twice",
      (p) => p.portals[0]?.keys.push(p.portals[0].keys[0] as City['portals'][0]['keys'][0]),
      /a key is there twice/,
    ],
    [
      "a portal's key that is not Ed25519",
      (p) => Object.assign(p.portals[0]?.keys[0] as object, { publicKey: 'MCowBQYDK2VwAyEA' }),
      /not an Ed25519 public key/,
    ],
    [
      "a portal's key that is never good",
      (p) => Object.assign(p.portals[0]?.keys[0] as object, { until: '2026-01-01' }),
      /never good/,
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

test("the demonstration's key is among those that a real stage refuses", () => {
  const privateKey = createPrivateKey({
    key: Buffer.from(DEMONSTRATION_KEY, 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  const own = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
  expect(PUBLISHED_KEYS).toContain(own);
  expect(readCityPack('seoul').portals[0]?.keys.map(({ publicKey }) => publicKey)).toContain(own);
});
