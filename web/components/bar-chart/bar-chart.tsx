import type { VNode } from 'preact';

export interface Bar {
  label: string;
  value: number;
}

/** Sizes of the drawing in its own units; the page scales it. */
export const CHART = { width: 640, height: 260, top: 30, bottom: 34 } as const;

/** Where each bar stands: x and width, y and height; the largest bar reaches the top. */
export function barsOf(
  values: readonly number[],
): Array<{ x: number; y: number; width: number; height: number }> {
  const largest = Math.max(1, ...values);
  const slot = CHART.width / Math.max(1, values.length);
  // Bars of at most 56 units keep two months from looking like a wall.
  const width = Math.min(56, slot * 0.64);
  const room = CHART.height - CHART.top - CHART.bottom;
  return values.map((value, i) => {
    const height = value > 0 ? Math.max(3, (value / largest) * room) : 0;
    const round = (n: number): number => Math.round(n * 10) / 10;
    return {
      x: round(slot * i + (slot - width) / 2),
      y: round(CHART.height - CHART.bottom - height),
      width: round(width),
      height: round(height),
    };
  });
}

interface BarChartProps {
  bars: readonly Bar[];
  format: (n: number) => string;
}

/** Bars with their figure above and their name below. A picture only: put the table beside it. */
export function BarChart({ bars, format }: BarChartProps): VNode {
  const places = barsOf(bars.map((bar) => bar.value));
  return (
    <svg class="bar-chart" viewBox={`0 0 ${CHART.width} ${CHART.height}`} aria-hidden="true" data-chart>
      {bars.map((bar, i) => {
        const place = places[i];
        if (!place) return null;
        const middle = place.x + place.width / 2;
        return (
          <g>
            <rect x={place.x} y={place.y} width={place.width} height={place.height} rx="4" />
            <text class="bar-value" x={middle} y={place.y - 8}>
              {format(bar.value)}
            </text>
            <text class="bar-label" x={middle} y={CHART.height - 10}>
              {bar.label}
            </text>
          </g>
        );
      })}
      <path class="bar-ground" d={`M0 ${CHART.height - CHART.bottom + 0.5}H${CHART.width}`} />
    </svg>
  );
}
