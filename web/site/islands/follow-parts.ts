import type { FollowData } from '../follow/data.ts';
import { element } from './element.ts';
import { MEANING, type Stop } from './follow-way.ts';
import { fill, find } from './page-data.ts';
import { printReference } from './ulid.ts';

export type Words = Readonly<Record<string, string>>;

/** What the page can do with a record it shows. */
export interface Deeds {
  openCertificate(device: string): void;
  openReceipt(): void;
  withdraw(): void;
  /** Does it with the button switched off; what goes wrong is said at the field or at the top. */
  run(button: HTMLButtonElement | null, field: string, deed: () => Promise<unknown>): Promise<void>;
  /** Shows the record as it stands now. */
  refresh(): Promise<void>;
  /** Sends to a place below the record's own, then shows it anew. */
  post(of: string, body: object, field: string, button: HTMLButtonElement | null): Promise<void>;
  again(): void;
}

export const button = (text: string, variant: string, deed: () => void): HTMLButtonElement => {
  const made = element('button', `button button-${variant}`, text);
  made.type = 'button';
  made.addEventListener('click', deed);
  return made;
};

const dayOf = (data: FollowData, iso: string, timeZone = data.timeZone): string =>
  new Date(iso).toLocaleDateString(data.locale, { dateStyle: 'long', timeZone });

function tag(status: keyof typeof MEANING, text: string): Node {
  const copy = find<HTMLTemplateElement>(`#tag-${MEANING[status]}`).content.cloneNode(
    true,
  ) as DocumentFragment;
  copy.firstElementChild?.append(text);
  return copy;
}

/** What it is, where it stands, its reference. */
export function head(
  title: string,
  status: keyof typeof MEANING,
  words: Words,
  data: FollowData,
  reference: string,
): Node[] {
  const heading = element('h1', '', title);
  heading.tabIndex = -1;
  const line = element('p', 'note', fill(data.show.reference, { reference: printReference(reference) }));
  return [tag(status, words[status] ?? status), heading, line];
}

/** The road as the timeline component draws it. */
export function timeline(
  stops: readonly Stop[],
  words: Words,
  data: FollowData,
  details: Record<string, string | false>,
) {
  return element(
    'ol',
    'timeline',
    ...stops.map(({ status, at, state }) => {
      const hidden = element('span', 'visually-hidden', ` ${data.states[state]}`);
      const item = element(
        'li',
        `timeline-${state}`,
        element('p', 'timeline-title', words[status] ?? status, hidden),
      );
      if (state === 'now') item.setAttribute('aria-current', 'step');
      if (at) {
        const time = element('time', '', dayOf(data, at));
        time.dateTime = at;
        item.append(time);
      }
      const detail = details[status];
      if (detail) item.append(element('div', 'timeline-detail', detail));
      return item;
    }),
  );
}

/** The day and the half of it on which somebody comes. */
export const visit = (
  text: string,
  visit: { day: string; slot: 'morning' | 'afternoon' } | undefined,
  data: FollowData,
) => visit !== undefined && fill(text, { day: dayOf(data, visit.day, 'UTC'), slot: data.slots[visit.slot] });

/** What can be done at the end of the page. */
export const ends = ({ show }: FollowData, deeds: Deeds, withdraw: string | false): Node =>
  element(
    'div',
    'button-row no-print',
    button(show.again, 'quiet', deeds.again),
    withdraw && button(withdraw, 'danger', deeds.withdraw),
  );
