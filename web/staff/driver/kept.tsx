import { useComputed } from '@preact/signals';
import type { VNode } from 'preact';
import { t } from '../core/words.ts';
import { sheets } from './day.ts';

/** What is on this phone and for how long: a driver is asked that at the door. */
export function Kept(): VNode | null {
  const any = useComputed(() => (sheets.value?.length ?? 0) > 0).value;
  return <p class="note driver-kept">{t(any ? 'driver.kept' : 'driver.keptNothing')}</p>;
}
