import { barsOf, CHART } from '../../components/bar-chart/bars.ts';

const SVG = 'http://www.w3.org/2000/svg';

function shape(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text?: string,
): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

/** Draws the bars into a chart that was built empty (components/bar-chart). */
export function drawBars(
  svg: Element,
  bars: ReadonlyArray<{ label: string; value: number; figure: string }>,
): void {
  const places = barsOf(bars.map((bar) => bar.value));
  svg.prepend(
    ...bars.map((bar, i) => {
      const { x, y, width, height } = places[i] ?? { x: 0, y: 0, width: 0, height: 0 };
      const group = shape('g', {});
      const middle = x + width / 2;
      group.append(
        shape('rect', { x, y, width, height, rx: 4 }),
        shape('text', { class: 'bar-value', x: middle, y: y - 8 }, bar.figure),
        shape('text', { class: 'bar-label', x: middle, y: CHART.height - 10 }, bar.label),
      );
      return group;
    }),
  );
}
