import type { ComponentChildren, VNode } from 'preact';

export interface Stage {
  title: string;
  /** "11월 23일", and the same for machines: "2026-11-23". */
  day?: { text: string; iso: string };
  detail?: ComponentChildren;
  state: 'done' | 'now' | 'ahead' | 'stopped';
}

interface TimelineProps {
  stages: readonly Stage[];
  /** Said to those who cannot see the marks: "끝남", "지금", "앞으로", "멈춤". */
  words: Record<Stage['state'], string>;
}

/** The way of a PC or an application: what is behind, where it is, what comes. */
export function Timeline({ stages, words }: TimelineProps): VNode {
  return (
    <ol class="timeline">
      {stages.map((stage) => (
        <li class={`timeline-${stage.state}`} {...(stage.state === 'now' && { 'aria-current': 'step' })}>
          <p class="timeline-title">
            {stage.title} <span class="visually-hidden">{words[stage.state]}</span>
          </p>
          {stage.day && <time dateTime={stage.day.iso}>{stage.day.text}</time>}
          {stage.detail && <div class="timeline-detail">{stage.detail}</div>}
        </li>
      ))}
    </ol>
  );
}
