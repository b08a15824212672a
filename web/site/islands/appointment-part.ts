import type * as z from 'zod';
import type { appointmentRoutes } from '../../../functions/deliveries/contract.ts';
import type { AppointmentWords } from '../follow/application-words.ts';
import { call, keyFor, Problem, problemOf } from './api.ts';
import { element } from './element.ts';
import type { Deeds } from './follow-parts.ts';
import { fill } from './page-data.ts';

export type Appointment = z.output<(typeof appointmentRoutes)['readAppointment']['answer']>;

type Handover = z.output<(typeof appointmentRoutes)['readHandover']['answer']>;
type Half = Appointment['days'][number]['slots'][number];

/** What is done with an appointment, and how a failure is said; by the page that shows it. */
export interface Visit {
  /** `/api/public/appointments/7K3M9QX24W` */
  path: string;
  session: string;
  words: AppointmentWords;
  deeds: Pick<Deeds, 'run' | 'refresh'>;
}

/** The day agreed or the days to choose from, a call instead, the hand-over paper afterwards. */
export function appointmentPart(appointment: Appointment, visit: Visit): Node[] {
  const { words } = visit;
  const { booked, toBook, callAskedAt, handedOverAt } = appointment;
  return [
    ...(booked || toBook > 0 || handedOverAt ? [element('h2', '', words.part)] : []),
    ...(booked ? agreed(appointment, booked, visit) : []),
    ...(toBook > 0 ? chooser(appointment, visit, '', words.book) : []),
    ...(callAskedAt && (toBook > 0 || booked) ? [element('p', 'note', words.callAsked)] : []),
    ...(handedOverAt ? [paper(visit)] : []),
  ];
}

const dayIn = (words: AppointmentWords, day: string): string =>
  new Date(day).toLocaleDateString(words.locale, { dateStyle: 'full', timeZone: 'UTC' });

/** 오후(13:30~17:30) */
const halfIn = ({ slots, times }: AppointmentWords, { slot, from, until }: Half): string =>
  fill(times, { slot: slots[slot], from, until });

function agreed(appointment: Appointment, booked: NonNullable<Appointment['booked']>, visit: Visit): Node[] {
  const { words } = visit;
  // Every day has the same halves: their hours are those of any.
  const hours = appointment.days.flatMap(({ slots }) => slots).find(({ slot }) => slot === booked.slot);
  const when = {
    day: dayIn(words, booked.day),
    slot: hours ? halfIn(words, hours) : words.slots[booked.slot],
  };
  const said = element('p', 'appointment-day', fill(words.booked, when));
  const count = booked.computers > 1 && element('p', '', fill(words.count, { n: booked.computers }));
  const parts = [said, ...(count ? [count] : [])];
  if (!booked.movable) return [...parts, element('p', 'note', words.fixed)];
  const box = element('details', 'appointment-move no-print', element('summary', '', words.move));
  box.append(element('p', 'note', words.movable), ...chooser(appointment, visit, '/move', words.moveSend));
  return [...parts, box];
}

/** A day, then the half of it; what is full cannot be chosen. */
function chooser({ days, callAskedAt }: Appointment, visit: Visit, of: string, send: string): Node[] {
  const { words, deeds } = visit;
  const free = days.filter(({ slots }) => slots.some((slot) => slot.free > 0));
  const byPhone = callAskedAt ? [] : [callInstead(visit)];
  if (free.length === 0) return [element('p', '', words.none), ...byPhone];
  const select = element('select', 'input select');
  Object.assign(select, { id: `day${of.replace('/', '-')}`, name: 'day', required: true });
  select.append(
    ...free.map(({ day }) => {
      const option = element('option', '', dayIn(words, day));
      option.value = day;
      return option;
    }),
  );
  const label = element('label', 'field-label', words.day);
  label.htmlFor = select.id;
  const halves = element('div', 'choices');
  const show = () => {
    const slots = free.find(({ day }) => day === select.value)?.slots ?? [];
    halves.replaceChildren(...slots.map((slot) => half(slot, words, select.id)));
    // One that is left is the choice.
    const left = halves.querySelectorAll<HTMLInputElement>('input:enabled');
    if (left.length === 1 && left[0]) left[0].checked = true;
  };
  select.addEventListener('change', show);
  show();
  const button = element('button', 'button button-primary', send);
  button.type = 'submit';
  const group = element('fieldset', 'field', element('legend', 'field-label', words.slot), error(), halves);
  group.id = `slot-${select.id}`;
  const form = element(
    'form',
    'appointment-form no-print',
    element('p', '', words.choose),
    element('div', 'field', label, error(), select),
    group,
    element('div', 'button-row', button, ...byPhone),
  );
  form.noValidate = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const slot = halves.querySelector<HTMLInputElement>('input:checked')?.value;
    deeds.run(button, 'slot', async () => {
      if (!slot) throw new Problem('REQUIRED');
      await choose(visit, of, { day: select.value, slot });
    });
  });
  return [form];
}

/** What is refused because others were quicker is shown beside the days as they are now. */
async function choose({ path, session, deeds }: Visit, of: string, body: object): Promise<void> {
  const to = path + of;
  try {
    await call(to, { body, key: keyFor(to, body), session });
  } catch (error) {
    if (STALE.includes(problemOf(error).code)) await deeds.refresh();
    throw error;
  }
  await deeds.refresh();
}
const STALE = ['SLOT_FULL', 'DAY_CLOSED', 'NOTHING_TO_BOOK', 'MOVED_ALREADY', 'TOO_LATE_TO_MOVE'];

function error(): HTMLElement {
  const made = element('p', 'field-error');
  made.hidden = true;
  return made;
}

function half(slot: Half, words: AppointmentWords, of: string): Node {
  const input = element('input', '');
  const full = slot.free === 0;
  Object.assign(input, {
    type: 'radio',
    name: 'slot',
    value: slot.slot,
    id: `${of}-${slot.slot}`,
    disabled: full,
  });
  const text = halfIn(words, slot);
  const label = element('label', '', full ? `${text} ${words.full}` : text);
  label.htmlFor = input.id;
  return element('div', 'choice', input, label);
}

function callInstead({ words, deeds, path, session }: Visit): HTMLButtonElement {
  const made = element('button', 'button button-quiet', words.call);
  made.type = 'button';
  made.addEventListener('click', () =>
    deeds.run(made, '', async () => {
      await call(`${path}/call`, { body: {}, session });
      await deeds.refresh();
    }),
  );
  return made;
}

/** One paper opens at once; of several, each PC's is a link with its number. */
function paper({ words, deeds, path, session }: Visit): Node {
  const made = element('button', 'button button-secondary', words.paper);
  made.type = 'button';
  const place = element('div', 'follow-paper', element('p', 'note', words.paperNote), made);
  made.addEventListener('click', () =>
    deeds.run(made, '', async () => {
      const { papers } = await call<Handover>(`${path}/paper`, { session });
      const [first, second] = papers;
      if (!first) throw new Problem('PAPER_NOT_READY');
      if (!second) return location.assign(first.url);
      const links = papers.map(({ assetNumber, url }) => {
        const link = element('a', '', assetNumber);
        link.href = url;
        return element('li', '', link);
      });
      place.append(element('ul', 'prose-list', ...links));
      made.remove();
    }),
  );
  return place;
}
