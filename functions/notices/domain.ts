import type { City } from '../kernel/city.ts';
import type { EventItem } from '../kernel/events.ts';
import { printReference, referenceOf } from '../kernel/ids.ts';
import { findOfficeHolders } from '../kernel/printed-text.ts';
import en from './texts/en.json' with { type: 'json' };
import ko from './texts/ko.json' with { type: 'json' };

export type Template = keyof typeof ko.templates;

/** A message that an event calls for: to whom, which words, which facts go into them. */
export interface Notice {
  readonly template: Template;
  readonly person: string;
  readonly facts: Readonly<Record<string, string>>;
}

/** Event type → who is told what. A person without a row here is not told. */
interface Rule {
  readonly template: Template;
  readonly to: string;
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
  'application.refuse': [{ template: 'application-refused', to: 'person' }],
  'allotment.executeLine': [{ template: 'computer-allotted', to: 'person' }],
  'grant.give': [{ template: 'fee-granted', to: 'person' }],
  'grant.prolong': [{ template: 'fee-prolonged', to: 'person' }],
  'grant.stop': [{ template: 'fee-stopped', to: 'person', when: ({ reason }) => reason !== 'DIED' }],
  'grant.payFee': [{ template: 'fee-ends-soon', to: 'person', when: ({ ending }) => ending === true }],
  'delivery.book': [{ template: 'delivery-booked', to: 'person' }],
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

export function noticesFor(event: EventItem): Notice[] {
  // A company hears of a delivery once, not with every part that is written, nor of each of a thousand PCs.
  if (event.facts?.further) return [];
  return (RULES[event.type] ?? []).flatMap(({ template, to, when }) => {
    if (to === 'giver' && event.refs?.partner) return [];
    const person = event.refs?.[to];
    if (!person || (when && !when(event.facts ?? {}))) return [];
    const facts: Record<string, string> = { reference: referenceFor(event, to) };
    if (event.district) facts.district = event.district;
    for (const [name, value] of Object.entries(event.facts ?? {})) {
      if (typeof value === 'string' || typeof value === 'number') facts[name] = String(value);
      // Several rules that a wish breaks; each has its words in the city pack.
      if (name === 'reasons' && Array.isArray(value)) facts[name] = value.join(',');
    }
    return [{ template, person, facts }];
  });
}

export interface Message {
  readonly subject: string;
  readonly text: string;
}

type Language = 'ko' | 'en';
const TEXTS = { ko, en } as const;
const languageOf = (wanted: string): Language => (wanted === 'en' ? 'en' : 'ko');

/** `RELATIVE,SMALL_PLACE` → what the giver is asked to change, a line for each. */
const askedOf = (codes: string, language: Language, city: City): string =>
  [
    ...new Set(
      codes
        .split(',')
        .flatMap((code) => city.earmarks.rules.find((rule) => rule.code === code)?.ask[language] ?? []),
    ),
  ]
    .map((ask) => `- ${ask}`)
    .join('\n');

const AMOUNTS = ['amount', 'total', 'fee'];
const DAYS = ['day', 'until'];

/** `₩50,000`: minor units as the reader's language writes them. */
function money(amount: number, language: Language, { currency }: City): string {
  const locale = language === 'ko' ? 'ko-KR' : 'en-GB';
  const style = { style: 'currency', currency: currency.code, currencyDisplay: 'narrowSymbol' } as const;
  return new Intl.NumberFormat(locale, style).format(amount / 10 ** currency.minorDigits);
}

/** Facts that name a month of the city's calendar. */
const MONTHS = ['firstMonth', 'lastMonth', 'from'];
const monthText = (month: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
    ...{ year: 'numeric', month: 'long', timeZone: 'UTC' },
  }).format(new Date(`${month}-01T00:00:00Z`));

/** Codes in facts become words: reasons, half days, districts, days, months and amounts in the reader's language. */
function words(name: string, value: string, language: Language, city: City): string {
  const texts = TEXTS[language];
  const known = (texts.words as Record<string, Record<string, string>>)[name]?.[value];
  if (known) return known;
  if (name === 'reasons') return askedOf(value, language, city);
  if (name === 'points') return new Intl.NumberFormat(language).format(Number(value));
  if (name === 'district') return city.districts.find((d) => d.code === value)?.name[language] ?? '';
  if (name === 'carrier') return city.fees.carriers.find((one) => one.code === value)?.name[language] ?? '';
  if (MONTHS.includes(name) && /^\d{4}-\d{2}$/.test(value)) return monthText(value, language);
  if (AMOUNTS.includes(name)) return money(Number(value), language, city);
  if (DAYS.includes(name)) {
    const format = new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
      dateStyle: 'full',
      timeZone: 'UTC',
    });
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
): Message {
  const language = languageOf(wanted);
  const texts = TEXTS[language];
  const { city, siteUrl } = about;
  const own: Record<string, string> = {
    name: about.name,
    city: city.name[language] ?? '',
    years: String(city.household.yearsBetween),
    warrantyMonths: String(city.warrantyMonths),
    programme: city.programme[language] ?? '',
    bank: city.fund.account.bank[language] ?? '',
    account: city.fund.account.number,
    holder: city.fund.account.holder[language] ?? '',
    phone: city.contact.phone,
    phoneHours: city.contact.phoneHours[language] ?? '',
    follow: `${siteUrl}${language === 'ko' ? '' : '/en'}/follow/`,
    toPoints: `${siteUrl}${language === 'ko' ? '' : '/en'}/points/`,
  };
  const fillFrom = (values: Record<string, string>) => (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  const told = Object.entries(facts).map(
    ([name, value]) => [name, words(name, value, language, city)] as const,
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
  return `[${about.city.programme[languageOf(wanted)]}] ${message.text.split('\n').slice(2).join('\n')}`;
}
