import { beforeEach, expect, test, vi } from 'vitest';
import { drafts } from '../core/drafts.ts';
import { Problem } from '../problem.ts';
import { amountFrom } from './amount.ts';
import { openForm } from './form.ts';
import { optionalText } from './texts.ts';

/** As the browser's: names are its own keys. */
class FakeStorage {
  [name: string]: unknown;
  getItem(name: string) {
    return typeof this[name] === 'string' ? this[name] : null;
  }
  setItem(name: string, value: string) {
    this[name] = value;
  }
  removeItem(name: string) {
    delete this[name];
  }
}
beforeEach(() => vi.stubGlobal('sessionStorage', new FakeStorage()));

const collection = () =>
  openForm('book-don_1', { initial: { day: '', note: '' }, fieldOf: { COLLECTION_IN_PAST: 'day' } });

test('what was typed is there again after a reload, until it was taken', async () => {
  collection().set('day', '2026-11-30');
  const again = collection();
  expect(again.values.value).toEqual({ day: '2026-11-30', note: '' });
  await expect(again.send(async () => {})).resolves.toBe(true);
  expect(collection().values.value.day).toBe('');
});

test('a retry of the same goes under the same intent, also after a reload; a change gets a new one', async () => {
  const sent: string[] = [];
  const lost = async (_: unknown, intent: string) => {
    sent.push(intent);
    throw new Problem('OFFLINE', 0);
  };
  const form = collection();
  form.set('day', '2026-11-30');
  await expect(form.send(lost)).resolves.toBe(false);
  await form.send(lost);
  await collection().send(lost);
  expect(new Set(sent).size).toBe(1);
  form.set('day', '2026-12-01');
  await form.send(lost);
  expect(new Set(sent).size).toBe(2);
});

test('a second click while it is being sent sends nothing', async () => {
  const form = collection();
  const work = vi.fn(() => new Promise((resolve) => setTimeout(resolve, 5)));
  await expect(Promise.all([form.send(work), form.send(work)])).resolves.toEqual([true, false]);
  expect(work).toHaveBeenCalledOnce();
});

test('a refusal keeps the input and stands beside its field', async () => {
  const form = collection();
  form.set('day', '2020-01-01');
  await form.send(async () => {
    throw new Problem('COLLECTION_IN_PAST', 422);
  });
  expect(form.wrong.value).toEqual([{ path: 'day', code: 'COLLECTION_IN_PAST' }]);
  expect(form.values.value.day).toBe('2020-01-01');
});

test('whoever signs in next does not find the drafts of another', () => {
  drafts.belongTo('kim');
  collection().set('note', '후문');
  drafts.belongTo('kim');
  expect(collection().values.value.note).toBe('후문');
  drafts.belongTo('lee');
  expect(collection().values.value.note).toBe('');
});

test.each([
  ['150000', 150_000],
  ['1,250,000원', 1_250_000],
  ['₩ 40 000', 40_000],
  ['0', 0],
  ['', undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['1e6', undefined],
  ['9999999999999', undefined],
])('an amount of %s', (text, amount) => {
  expect(amountFrom(text)).toBe(amount);
});

test('an empty box is no text', () => {
  expect(optionalText({ note: ' ', crew: '1팀' })).toEqual({ crew: '1팀' });
});

test('what may be kept nowhere leaves nothing: no draft, nothing after it was taken or left', async () => {
  const open = () => openForm('register-don_1', { initial: { number: '' }, unkept: true });
  const form = open();
  form.set('number', '900101-1234568');
  expect(JSON.stringify(sessionStorage)).not.toContain('900101');
  expect(open().values.value.number).toBe('');
  const lost = () => Promise.reject(new Problem('OFFLINE', 0));
  await expect(form.send(lost)).resolves.toBe(false);
  // A retry is possible: what was typed is still before the person, and only there.
  expect(form.values.value.number).toBe('900101-1234568');
  expect(JSON.stringify(sessionStorage)).not.toContain('900101');
  await expect(form.send(async () => {})).resolves.toBe(true);
  expect(form.values.value.number).toBe('');
});

test('a value that may be kept nowhere is not in the draft, nor in what an intent remembers; the others are', async () => {
  const open = () =>
    openForm('grant-new', { initial: { plan: '', customerNumber: '' }, unkept: ['customerNumber'] });
  const form = open();
  form.set('plan', 'slim');
  form.set('customerNumber', '0212345678');
  await form.send(() => Promise.reject(new Problem('OFFLINE', 0)));
  // Still on the page for another try.
  expect(form.values.value.customerNumber).toBe('0212345678');
  expect(JSON.stringify(sessionStorage)).not.toContain('0212345678');
  expect(open().values.value).toEqual({ plan: 'slim', customerNumber: '' });
});
