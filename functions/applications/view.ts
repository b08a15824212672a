import { localDate } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { type Document, documentOf, missingDocuments, TAKES_DOCUMENTS } from './documents.ts';
import { type Application, appealUntil, applicationTransitions } from './domain.ts';

export const lineOf = (a: Application) => ({
  id: a.id,
  reference: a.reference,
  kind: a.applicant,
  status: a.status,
  district: a.district,
  category: a.category,
  computers: a.computers,
  allotted: a.allotted,
  installed: a.installed,
  submittedAt: a.submittedAt,
  since: a.since,
  ...(a.officer ? { officer: a.officer } : {}),
});

const present = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as never;

type Programme = Pick<Dependencies, 'city' | 'clock'>;

/** The day until which it can be appealed, while that has not passed. */
const appealUntilOf = (a: Application, { city, clock }: Programme): string | undefined => {
  const until = appealUntil(a, city);
  return until && localDate(clock.now(), city.timeZone) <= until ? until : undefined;
};

const mayWithdraw = (a: Application): boolean =>
  a.allotted <= a.installed && applicationTransitions.movesFrom(a.status).includes('withdraw');

/** What its holder follows: state, dates, what is wanted of them, what they may do. */
export const followOf = (a: Application, documents: readonly Document[], programme: Programme) => {
  const appealUntil = appealUntilOf(a, programme);
  const takes = TAKES_DOCUMENTS.includes(a.status);
  const may = [
    ...(takes ? (['addDocument'] as const) : []),
    ...(mayWithdraw(a) ? (['withdraw'] as const) : []),
    ...(appealUntil ? (['appeal'] as const) : []),
  ];
  return {
    reference: a.reference,
    kind: a.applicant,
    status: a.status,
    district: a.district,
    category: a.category,
    computers: a.computers,
    allotted: a.allotted,
    installed: a.installed,
    stages: { ...a.stages },
    documents: documents.filter(({ addedAt }) => addedAt !== undefined).map(documentOf),
    documentsMissing: takes ? missingDocuments(a, documents, programme.city) : [],
    may,
    ...present({
      appealUntil,
      documentsWanted: a.documentsWanted && [...a.documentsWanted],
      refusedBecause: a.refusedBecause,
      delivery: a.delivery && { day: a.delivery.day, slot: a.delivery.slot },
    }),
  };
};

export const detailOf = (a: Application, documents: readonly Document[], programme: Programme) => ({
  ...lineOf(a),
  personId: a.personId,
  needs: a.needs,
  lookUp: a.lookUp,
  assisted: a.assisted ?? false,
  stages: { ...a.stages },
  documents: documents.filter(({ addedAt }) => addedAt !== undefined).map(documentOf),
  documentsMissing: TAKES_DOCUMENTS.includes(a.status) ? missingDocuments(a, documents, programme.city) : [],
  doubts: (a.doubts ?? []).map((doubt) => ({ ...doubt })),
  decidedBy: [...(a.decidedBy ?? [])],
  ...present({
    language: a.language,
    organisation: a.organisation,
    organisationId: a.organisationId,
    place: a.place,
    purpose: a.purpose,
    reason: a.reason,
    peopleReached: a.peopleReached,
    householdSize: a.householdSize,
    notes: a.notes && { ...a.notes },
    documentsWanted: a.documentsWanted && [...a.documentsWanted],
    refusedBecause: a.refusedBecause,
    appeal: a.appeal && { ...a.appeal },
    appealUntil: appealUntilOf(a, programme),
  }),
});
