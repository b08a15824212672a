import type { City } from '../kernel/city.ts';
import { localDate, nextDay } from '../kernel/clock.ts';
import { type Key, keys, OWNERS, queue } from '../kernel/keys.ts';
import type { ApplicationStatus } from './contract.ts';
import type { Application } from './domain.ts';
import type { FileKind } from './file-kinds.ts';

/** A paper of an application. It begins when its form is handed out; the file is kept from the day it was looked at. */
export interface Document {
  readonly kind: 'document';
  readonly id: string;
  readonly application: string;
  /** Code of the city pack: RESIDENT_ABSTRACT, … */
  readonly code: string;
  readonly startedAt: string;
  readonly addedAt?: string;
  readonly type?: FileKind;
  readonly bytes?: number;
  readonly destroyedAt?: string;
}

/** Where its file is: `sent` as the browser sent it, `kept` as it was looked at; a form that still runs reaches only the first. */
export const documentFiles = ({ id, application }: Pick<Document, 'id' | 'application'>) => {
  const folder = `applications/${application.slice(-10)}/${id}`;
  return { sent: `${folder}/sent`, kept: `${folder}/kept` };
};

/** Papers stand in one queue by the day on which it is next asked whether they must go. */
export const DOCUMENTS = 'DOCUMENTS';
export const documentPlace = ({ id }: Pick<Document, 'id'>, day: string) => ({
  q: queue(OWNERS.application, DOCUMENTS),
  qs: `${day}#${id}`,
});

/** States in which an application takes papers: until it is decided, and again on appeal. */
export const TAKES_DOCUMENTS: readonly ApplicationStatus[] = [
  'SUBMITTED',
  'DOCUMENTS_NEEDED',
  'SECOND_CHECK',
  'APPEALED',
];

const isThere = ({ addedAt, destroyedAt }: Document) => addedAt !== undefined && destroyedAt === undefined;

/**
 * Codes of the papers that are still to come: what the officer has asked for, else what the city asks of this category.
 * What an officer asks for again must be newer than the asking.
 */
export function missingDocuments(
  application: Pick<Application, 'category' | 'lookUp' | 'status' | 'stages' | 'documentsWanted'>,
  documents: readonly Document[],
  { eligibility }: Pick<City, 'eligibility'>,
): string[] {
  const { category, lookUp, status, stages, documentsWanted } = application;
  const asked = status === 'DOCUMENTS_NEEDED' ? stages.DOCUMENTS_NEEDED : undefined;
  const wanted =
    asked && documentsWanted
      ? documentsWanted
      : eligibility.documents
          .filter(
            ({ neededBy, waivedByLookUp }) => neededBy.includes(category) && !(lookUp && waivedByLookUp),
          )
          .map(({ code }) => code);
  return wanted.filter(
    (code) =>
      !documents.some((one) => one.code === code && isThere(one) && (one.addedAt ?? '') >= (asked ?? '')),
  );
}

/**
 * The first day on which a paper must be gone (`2026-11-23`, the city's calendar), or undefined while nothing is
 * decided. Whoever withdraws has no use for papers any more (PIPA §21).
 */
export function destroyedOn(
  { status, stages }: Pick<Application, 'status' | 'stages'>,
  { eligibility, timeZone }: Pick<City, 'eligibility' | 'timeZone'>,
): string | undefined {
  if (status === 'WITHDRAWN') return localDate(stages.WITHDRAWN ?? '', timeZone);
  if (TAKES_DOCUMENTS.includes(status)) return undefined;
  const decided = status === 'INELIGIBLE' ? stages.INELIGIBLE : stages.QUEUED;
  return decided && nextDay(localDate(decided, timeZone), eligibility.keepDocumentsDays);
}

/** When it is next asked: as early as a decision that falls right now would have it gone. */
export const nextLook = (today: string, { eligibility }: Pick<City, 'eligibility'>): string =>
  nextDay(today, eligibility.keepDocumentsDays);

export const documentKey = ({ application, id }: Pick<Document, 'application' | 'id'>): Key =>
  keys.document(application, id);

export const documentOf = ({ id, code, type, bytes, addedAt, destroyedAt }: Document) => ({
  id,
  code,
  ...(type ? { type } : {}),
  ...(bytes === undefined ? {} : { bytes }),
  ...(addedAt ? { addedAt } : {}),
  ...(destroyedAt ? { destroyedAt } : {}),
});
