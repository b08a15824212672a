import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Key } from '../kernel/keys.ts';
import type { Table, Write } from '../kernel/table.ts';
import { devicesMarked, markMachines } from './marks.ts';

const hash = (n: number) => createHash('sha256').update(String(n)).digest('hex');
const device = (n: number) => `dev_${String(n).padStart(26, '0')}`;

function addedBy(write: Write): { key: Key; members: ReadonlySet<string> } {
  const members = 'update' in write ? write.change.add?.members : undefined;
  if (!('update' in write) || !(members instanceof Set)) throw new Error('only adds to sets');
  return { key: write.update, members };
}

/** Sets as the table keeps them: adding what is there adds nothing. */
function store() {
  const items = new Map<string, Key & { members: Set<string> }>();
  const write = (writes: readonly Write[]) => {
    for (const one of writes) {
      const { key, members } = addedBy(one);
      const item = items.get(key.pk) ?? { ...key, members: new Set<string>() };
      for (const member of members) item.members.add(member);
      items.set(key.pk, item);
    }
  };
  const table = {
    getAll: async (wanted: readonly Key[]) => wanted.flatMap(({ pk }) => items.get(pk) ?? []),
  } as unknown as Table;
  return { items, write, table };
}

const machines = fc.array(
  fc.record({ device: fc.nat(50).map(device), marks: fc.array(fc.nat(80).map(hash), { maxLength: 2 }) }),
  { maxLength: 60 },
);

test('every mark leads to exactly the devices that bear it, however often and in whatever parts it is written', () =>
  fc.assert(
    fc.asyncProperty(machines, fc.nat(4), async (all, repeats) => {
      const { write, table } = store();
      for (let i = 0; i <= repeats; i++) write(markMachines(all.slice(0, Math.ceil(all.length / (i + 1)))));
      const wanted = [...new Set(all.flatMap(({ marks }) => marks)), hash(1000)];
      const found = await devicesMarked(table, wanted);
      for (const mark of wanted) {
        const bearers = all.filter(({ marks }) => marks.includes(mark)).map((one) => one.device);
        expect(new Set(found.get(mark))).toEqual(new Set(bearers));
      }
    }),
  ));

test('a list of 5,000 PCs writes at most 1,024 items of marks, each of some ten', () => {
  const writes = markMachines(
    Array.from({ length: 5_000 }, (_, n) => ({ device: device(n), marks: [hash(n), hash(n + 5_000)] })),
  );
  expect(writes.length).toBeLessThanOrEqual(1_024);
  const sizes = writes.map((one) => addedBy(one).members.size);
  expect(sizes.reduce((a, b) => a + b)).toBe(10_000);
  expect(Math.max(...sizes)).toBeLessThan(40);
});
