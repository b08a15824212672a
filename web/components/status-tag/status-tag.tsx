import type { VNode } from 'preact';
import { Icon, type IconName } from '../icon/icon.tsx';

/**
 * What a state means to the one who reads it, the same everywhere:
 * `waiting` somebody must act (amber), `moving` under way (blue), `done` (green), `stopped` ended or failed (red),
 * `neutral` nothing to do (grey).
 */
export type Meaning = 'waiting' | 'moving' | 'done' | 'stopped' | 'neutral';
const icons: Record<Meaning, IconName> = {
  waiting: 'clock',
  moving: 'arrow',
  done: 'check',
  stopped: 'close',
  neutral: 'dot',
};

/** A state in words, with a shape and a colour that mean the same. */
export function StatusTag({ meaning, children }: { meaning: Meaning; children: string }): VNode {
  return (
    <span class={`status-tag status-${meaning}`}>
      <Icon name={icons[meaning]} />
      {children}
    </span>
  );
}
