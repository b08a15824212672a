import type { EventItem } from './events.ts';

/** A record's events as its page shows them, oldest first. */
export const historyOf = (events: readonly EventItem[]) =>
  [...events]
    .sort((a, b) => a.at.localeCompare(b.at))
    .map(({ at, type, by, from, to, facts }) => ({
      at,
      type,
      by,
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
      ...(facts ? { facts: { ...facts } } : {}),
    }));
