import type { City } from '../kernel/city.ts';
import { localDate, nextDay } from '../kernel/clock.ts';
import { fail } from '../kernel/errors.ts';
import { keys, OWNERS } from '../kernel/keys.ts';
import { type Moved, moveRecord, type StateRecord } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import { transitionsOf } from '../kernel/transitions.ts';
import type { ApplicationStatus } from './contract.ts';

export { type Document, documentFiles, documentOf, missingDocuments } from './documents.ts';
export { FILE_KINDS, type FileKind } from './file-kinds.ts';

/**
 * Every legal move of an application. One that asks for several PCs stays in the queue while some of them are
 * still wanted, so what the allotment and the delivery do exists as a whole and in part.
 */
export const applicationTransitions = transitionsOf<ApplicationStatus>()('application', {
  requestDocuments: {
    from: ['SUBMITTED', 'DOCUMENTS_NEEDED', 'SECOND_CHECK'],
    to: 'DOCUMENTS_NEEDED',
    by: 'district officer',
  },
  confirm: { from: ['SUBMITTED', 'DOCUMENTS_NEEDED'], to: 'QUEUED', by: 'district officer' },
  confirmFirst: {
    from: ['SUBMITTED', 'DOCUMENTS_NEEDED'],
    to: 'SECOND_CHECK',
    by: 'district officer, where a rule asks for a second',
  },
  confirmSecond: { from: ['SECOND_CHECK'], to: 'QUEUED', by: 'another district officer' },
  refuse: {
    from: ['SUBMITTED', 'DOCUMENTS_NEEDED', 'SECOND_CHECK'],
    to: 'INELIGIBLE',
    by: 'district officer',
  },
  supplyDocuments: {
    from: ['DOCUMENTS_NEEDED'],
    to: 'SUBMITTED',
    by: 'applicant, when the last paper that was asked for is there',
  },
  appeal: { from: ['INELIGIBLE'], to: 'APPEALED', by: 'applicant' },
  allowAppeal: { from: ['APPEALED'], to: 'QUEUED', by: 'officer who has not decided before' },
  dismissAppeal: { from: ['APPEALED'], to: 'INELIGIBLE', by: 'officer who has not decided before' },
  withdraw: {
    from: ['SUBMITTED', 'DOCUMENTS_NEEDED', 'SECOND_CHECK', 'APPEALED', 'QUEUED', 'RESERVED'],
    to: 'WITHDRAWN',
    by: 'applicant',
  },
  reserve: { from: ['QUEUED'], to: 'RESERVED', by: 'Chest, plan' },
  reservePart: { from: ['QUEUED'], to: 'QUEUED', by: 'Chest, plan' },
  release: { from: ['QUEUED', 'RESERVED'], to: 'QUEUED', by: 'committee' },
  releaseWithdrawn: { from: ['WITHDRAWN'], to: 'WITHDRAWN', by: 'plan, whose line ends refused' },
  allot: { from: ['RESERVED'], to: 'ALLOTTED', by: 'Chest, decision' },
  allotPart: { from: ['RESERVED'], to: 'RESERVED', by: 'Chest, decision' },
  allotSome: { from: ['QUEUED'], to: 'QUEUED', by: 'Chest, decision' },
  install: { from: ['ALLOTTED'], to: 'INSTALLED', by: 'crew' },
  installPart: { from: ['ALLOTTED'], to: 'ALLOTTED', by: 'crew' },
  installReserved: { from: ['RESERVED'], to: 'RESERVED', by: 'crew' },
  installSome: { from: ['QUEUED'], to: 'QUEUED', by: 'crew' },
  bringBack: { from: ['ALLOTTED', 'RESERVED', 'QUEUED'], to: 'QUEUED', by: 'crew' },
});
export type ApplicationMove = keyof typeof applicationTransitions.moves & string;

export interface Needs {
  readonly kind: 'desktop' | 'laptop' | 'any';
  readonly screenReader: boolean;
  readonly largeScreen: boolean;
  /** Of the system; ISO 639. */
  readonly language?: string | undefined;
  readonly internet: boolean;
}

export interface Application extends StateRecord<ApplicationStatus> {
  readonly kind: 'application';
  readonly applicant: 'organisation' | 'household';
  readonly reference: string;
  readonly personId: string;
  readonly district: string;
  readonly category: string;
  /** In which the applicant is written to. */
  readonly language?: string;
  readonly organisation?: string;
  readonly place?: { readonly name: string; readonly network: 'wired' | 'wireless' | 'none' };
  readonly purpose?: string;
  readonly reason?: string;
  readonly peopleReached?: number;
  readonly householdSize?: number;
  readonly household?: string;
  readonly needs: Needs;
  readonly lookUp: boolean;
  readonly computers: number;
  readonly reserved: number;
  readonly allotted: number;
  readonly installed: number;
  readonly submittedAt: string;
  readonly queuedAt?: string;
  /** The half day agreed, the deliveries that share it, and whether the recipient has moved it. */
  readonly delivery?: {
    readonly day: string;
    readonly slot: 'morning' | 'afternoon';
    readonly ids?: readonly string[];
    readonly moved?: true;
  };
  /** Devices that are allotted and on no day yet. */
  readonly toDeliver?: readonly string[];
  /** Which time round: each PC that comes back begins a new one, and ends the link of the old. */
  readonly round?: number;
  readonly documentsWanted?: readonly string[];
  readonly refusedBecause?: string;
  /** Officers' remarks, by the state they led to. */
  readonly notes?: Readonly<Record<string, string>>;
  /** The welfare organisation that applies. */
  readonly organisationId?: string;
  /** What may be the same household, over all districts: told to the officer, never to the applicant. */
  readonly doubts?: readonly Doubt[];
  /** Entered by staff for somebody who does not use the web; the consents are on paper. */
  readonly assisted?: true;
  /** Staff ids of those who have decided: a second officer and an appeal need somebody else. */
  readonly decidedBy?: readonly string[];
  /** Account of the officer who has it. */
  readonly officer?: string;
  /** What the officer who confirmed first has seen, while a second one is awaited. */
  readonly evidence?: string;
  /** What the applicant says against a refusal, and what came of it. */
  readonly appeal?: Appeal;
  /** How many papers have been added, destroyed ones included. */
  readonly documentsAdded?: number;
  /** Keyed hashes under which it is found by its dwelling, phone and name. */
  readonly marks?: readonly string[];
}

export interface Appeal {
  readonly at: string;
  /** The instant of the refusal: an appeal that is allowed gives the place in the queue back that it cost. */
  readonly refusedAt: string;
  readonly words: string;
  readonly outcome?: 'ALLOWED' | 'DISMISSED';
}

/** Another application that may be of the same household: by the keyed hash of its dwelling, phone or name. */
export interface Doubt {
  readonly by: 'DWELLING' | 'PHONE' | 'NAME';
  readonly application: string;
  readonly district: string;
}

/** Whom an application's events concern. */
export const applicationRefs = (a: Pick<Application, 'personId' | 'id'>) => ({
  person: a.personId,
  application: a.id,
});

/** Frees a household's place when its application ends without a PC. */
export const freeHousehold = (application: Pick<Application, 'household' | 'id'>): Write[] =>
  application.household
    ? [{ remove: keys.household(application.household), when: { equals: { application: application.id } } }]
    : [];

/** How many PCs this application still waits for. */
export const stillWanted = (a: Pick<Application, 'computers' | 'reserved' | 'allotted'>): number =>
  a.computers - a.reserved - a.allotted;

/** A queue per state and district; an application's place in QUEUED is the day it was confirmed, whatever came after. */
const ENDS: readonly ApplicationStatus[] = ['INELIGIBLE', 'INSTALLED', 'WITHDRAWN'];
export const applicationQueue = (
  status: ApplicationStatus,
  application: Pick<Application, 'district' | 'queuedAt' | 'submittedAt'>,
) =>
  ENDS.includes(status)
    ? undefined
    : {
        owner: OWNERS.application,
        scope: [status, application.district],
        ...(status === 'QUEUED' && application.queuedAt ? { since: application.queuedAt } : {}),
        // Whoever has brought the papers that were asked for waits where they waited before.
        ...(status === 'SUBMITTED' ? { since: application.submittedAt } : {}),
      };

/** What an application that comes back to the queue has not reached any more. */
const BEYOND_QUEUE: readonly ApplicationStatus[] = ['RESERVED', 'ALLOTTED'];

export function moveApplication(
  application: Application,
  move: ApplicationMove,
  at: string,
  set: Partial<Application> = {},
  remove: readonly (keyof Application & string)[] = [],
): Moved<ApplicationStatus> {
  const { to } = applicationTransitions.moves[move];
  const back = to === 'QUEUED' && application.queuedAt !== undefined;
  return moveRecord(applicationTransitions, keys.application(application.id), application, move, {
    at,
    queue: applicationQueue(to, { ...application, ...set }),
    set,
    remove,
    ...(back ? { stageAt: application.queuedAt, forget: BEYOND_QUEUE } : {}),
    ...(to === 'SUBMITTED' ? { stageAt: application.submittedAt } : {}),
    ...(move === 'releaseWithdrawn' ? { stageAt: application.stages.WITHDRAWN } : {}),
  });
}

/** What happens to some of an application's PCs. */
export type CountAction = 'reserve' | 'release' | 'allot' | 'install' | 'bringBack';

const CHANGES: Readonly<Record<CountAction, { reserved: number; allotted: number; installed: number }>> = {
  reserve: { reserved: 1, allotted: 0, installed: 0 },
  release: { reserved: -1, allotted: 0, installed: 0 },
  allot: { reserved: -1, allotted: 1, installed: 0 },
  install: { reserved: 0, allotted: 0, installed: 1 },
  bringBack: { reserved: 0, allotted: -1, installed: 0 },
};

const MOVES: Readonly<Record<CountAction, Partial<Record<ApplicationStatus, ApplicationMove>>>> = {
  reserve: { RESERVED: 'reserve', QUEUED: 'reservePart' },
  release: { QUEUED: 'release' },
  allot: { ALLOTTED: 'allot', RESERVED: 'allotPart', QUEUED: 'allotSome' },
  install: {
    INSTALLED: 'install',
    ALLOTTED: 'installPart',
    RESERVED: 'installReserved',
    QUEUED: 'installSome',
  },
  bringBack: { QUEUED: 'bringBack' },
};

function statusFor({ computers, reserved, allotted, installed }: Application): ApplicationStatus {
  if (installed === computers) return 'INSTALLED';
  if (allotted === computers) return 'ALLOTTED';
  return allotted + reserved === computers ? 'RESERVED' : 'QUEUED';
}

/** What a PC's way does to the appointment: allotted, it waits for a day; back, the day that was agreed is over. */
function appointmentAfter(
  { toDeliver = [], round = 1 }: Application,
  action: CountAction,
  device: string | undefined,
): { set: Partial<Application>; remove: readonly (keyof Application & string)[] } {
  if (action === 'allot' && device) return { set: { toDeliver: [...toDeliver, device] }, remove: [] };
  return action === 'bringBack'
    ? { set: { round: round + 1 }, remove: ['delivery'] }
    : { set: {}, remove: [] };
}

/**
 * Reserves, allots, installs or takes back `count` PCs of an application: counts and state change together.
 * @param device the one that is allotted: from then on it waits for a day
 */
export function countComputers(
  application: Application,
  action: CountAction,
  at: string,
  count = 1,
  device?: string,
): Moved<ApplicationStatus> {
  const change = CHANGES[action];
  const counts = {
    reserved: application.reserved + change.reserved * count,
    allotted: application.allotted + change.allotted * count,
    installed: application.installed + change.installed * count,
  };
  const { computers, reserved, allotted, installed } = { ...application, ...counts };
  // Who has withdrawn stays so: only what a plan still holds for them goes back.
  const move =
    application.status === 'WITHDRAWN' && action === 'release'
      ? 'releaseWithdrawn'
      : MOVES[action][statusFor({ ...application, ...counts })];
  if (!move || reserved < 0 || allotted < installed || allotted + reserved > computers)
    throw fail('ILLEGAL_MOVE', { entity: 'application', move: action, status: application.status });
  const { set, remove } = appointmentAfter(application, action, device);
  return moveApplication(application, move, at, { ...counts, ...set }, remove);
}

/**
 * Whose PCs are on their way is not withdrawn: somebody must bring them back. A PC that a plan has reserved is none yet:
 * its line ends refused when the plan is executed, and the PC goes to somebody else.
 */
export function withdrawApplication(application: Application, at: string): Moved<ApplicationStatus> {
  const { status, allotted, installed } = application;
  if (allotted > installed) throw fail('ILLEGAL_MOVE', { entity: 'application', move: 'withdraw', status });
  return moveApplication(application, 'withdraw', at);
}

/** How many PCs nobody waits for any more when this application ends: those that are wanted or only reserved. */
export const noLongerWaiting = ({ status, computers, allotted }: Application): number =>
  status === 'QUEUED' || status === 'RESERVED' ? computers - allotted : 0;

/** The last day on which a refusal can be appealed, in the city's calendar; undefined where it is final or none. */
export function appealUntil(
  { status, stages, appeal }: Pick<Application, 'status' | 'stages' | 'appeal'>,
  { eligibility, timeZone }: Pick<City, 'eligibility' | 'timeZone'>,
): string | undefined {
  if (status !== 'INELIGIBLE' || !stages.INELIGIBLE || appeal) return undefined;
  return nextDay(localDate(stages.INELIGIBLE, timeZone), eligibility.appealDays);
}

/** Confirmed by an officer and not withdrawn: states in which a household may be granted its internet fee. */
export const SUPPORTED = [
  'QUEUED',
  'RESERVED',
  'ALLOTTED',
  'INSTALLED',
] as const satisfies readonly ApplicationStatus[];

export const mayBeSupported = ({ applicant, status }: Pick<Application, 'applicant' | 'status'>): boolean =>
  applicant === 'household' && SUPPORTED.some((one) => one === status);

/** None again within so many years of the last installation (practice of peers, city pack). */
export function servedRecently(last: Application, now: Date, city: City): boolean {
  const installed = last.stages.INSTALLED;
  if (last.status === 'WITHDRAWN' || last.status === 'INELIGIBLE') return false;
  if (last.status !== 'INSTALLED' || !installed) return true;
  const again = new Date(installed);
  again.setUTCFullYear(again.getUTCFullYear() + city.household.yearsBetween);
  return now < again;
}
