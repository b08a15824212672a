import { expect, test } from 'vitest';
import { Reference } from '../../../functions/kernel/ids.ts';
import { referenceFrom } from './reference.ts';

test.each([
  '7K3M9QX24W',
  '7k3m9-qx24w',
  ' 7K3M9 QX24W ',
  'oil00-00000',
  '7K3M9QX24',
  '7K3M9QX24WW',
  '7K3M9QX24U',
  '',
])('%j is read as the server reads it', (text) => {
  const read = Reference.safeParse(text);
  expect(referenceFrom(text)).toBe(read.success ? read.data : undefined);
});
