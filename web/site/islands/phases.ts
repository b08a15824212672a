export interface Phase {
  opensOn: string;
  closesOn: string;
  districts: readonly string[];
}

/** Today in the city, as the calendar writes it (YYYY-MM-DD). */
export const todayIn = (timeZone: string, now = new Date()): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);

/** Where a phase stands on a day. */
export const stateOf = (from: string, to: string, today: string): 'soon' | 'open' | 'closed' =>
  today < from ? 'soon' : today <= to ? 'open' : 'closed';

/** `true` when a district may apply today, the day from which it may, or `false` when no phase is left. */
export function opensFor(phases: readonly Phase[], district: string, today: string): true | string | false {
  const here = phases.filter(({ districts }) => districts.length === 0 || districts.includes(district));
  if (here.some(({ opensOn, closesOn }) => stateOf(opensOn, closesOn, today) === 'open')) return true;
  const coming = here.map(({ opensOn }) => opensOn).filter((day) => day > today);
  return coming.sort()[0] ?? false;
}

/** Marks each phase on the page: open now, opens soon, closed. The colour follows the word. */
export function markPhases(words: Record<'soon' | 'open' | 'closed', string>, today: string): void {
  for (const item of document.querySelectorAll<HTMLElement>('[data-phase]')) {
    const state = stateOf(item.dataset.from ?? '', item.dataset.to ?? '', today);
    const mark = item.querySelector<HTMLElement>('[data-phase-state]');
    if (!mark) continue;
    mark.textContent = words[state];
    mark.className = `phase-state phase-${state}`;
    mark.hidden = false;
  }
}
