import type { Application } from './domain.ts';

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
});

const present = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as never;

/** What its holder follows: state, dates, what is wanted of them. */
export const followOf = (a: Application) => ({
  reference: a.reference,
  kind: a.applicant,
  status: a.status,
  district: a.district,
  computers: a.computers,
  allotted: a.allotted,
  installed: a.installed,
  stages: { ...a.stages },
  ...present({
    documentsWanted: a.documentsWanted && [...a.documentsWanted],
    refusedBecause: a.refusedBecause,
    delivery: a.delivery,
  }),
});

export const detailOf = (a: Application) => ({
  ...lineOf(a),
  personId: a.personId,
  needs: a.needs,
  lookUp: a.lookUp,
  stages: { ...a.stages },
  ...present({
    organisation: a.organisation,
    purpose: a.purpose,
    reason: a.reason,
    peopleReached: a.peopleReached,
    householdSize: a.householdSize,
    notes: a.notes && { ...a.notes },
    documentsWanted: a.documentsWanted && [...a.documentsWanted],
    refusedBecause: a.refusedBecause,
  }),
});
