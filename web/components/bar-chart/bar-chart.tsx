import type { VNode } from 'preact';
import { barsOf, CHART } from './bars.ts';

export interface Bar {
  label: string;
  value: number;
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
