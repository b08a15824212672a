import { expect, test } from 'vitest';
import { type Answer, bodyOf } from './answers.ts';

const text = (name: string, value: string): Answer => ({ name, type: 'text', value, checked: false });
const box = (name: string, value: string, checked: boolean): Answer => ({
  name,
  type: 'checkbox',
  value,
  checked,
});
const radio = (name: string, value: string, checked: boolean): Answer => ({
  name,
  type: 'radio',
  value,
  checked,
});

test.each<[string, Answer[], object]>([
  [
    'a path becomes nested objects',
    [text('giver.contact.name', ' 홍길동 ')],
    { giver: { contact: { name: '홍길동' } } },
  ],
  ['an empty answer is not sent', [text('detail', '  ')], {}],
  ['a number', [text('computers:number', '12')], { computers: 12 }],
  ['a date in figures', [text('birthDate:date', '19580321')], { birthDate: '1958-03-21' }],
  ['a date with dots', [text('birthDate:date', '1958.03.21')], { birthDate: '1958-03-21' }],
  [
    'a date that is none stays for the server to refuse',
    [text('birthDate:date', '1958')],
    { birthDate: '1958' },
  ],
  ['the radio that is chosen', [radio('kind', 'a', false), radio('kind', 'b', true)], { kind: 'b' }],
  ['no radio', [radio('kind', 'a', false)], {}],
  [
    'yes by radio',
    [radio('wants:flag', 'true', false), radio('wants:flag', 'false', true)],
    { wants: false },
  ],
  [
    'a box that is not ticked says no',
    [box('consents.news:flag', 'true', false)],
    { consents: { news: false } },
  ],
  ['a list, empty too', [box('days:list', 'mon', false), box('days:list', 'tue', false)], { days: [] }],
  ['a list', [box('days:list', 'mon', true), box('days:list', 'tue', true)], { days: ['mon', 'tue'] }],
  [
    'flags',
    [box('needs:flags', 'internet', true), box('needs:flags', 'largeScreen', false)],
    { needs: { internet: true, largeScreen: false } },
  ],
])('%s', (_, answers, body) => {
  expect(bodyOf(answers).body).toEqual(body);
});

test('items left empty are left out, and errors find their way back', () => {
  const { body, formPath } = bodyOf([
    text('items.0.count:number', ''),
    text('items.1.count:number', '2'),
    text('items.1.kind', 'laptop'),
    text('items.3.count:number', '1'),
  ]);
  expect(body).toEqual({ items: [{ count: 2, kind: 'laptop' }, { count: 1 }] });
  expect(formPath('items.0.count')).toBe('items.1.count');
  expect(formPath('items.1')).toBe('items.3');
  expect(formPath('giver.contact.email')).toBe('giver.contact.email');
});
