/** Sizes of the drawing in its own units; the page scales it. */
export const CHART = { width: 640, height: 260, top: 30, bottom: 34 } as const;

interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where each bar stands: x and width, y and height; the largest bar reaches the top. */
export function barsOf(values: readonly number[]): Place[] {
  const largest = Math.max(1, ...values);
  const slot = CHART.width / Math.max(1, values.length);
  // Bars of at most 56 units keep two months from looking like a wall.
  const width = Math.min(56, slot * 0.64);
  const room = CHART.height - CHART.top - CHART.bottom;
  const round = (n: number): number => Math.round(n * 10) / 10;
  return values.map((value, i) => {
    const height = value > 0 ? Math.max(3, (value / largest) * room) : 0;
    return {
      x: round(slot * i + (slot - width) / 2),
      y: round(CHART.height - CHART.bottom - height),
      width: round(width),
      height: round(height),
    };
  });
}
