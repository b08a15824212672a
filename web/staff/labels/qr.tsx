import type { VNode } from 'preact';
import { encode } from 'uqr';
import { qrPath } from './qr-path.ts';

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
