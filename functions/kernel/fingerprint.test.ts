import { expect, test } from 'vitest';
import { type Fingerprinted, fingerprint } from './fingerprint.ts';

const DEVICE: Fingerprinted = {
  ...{ maker: 'LG Electronics', model: '15Z990-V.AA78B', chassis: 'laptop', serial: 'LGB0042' },
  macs: ['00:00:5e:00:53:01', '00:00:5e:00:53:02'],
};

test('the same machine has the same fingerprint, however its names are written', () => {
  const key = fingerprint(DEVICE);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(
    fingerprint({
      ...DEVICE,
      maker: 'LG ELECTRONICS ',
      serial: 'lgb-0042',
      macs: [...DEVICE.macs].reverse(),
    }),
  ).toBe(key);
});

test('each part tells machines apart', () => {
  const others: Partial<Fingerprinted>[] = [
    ...[{ maker: 'Samsung' }, { model: '15Z980' }, { chassis: 'desktop' as const }, { serial: 'LGB0043' }],
    { macs: ['00:00:5e:00:53:03'] },
  ];
  const keys = [DEVICE, ...others.map((other) => ({ ...DEVICE, ...other }))].map(fingerprint);
  expect(new Set(keys).size).toBe(keys.length);
});

test("the board's number stands in; without any number or address there is no fingerprint", () => {
  const { serial: _, ...nameless } = { ...DEVICE, macs: [] };
  expect(fingerprint(nameless)).toBeUndefined();
  expect(fingerprint({ ...nameless, board: { serial: 'MB77' } })).toBeDefined();
  expect(fingerprint({ ...nameless, macs: DEVICE.macs })).toBeDefined();
});
