import type { Application } from '../../applications/domain.ts';
import type { Device, DeviceKind } from '../../devices/domain.ts';
import { type City, type LEGAL_BASES, openPhases } from '../../kernel/city.ts';

export type LegalBasis = (typeof LEGAL_BASES)[number];

/** What may speak against an application as it is on the day of the plan. */
export const APPLICATION_RULES = ['PHASE_CLOSED', 'BASIS_NOT_ALLOWED', 'ORGANISATION_NOT_CERTIFIED'] as const;
/** What may speak against a device for an application. */
export const PAIR_RULES = [
  'KIND',
  'SCREEN_READER',
  'LARGE_SCREEN',
  'EARMARK_DISTRICT',
  'EARMARK_GROUP',
  'EARMARK_RECIPIENT',
] as const;
export type ApplicationRule = (typeof APPLICATION_RULES)[number];
export type Rule = ApplicationRule | (typeof PAIR_RULES)[number];

/**
 * A computed plan never breaks a rule. People may, with a reason that stands in the line, but not these two: what no
 * law allows, and a body whose certificate has ended.
 */
const NOT_FOR_PEOPLE: readonly Rule[] = ['BASIS_NOT_ALLOWED', 'ORGANISATION_NOT_CERTIFIED'];
export const forbidden = (broken: readonly Rule[]): Rule | undefined =>
  broken.find((rule) => NOT_FOR_PEOPLE.includes(rule));

export interface Circumstances {
  readonly city: Pick<
    City,
    'allotment' | 'phases' | 'districts' | 'householdCategories' | 'organisationKinds'
  >;
  /** The city's day of the plan, `2026-11-23`. */
  readonly day: string;
  /** What the allotment will rest on. */
  readonly basis: LegalBasis;
  /** Ids of the organisations whose certificate is valid on that day. */
  readonly certified: ReadonlySet<string>;
}

export type Waiting = Pick<
  Application,
  'applicant' | 'district' | 'category' | 'needs' | 'organisation' | 'organisationId'
>;
export type Stock = Pick<Device, 'deviceKind' | 'specification' | 'grade' | 'earmark'>;

/** May an allotment to this category rest on it? Unknown categories rest on nothing. */
export const basisAllows = (city: Pick<City, 'allotment'>, category: string, basis: LegalBasis): boolean =>
  city.allotment.bases[category]?.includes(basis) ?? false;

/** The phase is open for the applicant's kind and district, the law allows it, the body is certified. */
export function brokenByApplication(application: Waiting, at: Circumstances): ApplicationRule[] {
  const { applicant, district, category, organisationId } = application;
  const open = openPhases(at.city as City, applicant, at.day, district).length > 0;
  const certified = !organisationId || at.certified.has(organisationId);
  return [
    ...(open ? [] : (['PHASE_CLOSED'] as const)),
    ...(basisAllows(at.city, category, at.basis) ? [] : (['BASIS_NOT_ALLOWED'] as const)),
    ...(certified ? [] : (['ORGANISATION_NOT_CERTIFIED'] as const)),
  ];
}

/** What serves each need; a tablet serves only who takes anything. */
const SERVING: Readonly<Record<Application['needs']['kind'], readonly DeviceKind[]>> = {
  any: ['desktop', 'laptop', 'all-in-one', 'tablet'],
  desktop: ['desktop', 'all-in-one'],
  laptop: ['laptop'],
};

/** A screen reader needs memory, and a machine that works well; what is not known is not enough. */
export function runsScreenReader(device: Stock, { screenReader }: City['allotment']): boolean {
  const { memoryMB = 0 } = device.specification ?? {};
  const functionality = device.grade?.functionality;
  return (
    memoryMB >= screenReader.memoryMB &&
    functionality !== undefined &&
    functionality <= screenReader.functionality
  );
}

/** A name as givers and applicants write it alike: width, spaces, punctuation and case make no difference. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '');

/** Kind, special needs, and what the giver wished (사회복지공동모금회법 §27): a named place, group or recipient is kept to. */
export function brokenByPair(device: Stock, application: Waiting, rules: City['allotment']): Rule[] {
  const { needs, district, category, organisation } = application;
  const { earmark } = device;
  const reads = !needs.screenReader || runsScreenReader(device, rules);
  const large = !needs.largeScreen || rules.largeScreen.kinds.includes(device.deviceKind);
  const wanted = plainName(earmark?.recipient ?? '');
  const named = wanted === '' || wanted === plainName(organisation ?? '');
  return [
    ...(SERVING[needs.kind].includes(device.deviceKind) ? [] : (['KIND'] as const)),
    ...(reads ? [] : (['SCREEN_READER'] as const)),
    ...(large ? [] : (['LARGE_SCREEN'] as const)),
    ...(!earmark?.district || earmark.district === district ? [] : (['EARMARK_DISTRICT'] as const)),
    ...(!earmark?.group || earmark.group === category ? [] : (['EARMARK_GROUP'] as const)),
    ...(named ? [] : (['EARMARK_RECIPIENT'] as const)),
  ];
}

/** Everything that speaks against a line. */
export const rulesBroken = (device: Stock, application: Waiting, at: Circumstances): Rule[] => [
  ...brokenByApplication(application, at),
  ...brokenByPair(device, application, at.city.allotment),
];
