import type { VNode } from 'preact';
import { encode } from 'uqr';

/** The dark fields of a QR code as one SVG path: a run of fields in a row is one bar. */
export function qrPath(data: readonly (readonly boolean[])[]): string {
  let path = '';
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x++;
      path += `M${start} ${y}h${x - start + 1}v1h-${x - start + 1}z`;
    }
  }
  return path;
}

/** A QR code as a drawing; level M reads even when a sixth of it is scratched. The label's own white adds to its border. */
export function Qr({ text, label }: { text: string; label: string }): VNode {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path d={qrPath(data)} />
    </svg>
  );
}
