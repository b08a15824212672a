import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ALLOTMENT_STATUS } from '../../functions/allotments/contract.ts';
import { APPLICATION_STATUS } from '../../functions/applications/contract.ts';
import { applicationTransitions } from '../../functions/applications/domain.ts';
import { DELIVERY_STATUS, HANDOVER } from '../../functions/deliveries/contract.ts';
import { CHECKS, DEVICE_STATUS } from '../../functions/devices/contract.ts';
import { deviceTransitions } from '../../functions/devices/domain.ts';
import { DONATION_STATUS, ITEM_KINDS } from '../../functions/donations/contract.ts';
import { donationTransitions } from '../../functions/donations/domain.ts';
import { GROUPS } from '../../functions/kernel/actor.ts';
import { KERNEL_ERRORS } from '../../functions/kernel/errors.ts';
import { organisationTransitions } from '../../functions/organisations/domain.ts';
import { STEPS } from '../../functions/workflow/contract.ts';
import { contracts } from './route-table.ts';
import { staffTexts } from './texts-bundle.ts';

/** What events can be of; `audit.kinds` has the same. */
const EVENT_OWNERS = Object.keys(
  (JSON.parse(readFileSync('web/texts/ko/audit.json', 'utf8')) as { kinds: object }).kinds,
);

type Tree = { readonly [key: string]: string | Tree };
const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[path + name, value] as [string, string]] : leaves(value, `${path}${name}.`),
  );
const words = (language: string) => new Map(leaves(staffTexts(language) as Tree));
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const LANGUAGES = ['ko', 'en'];

test('both languages say the same things, with the same values in them', () => {
  const [ko, en] = [words('ko'), words('en')];
  expect([...ko.keys()].sort()).toEqual([...en.keys()].sort());
  for (const [key, text] of ko)
    expect([key, placeholders(en.get(key) ?? '')]).toEqual([key, placeholders(text)]);
});

test('Korean is in Korean and English in English', () => {
  for (const [key, text] of words('en')) {
    if (key !== 'staff.languages.koItself') expect(text, key).not.toMatch(/[가-힣]/);
  }
});

const keys = (group: string, codes: readonly string[]) => codes.map((code) => `${group}.${code}`);
test.each(LANGUAGES)('every code that the server can answer with has words (%s)', (language) => {
  const known = words(language);
  const codes = [
    ...contracts.flatMap(({ errors }) => Object.keys(errors)),
    ...Object.keys(KERNEL_ERRORS),
    'INTERNAL',
  ];
  const staffOnly = codes.filter((code) => code !== 'SESSION_REQUIRED');
  const needed = [
    ...keys('errors', staffOnly),
    ...keys('devices.status', DEVICE_STATUS),
    ...keys('staff.donations.status', DONATION_STATUS),
    ...keys('staff.applications.status', APPLICATION_STATUS),
    ...keys('allotments.status', ALLOTMENT_STATUS),
    ...keys('deliveries.status', DELIVERY_STATUS),
    ...keys('devices.idle', DEVICE_STATUS),
    ...keys('staff.donations.idle', DONATION_STATUS),
    ...keys('staff.applications.idle', APPLICATION_STATUS),
    ...keys('staff.items', ITEM_KINDS),
    ...keys('staff.labels', ITEM_KINDS),
    ...keys('devices.check.items', CHECKS),
    ...keys('deliveries.handover.items', HANDOVER),
    ...keys('workflow.steps', STEPS),
    ...keys('identity.groups', GROUPS),
    ...keys('staff.fields', ['REQUIRED', 'INVALID', 'TOO_LONG', 'UNKNOWN_FIELD']),
  ];
  expect(needed.filter((key) => !known.has(key))).toEqual([]);
});

test.each(LANGUAGES)('every reason that the readers give has words (%s)', (language) => {
  const folder = join('functions', 'devices', 'readers');
  const source = ['health.ts', 'evidence.ts'].map((file) => readFileSync(join(folder, file), 'utf8')).join();
  const reasons = new Set(
    [...source.matchAll(/['`]([A-Z]+(?:_[A-Z]+)+)[:'`]/g)].map(([, code = '']) => code),
  );
  const refusals = [
    ...readFileSync(join('functions', 'kernel', 'unreadable.ts'), 'utf8').matchAll(/[|=] '([A-Z_]+)'/g),
  ];
  const known = words(language);
  expect([...reasons].filter((code) => !known.has(`devices.reasons.${code}`))).toEqual([]);
  expect(refusals.length).toBeGreaterThan(5);
  expect(refusals.map(([, code]) => code).filter((code) => !known.has(`devices.unreadable.${code}`))).toEqual(
    [],
  );
});

test.each(LANGUAGES)('every move of a device has words for the history (%s)', (language) => {
  const known = words(language);
  const own = Object.keys(deviceTransitions.moves).filter(
    // What a plan or a delivery does to a device is told by their events.
    (move) =>
      !['reserve', 'release', 'allot', 'depart', 'install', 'bringBack', 'bringBackFaulty'].includes(move),
  );
  expect(own.filter((move) => !known.has(`staff.events.device_${move}`))).toEqual([]);
});

/** Types that the code writes down as they are, and those that a transition table names. */
function eventTypes(): string[] {
  const files = globSync('functions/**/*.ts').filter((file) => !/\.test\.ts$|\/testing\.ts$/.test(file));
  const written = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/'([a-z]+\.[a-z]+[A-Za-z]*)'/g)].flatMap(([, type = '']) =>
      EVENT_OWNERS.includes(type.split('.')[0] ?? '') ? [type] : [],
    ),
  );
  // Fields of a form are written like events.
  const fields = ['organisation.name', 'organisation.kind', 'organisation.registrationNumber'];
  const moves = [...Object.keys(donationTransitions.moves)].map((move) => `donation.${move}`);
  // What a plan or a delivery does to an application is told by their events.
  const verdicts = Object.entries(applicationTransitions.moves).flatMap(([move, { by }]) =>
    /officer|applicant/.test(by) ? [`application.${move}`] : [],
  );
  const certificates = Object.keys(organisationTransitions.moves)
    .filter((move) => move !== 'applyAgain')
    .map((move) => `organisation.${move}`);
  return [...new Set([...written, ...moves, ...verdicts, ...certificates])]
    .filter((type) => !fields.includes(type))
    .sort();
}
test.each(LANGUAGES)('every event that is written has words (%s)', (language) => {
  const known = words(language);
  const types = eventTypes();
  expect(types.length).toBeGreaterThan(25);
  for (const type of ['audit.read', 'audit.export', 'person.readContact', 'delivery.book'])
    expect(types).toContain(type);
  expect(types.filter((type) => !known.has(`staff.events.${type.replace('.', '_')}`))).toEqual([]);
});
test.each(LANGUAGES)('every kind of record that an event can be of can be searched for (%s)', (language) => {
  const known = words(language);
  const kinds = [...known.keys()].flatMap((key) => /^staff\.events\.([a-z]+)_/.exec(key)?.[1] ?? []);
  expect([...new Set(kinds)].filter((kind) => !known.has(`audit.kinds.${kind}`))).toEqual([]);
});
