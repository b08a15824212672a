import type { AppointmentData } from '../follow/appointment-data.ts';
import { call, problemOf } from './api.ts';
import { type Appointment, appointmentPart, type Visit } from './appointment-part.ts';
import { element } from './element.ts';
import { find, pageData } from './page-data.ts';
import { clearProblems, showProblems } from './problems.ts';

/** Whose day it is, for half an hour, in this tab; the link itself is kept nowhere. */
interface Holder {
  reference: string;
  token: string;
}

const words = pageData<AppointmentData>();
const KEPT = 'appointment';
const opening = find('[data-opening]');
const place = find('[data-visit]');

/** `#7K3M9QX24W.…`: reference and what proves that the link is ours. */
const link = /^#(\w{10})\.([0-9a-f]{32})$/.exec(location.hash);
if (location.hash) history.replaceState(null, '', location.pathname);

const { run, refresh } = {
  async run(button: HTMLButtonElement | null, path: string, deed: () => Promise<unknown>): Promise<void> {
    if (button?.disabled) return;
    if (button) button.disabled = true;
    try {
      await deed();
    } catch (error) {
      const { code } = problemOf(error);
      if (code === 'SESSION_REQUIRED') return dead();
      const said = { ...words, sentences: words.sentences as Record<string, Record<string, string>> };
      showProblems(said, [{ path: code === 'OFFLINE' || code === 'INTERNAL' ? '' : path, code }]);
    }
    if (button) button.disabled = false;
  },
  refresh: () => show(),
};

let holder: Holder | null = null;

async function open(): Promise<void> {
  holder = link ? await exchange(link[1] ?? '', link[2] ?? '') : kept();
  if (!holder) {
    find('[data-state]').textContent = words.noLink;
    find('[data-follow]').hidden = false;
    return;
  }
  sessionStorage.setItem(KEPT, JSON.stringify(holder));
  await show();
}

const kept = (): Holder | null => JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Holder | null;

async function exchange(reference: string, mark: string): Promise<Holder> {
  const { token } = await call<{ token: string }>('/api/public/follow/links', {
    body: { reference, mark },
  });
  return { reference, token };
}

async function show(): Promise<void> {
  if (!holder) return;
  const { reference, token: session } = holder;
  const path = `/api/public/appointments/${reference}`;
  const appointment = await call<Appointment>(path, { session });
  const visit: Visit = { path, session, words, deeds: { run, refresh } };
  const parts = appointmentPart(appointment, visit);
  const heading = element('h1', '', words.title);
  heading.tabIndex = -1;
  clearProblems(words);
  opening.hidden = true;
  place.replaceChildren(
    heading,
    element('p', 'step-lead', words.lead),
    ...(parts.length > 0 ? parts : [element('p', '', words.nothing)]),
  );
  place.hidden = false;
  find('[data-follow]').hidden = false;
  heading.focus({ preventScroll: true });
}

/** The link, or the half hour, is over: the code and the phone remain. */
function dead(): void {
  sessionStorage.removeItem(KEPT);
  const reference = link?.[1] ?? holder?.reference;
  if (reference) find<HTMLAnchorElement>('[data-code]').hash = `application=${reference}`;
  for (const part of [opening, place]) part.hidden = true;
  const shown = find('[data-dead]');
  shown.hidden = false;
  find('h1', shown).focus();
}

open().catch((error) => {
  const { code } = problemOf(error);
  if (code === 'OFFLINE' || code === 'INTERNAL') return showProblems(words, [{ path: '', code }]);
  dead();
});
