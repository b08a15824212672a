import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import { t } from '../core/words.ts';
import { draw, type Stroke } from './signature.ts';

/** The pad's own measure; the canvas on the page is scaled to it, so that a signature looks the same everywhere. */
const WIDTH = 600;
const HEIGHT = 220;

interface PadProps {
  id: string;
  strokes: readonly Stroke[];
  change: (strokes: readonly Stroke[]) => void;
  wrong: boolean;
}

/** A field to sign with finger, pen or mouse. Who cannot draw types the name instead. */
export function SignaturePad({ id, strokes, change, wrong }: PadProps): VNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef(false);
  useEffect(() => paint(canvas.current, strokes), [strokes]);
  const pointOf = (event: PointerEvent) => {
    const box = canvas.current?.getBoundingClientRect() ?? { left: 0, top: 0, width: WIDTH, height: HEIGHT };
    return {
      x: ((event.clientX - box.left) / box.width) * WIDTH,
      y: ((event.clientY - box.top) / box.height) * HEIGHT,
    };
  };
  return (
    <div class="pad-box">
      <canvas
        ref={canvas}
        id={id}
        class={wrong ? 'pad pad-wrong' : 'pad'}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={t(strokes.length > 0 ? 'deliveries.sign.signed' : 'deliveries.sign.empty')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drawing.current = true;
          change([...strokes, draw([], pointOf(event))]);
        }}
        onPointerMove={(event) => {
          if (!drawing.current) return;
          const last = strokes.at(-1) ?? [];
          // A busy phone tells several movements in one event: without them a signature is a few straight lines.
          const told = event.getCoalescedEvents?.() ?? [];
          const longer = (told.length > 0 ? told : [event]).reduce(
            (line, one) => draw(line, pointOf(one)),
            last,
          );
          if (longer !== last) change([...strokes.slice(0, -1), longer]);
        }}
        onPointerUp={() => {
          drawing.current = false;
        }}
        onPointerCancel={() => {
          drawing.current = false;
        }}
      />
      <div class="pad-foot">
        <span class="note">{t('deliveries.sign.here')}</span>
        <Button variant="quiet" size="small" onClick={() => change([])}>
          {t('deliveries.sign.clear')}
        </Button>
      </div>
    </div>
  );
}

function paint(canvas: HTMLCanvasElement | null, strokes: readonly Stroke[]): void {
  const pen = canvas?.getContext('2d');
  if (!canvas || !pen) return;
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.lineWidth = 3;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.strokeStyle = getComputedStyle(canvas).color;
  for (const stroke of strokes) {
    const [first] = stroke;
    if (!first) continue;
    pen.beginPath();
    pen.moveTo(first.x, first.y);
    for (const { x, y } of stroke) pen.lineTo(x, y);
    pen.stroke();
  }
}
