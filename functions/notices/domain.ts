import type { City } from '../kernel/city.ts';
import type { EventItem } from '../kernel/events.ts';
import { printReference, referenceOf } from '../kernel/ids.ts';
import { findOfficeHolders } from '../kernel/printed-text.ts';
import { LANGUAGES, type Languages, named, type Reader, readerOf, type Template } from './languages.ts';

export type { Template } from './languages.ts';

/** A message that an event calls for: to whom, which words, which facts go into them. */
export interface Notice {
  readonly template: Template;
  readonly person: string;
  readonly facts: Readonly<Record<string, string>>;
  /** The application whose appointment's link goes into the message. */
  readonly appointmentOf?: string;
  /** What is told once, however many events tell it: a plan's PCs for one application. */
  readonly once?: string;
}

/** Event type → who is told what. A person without a row here is not told. */
interface Rule {
  readonly template: Template;
  readonly to: string;
  /** With the link to the appointment. */
  readonly link?: true;
  /** Once for an application, however many of its PCs are concerned. */
  readonly oncePerApplication?: true;
  /** Only for events with such facts. */
  readonly when?: (facts: NonNullable<EventItem['facts']>) => boolean;
}
const RULES: Readonly<Record<string, readonly Rule[]>> = {
  'donation.offer': [{ template: 'offer-received', to: 'person' }],
  'donation.screen': [{ template: 'offer-fits', to: 'person' }],
  'donation.askForChange': [{ template: 'earmark-change-asked', to: 'person' }],
  'donation.decline': [{ template: 'offer-declined', to: 'person' }],
  'donation.bookCollection': [{ template: 'collection-booked', to: 'person' }],
  'donation.arrive': [{ template: 'goods-received', to: 'person' }],
  'donation.issueReceipt': [
    // An anonymous gift's receipt is kept by the Chest: its giver is told nothing of it.
    {
      template: 'receipt-issued',
      to: 'person',
      when: ({ replaces, anonymous, electronic }) => !replaces && !anonymous && !electronic,
    },
    {
      template: 'receipt-electronic',
      to: 'person',
      when: ({ replaces, electronic }) => !replaces && electronic === true,
    },
    {
      template: 'receipt-reissued',
      to: 'person',
      when: ({ replaces, anonymous }) => replaces !== undefined && !anonymous,
    },
  ],
  'donation.voidReceipt': [{ template: 'receipt-voided', to: 'person', when: ({ anonymous }) => !anonymous }],
  'gift.announce': [{ template: 'money-announced', to: 'person' }],
  // Who gets a receipt is thanked with it.
  'gift.book': [{ template: 'money-received', to: 'person', when: ({ anonymous }) => anonymous === true }],
  'gift.bookUnannounced': [
    { template: 'money-received', to: 'person', when: ({ anonymous }) => anonymous === true },
  ],
  'gift.issueReceipt': [
    {
      template: 'money-receipted',
      to: 'person',
      when: ({ replaces, anonymous, electronic, points }) =>
        !replaces && !anonymous && !electronic && !points,
    },
    {
      template: 'money-electronic',
      to: 'person',
      when: ({ replaces, electronic, points }) => !replaces && electronic === true && !points,
    },
    {
      template: 'points-receipted',
      to: 'person',
      when: ({ replaces, electronic, points }) => !replaces && !electronic && points === true,
    },
    {
      template: 'points-electronic',
      to: 'person',
      when: ({ replaces, electronic, points }) => !replaces && electronic === true && points === true,
    },
    {
      template: 'receipt-reissued',
      to: 'person',
      when: ({ replaces, anonymous }) => replaces !== undefined && !anonymous,
    },
  ],
  'gift.voidReceipt': [{ template: 'receipt-voided', to: 'person', when: ({ anonymous }) => !anonymous }],
  'gift.return': [
    { template: 'money-returned', to: 'person', when: ({ reason }) => reason === 'REFUNDED' },
    { template: 'money-bounced', to: 'person', when: ({ reason }) => reason === 'BOUNCED' },
    { template: 'money-mismatched', to: 'person', when: ({ reason }) => reason === 'MISMATCHED' },
  ],
  'gift.release': [{ template: 'money-mismatched', to: 'person' }],
  'application.submit': [{ template: 'application-received', to: 'person' }],
  'application.requestDocuments': [{ template: 'documents-needed', to: 'person' }],
  'application.confirm': [{ template: 'application-queued', to: 'person' }],
  'application.confirmSecond': [{ template: 'application-queued', to: 'person' }],
  'application.refuse': [{ template: 'application-refused', to: 'person' }],
  'application.appeal': [{ template: 'appeal-received', to: 'person' }],
  'application.allowAppeal': [{ template: 'appeal-allowed', to: 'person' }],
  'application.dismissAppeal': [{ template: 'appeal-dismissed', to: 'person' }],
  'organisation.certify': [{ template: 'organisation-certified', to: 'person' }],
  'organisation.renew': [{ template: 'organisation-certified', to: 'person' }],
  'organisation.refuse': [{ template: 'organisation-refused', to: 'person' }],
  'organisation.remind': [{ template: 'organisation-renewal', to: 'person' }],
  'organisation.lapse': [{ template: 'organisation-lapsed', to: 'person' }],
  'allotment.executeLine': [
    { template: 'computer-allotted', to: 'person', link: true, oncePerApplication: true },
  ],
  'grant.give': [{ template: 'fee-granted', to: 'person' }],
  'grant.prolong': [{ template: 'fee-prolonged', to: 'person' }],
  'grant.stop': [{ template: 'fee-stopped', to: 'person', when: ({ reason }) => reason !== 'DIED' }],
  'grant.payFee': [{ template: 'fee-ends-soon', to: 'person', when: ({ ending }) => ending === true }],
  'delivery.book': [{ template: 'delivery-booked', to: 'person', link: true }],
  'delivery.rebook': [{ template: 'delivery-moved', to: 'person', link: true }],
  'delivery.confirm': [
    { template: 'computer-installed', to: 'person' },
    { template: 'gift-arrived', to: 'giver' },
  ],
  'delivery.fail': [{ template: 'delivery-failed', to: 'person' }],
  'points.join': [{ template: 'points-joined', to: 'person' }],
  'points.nudge': [{ template: 'points-ending', to: 'person' }],
};

/** What an event's own record is called to the reader: the gift or application, by its reference. */
function referenceFor(event: EventItem, to: string): string {
  const id =
    to === 'giver'
      ? event.refs?.donation
      : /^(don|gft)_/.test(event.subject)
        ? event.subject
        : (event.refs?.application ?? event.subject);
  return id ? printReference(referenceOf(id)) : '';
}

/** Facts that are several codes. */
const LISTED = ['reasons', 'documents'];

export function noticesFor(event: EventItem): Notice[] {
  // A company hears of a delivery once, not with every part that is written, nor of each of a thousand PCs.
  if (event.facts?.further) return [];
  return (RULES[event.type] ?? []).flatMap(({ template, to, when, link, oncePerApplication }) => {
    if (to === 'giver' && event.refs?.partner) return [];
    const person = event.refs?.[to];
    if (!person || (when && !when(event.facts ?? {}))) return [];
    const facts: Record<string, string> = { reference: referenceFor(event, to) };
    if (event.district) facts.district = event.district;
    for (const [name, value] of Object.entries(event.facts ?? {})) {
      if (typeof value === 'string' || typeof value === 'number') facts[name] = String(value);
      // Several rules that a wish breaks, documents that are wanted: each has its words in the city pack.
      if (LISTED.includes(name) && Array.isArray(value)) facts[name] = value.join(',');
    }
    const application = event.refs?.application;
    return [
      {
        ...{ template, person, facts },
        ...(link && application ? { appointmentOf: application } : {}),
        ...(oncePerApplication && application ? { once: `${event.pk}#${application}` } : {}),
      },
    ];
  });
}

export interface Message {
  readonly subject: string;
  readonly text: string;
}

/** `RELATIVE,SMALL_PLACE` → a line for each, in the city pack's words; a code that it does not have is left out. */
const linesOf = (
  codes: string,
  pack: readonly { readonly code: string; readonly words: Readonly<Record<string, string>> }[],
  reader: Reader,
): string => {
  const lines = codes.split(',').flatMap((code) => {
    const found = pack.find((one) => one.code === code);
    return found ? [`- ${named(found.words, reader)}`] : [];
  });
  return [...new Set(lines)].join('\n');
};
const askedOf = (codes: string, reader: Reader, { earmarks }: City): string =>
  linesOf(
    codes,
    earmarks.rules.map(({ code, ask }) => ({ code, words: ask })),
    reader,
  );
const documentsOf = (codes: string, reader: Reader, { eligibility }: City): string =>
  linesOf(
    codes,
    eligibility.documents.map(({ code, name }) => ({ code, words: name })),
    reader,
  );

const AMOUNTS = ['amount', 'total', 'fee'];
const DAYS = ['day', 'until'];

/** `₩50,000`: minor units as the reader's language writes them. */
function money(amount: number, { locale }: Reader, { currency }: City): string {
  const style = { style: 'currency', currency: currency.code, currencyDisplay: 'narrowSymbol' } as const;
  return new Intl.NumberFormat(locale, style).format(amount / 10 ** currency.minorDigits);
}

/** Facts that name a month of the city's calendar. */
const MONTHS = ['firstMonth', 'lastMonth', 'from'];
const monthText = (month: string, { locale }: Reader): string =>
  new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

/** Codes in facts become words: reasons, half days, districts, days, months and amounts in the reader's language. */
function words(name: string, value: string, reader: Reader, city: City): string {
  const known = (reader.texts.words as Record<string, Record<string, string>>)[name]?.[value];
  if (known) return known;
  if (name === 'reasons') return askedOf(value, reader, city);
  if (name === 'documents') return documentsOf(value, reader, city);
  if (name === 'points') return new Intl.NumberFormat(reader.language).format(Number(value));
  if (name === 'district') return named(city.districts.find((d) => d.code === value)?.name, reader);
  if (name === 'carrier') return named(city.fees.carriers.find((one) => one.code === value)?.name, reader);
  if (MONTHS.includes(name) && /^\d{4}-\d{2}$/.test(value)) return monthText(value, reader);
  if (AMOUNTS.includes(name)) return money(Number(value), reader, city);
  if (DAYS.includes(name)) {
    const format = new Intl.DateTimeFormat(reader.locale, { dateStyle: 'full', timeZone: 'UTC' });
    return format.format(new Date(`${value}T00:00:00Z`));
  }
  return value;
}

/** Plain words in the reader's language, with the phone number at the end of each: nobody must use the web. */
export function compose(
  template: Template,
  wanted: string,
  facts: Readonly<Record<string, string>>,
  about: { city: City; siteUrl: string; name: string },
  spoken: Languages = LANGUAGES,
): Message {
  const { city, siteUrl } = about;
  const reader = readerOf(wanted, city, spoken);
  const { texts } = reader;
  const site = `${siteUrl}${reader.names === city.languages[0] ? '' : `/${reader.names}`}`;
  const own: Record<string, string> = {
    name: about.name,
    city: named(city.name, reader),
    years: String(city.household.yearsBetween),
    warrantyMonths: String(city.warrantyMonths),
    programme: named(city.programme, reader),
    bank: named(city.fund.account.bank, reader),
    account: city.fund.account.number,
    holder: named(city.fund.account.holder, reader),
    phone: city.contact.phone,
    phoneHours: named(city.contact.phoneHours, reader),
    follow: `${site}/follow/`,
    toPoints: `${site}/points/`,
    // In the fragment, which no server and no log sees.
    appointment: facts.appointment ? `${site}/appointment/#${facts.appointment}` : `${site}/follow/`,
  };
  const fillFrom = (values: Record<string, string>) => (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  const told = Object.entries(facts).map(
    ([name, value]) => [name, words(name, value, reader, city)] as const,
  );
  // Words of ours may name the city or its rules; what somebody typed is never filled a second time.
  const known = told.map(([name, text]) => [name, text === facts[name] ? text : fillFrom(own)(text)]);
  const fill = fillFrom({ ...(Object.fromEntries(known) as Record<string, string>), ...own });
  const { subject, body } = texts.templates[template];
  const lines = [texts.greeting, '', ...body, '', ...texts.closing];
  return { subject: fill(subject), text: lines.map(fill).join('\n') };
}

/**
 * Whether a message may go out: it names no office-holder (공직선거법 §112④). The reader's own name is left aside: a
 * citizen may be called like a mayor, and whoever writes a title beside a name is refused where they write it.
 */
export function maySend(
  template: Template,
  language: string,
  facts: Readonly<Record<string, string>>,
  about: { city: City; siteUrl: string },
): boolean {
  const { subject, text } = compose(template, language, facts, { ...about, name: '' });
  return findOfficeHolders(`${subject}\n${text}`, about.city).length === 0;
}

/** A text message is short: sender and body without the greeting, and the number to call. */
export function composeText(
  template: Template,
  wanted: string,
  facts: Readonly<Record<string, string>>,
  about: { city: City; siteUrl: string; name: string },
): string {
  const message = compose(template, wanted, facts, about);
  return `[${named(about.city.programme, readerOf(wanted, about.city))}] ${message.text.split('\n').slice(2).join('\n')}`;
}
