import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barsOf, CHART } from './bars.ts';

test('bars stand side by side inside the drawing, as high as their figure', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { minLength: 1, maxLength: 24 }), (values) => {
      const bars = barsOf(values);
      bars.forEach((bar, i) => {
        expect(bar.x).toBeGreaterThanOrEqual(0);
        expect(bar.y).toBeGreaterThanOrEqual(CHART.top - 0.1);
        expect(bar.x + bar.width).toBeLessThanOrEqual(CHART.width + 0.1);
        const next = bars[i + 1];
        if (next) expect(bar.x + bar.width).toBeLessThanOrEqual(next.x + 0.1);
        expect(bar.height > 0).toBe((values[i] ?? 0) > 0);
      });
    }),
  );
});
