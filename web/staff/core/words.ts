import { city } from 'ithope:city';
import { addresses } from 'ithope:texts';
import { signal } from '@preact/signals';
import type allotments from '../../texts/ko/allotments.json';
import type audit from '../../texts/ko/audit.json';
import type committees from '../../texts/ko/committees.json';
import type deliveries from '../../texts/ko/deliveries.json';
import type devices from '../../texts/ko/devices.json';
import type grants from '../../texts/ko/grants.json';
import type identity from '../../texts/ko/identity.json';
import type partners from '../../texts/ko/partners.json';
import type privacy from '../../texts/ko/privacy.json';
import type receipts from '../../texts/ko/receipts.json';
import type staff from '../../texts/ko/staff.json';
import type staffAssisted from '../../texts/ko/staff-assisted.json';
import type staffDeliveries from '../../texts/ko/staff-deliveries.json';
import type staffDriver from '../../texts/ko/staff-driver.json';
import type staffEligibility from '../../texts/ko/staff-eligibility.json';
import type staffFund from '../../texts/ko/staff-fund.json';
import type staffGifts from '../../texts/ko/staff-gifts.json';
import type staffGrants from '../../texts/ko/staff-grants.json';
import type staffLedger from '../../texts/ko/staff-ledger.json';
import type staffMoney from '../../texts/ko/staff-money.json';
import type staffOrganisations from '../../texts/ko/staff-organisations.json';
import type staffOverview from '../../texts/ko/staff-overview.json';
import type staffPoints from '../../texts/ko/staff-points.json';
import type workflow from '../../texts/ko/workflow.json';

/** The texts of one language: a file per domain, and the words of this app. */
export interface Texts {
  readonly staff: typeof staff;
  readonly allotments: typeof allotments;
  readonly audit: typeof audit;
  readonly committees: typeof committees;
  readonly deliveries: typeof deliveries;
  readonly devices: typeof devices;
  readonly grants: typeof grants;
  readonly identity: typeof identity;
  readonly partners: typeof partners;
  readonly privacy: typeof privacy;
  readonly receipts: typeof receipts;
  readonly workflow: typeof workflow;
  readonly driver: (typeof staffDriver)['driver'];
  readonly routes: (typeof staffDeliveries)['routes'];
  readonly money: (typeof staffMoney)['money'];
  readonly assisted: (typeof staffAssisted)['assisted'];
  readonly eligibility: (typeof staffEligibility)['eligibility'];
  readonly organisations: (typeof staffOrganisations)['organisations'];
  readonly fund: (typeof staffFund)['fund'];
  readonly gifts: (typeof staffGifts)['gifts'];
  readonly fees: (typeof staffGrants)['fees'];
  readonly ledger: (typeof staffLedger)['ledger'];
  readonly overview: (typeof staffOverview)['overview'];
  readonly points: (typeof staffPoints)['points'];
  /** Error codes of every domain in words. */
  readonly errors: Readonly<Record<string, string>>;
}
type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`;
}[keyof T & string];
/** `devices.status.READY`: a text that exists, checked by the compiler. */
export type TextKey = Paths<Omit<Texts, 'errors'>>;
export type Language = 'ko' | 'en';
type Values = Readonly<Record<string, string | number>>;

const CHOSEN = 'ithope.language';
export const language = signal<Language>('ko');
const texts = signal<Texts | undefined>(undefined);

/** The language chosen before, else the browser's when the city has it, else the city's first. */
export function preferredLanguage(): Language {
  const wanted = localStorage.getItem(CHOSEN) ?? navigator.language.slice(0, 2);
  return wanted === 'en' ? 'en' : 'ko';
}

/** Loads a language's texts and shows the page in it. */
export async function speak(wanted: Language): Promise<void> {
  const loaded = (await (await fetch(addresses[wanted])).json()) as Texts;
  localStorage.setItem(CHOSEN, wanted);
  document.documentElement.lang = wanted;
  texts.value = loaded;
  language.value = wanted;
}

function find(path: string): string | undefined {
  let node: unknown = texts.value;
  for (const part of path.split('.')) node = (node as Record<string, unknown> | undefined)?.[part];
  return typeof node === 'string' ? node : undefined;
}
const fill = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** The words for a key, with `{name}` filled in. */
export const t = (key: TextKey, values: Values = {}): string => fill(find(key) ?? key, values);
/** The words for a code that comes from the server, `name('devices.status', 'READY')`; the code when unknown. */
export const nameOf = (group: string, code: string, values: Values = {}): string =>
  fill(find(`${group}.${code}`) ?? code, values);
/** The same, or undefined when there are no words for the code. */
export const knownName = (group: string, code: string): string | undefined => find(`${group}.${code}`);
/** The codes that a group has words for, in the order of its file. */
export function codesOf(group: 'staff.events' | 'audit.kinds'): string[] {
  const [domain, part] = group.split('.') as [keyof Texts, string];
  return Object.keys((texts.value?.[domain] as Record<string, object> | undefined)?.[part] ?? {});
}
/** What to tell a person about an error code. */
export const errorText = (code: string): string =>
  texts.value?.errors[code] ?? fill(find('staff.errors.UNKNOWN') ?? code, { code });

/** A text of the city pack in the chosen language. */
export const inWords = (words: Readonly<Record<string, string>> | undefined): string =>
  words?.[language.value] ?? words?.[city.languages[0] ?? 'ko'] ?? '';
export const districtName = (code: string): string => inWords(city.districts[code]) || code;
export const partnerName = (id: string): string => inWords(city.partners[id]) || id;
export const categoryName = (code: string): string => inWords(city.categories[code]) || code;
