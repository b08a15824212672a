import type { VNode } from 'preact';

interface ProgressProps {
  /** Nothing known yet: the figures are dashes until the page's script has fetched them. */
  value?: number;
  target: number;
  /** "대" after the number, and the sentence below it with what is known of the way. */
  unit: string;
  caption: string;
  /** What the bar is, for those who hear it. */
  label: string;
  format: (n: number) => string;
}

/** How far the programme has come: the number in large type, then a bar towards the target. */
export function ProgressToTarget({ value, target, unit, caption, label, format }: ProgressProps): VNode {
  return (
    <div class="progress" data-progress>
      <p class="progress-number numeric">
        <strong data-value>{value === undefined ? '–' : format(value)}</strong> <span>{unit}</span>
      </p>
      <progress max={target} value={value ?? 0} aria-label={label} />
      <p class="progress-caption" data-caption>
        {caption}
      </p>
    </div>
  );
}
