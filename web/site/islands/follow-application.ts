import type * as z from 'zod';
import type { applicationsContract } from '../../../functions/applications/contract.ts';
import type { ApplicationWords } from '../follow/application-words.ts';
import type { FollowData } from '../follow/data.ts';
import { call } from './api.ts';
import { appealPart } from './appeal.ts';
import { type Appointment, appointmentPart } from './appointment-part.ts';
import { documentsPart } from './documents.ts';
import { element } from './element.ts';
import { type Deeds, ends, head, timeline, type Words } from './follow-parts.ts';
import { roadOf, WAYS } from './follow-way.ts';
import { fill } from './page-data.ts';

export type Application = z.output<(typeof applicationsContract)['routes']['followApplication']['answer']>;

/** States in which there is, or was, a day of a visit. */
const VISITED: readonly Application['status'][] = ['QUEUED', 'RESERVED', 'ALLOTTED', 'INSTALLED'];

/** The applicant's page: where it stands in plain words, and what can be done now. */
export async function applicationPage(
  path: string,
  session: string,
  data: FollowData,
  deeds: Deeds,
): Promise<Node[]> {
  const [application, words] = await Promise.all([
    call<Application>(path, { session }),
    call<ApplicationWords>(data.applicationWords),
  ]);
  // What can go wrong here is said by the page's own means.
  Object.assign(data.errors, words.errors, words.appointment.errors);
  Object.assign(data.sentences, words.sentences);
  const { status, stages, computers, installed } = application;
  const reason = application.refusedBecause && (words.reasons as Words)[application.refusedBecause];
  const visits = path.replace('/applications/', '/appointments/');
  const visit =
    VISITED.includes(status) && application.allotted > 0
      ? await call<Appointment>(visits, { session }).catch(() => undefined)
      : undefined;
  return [
    ...head(words.title, status, words.status, data, application.reference),
    element('p', 'follow-now', words.now[status]),
    ...(status === 'INELIGIBLE' && reason ? [element('p', '', fill(words.refused, { reason }))] : []),
    ...appealPart(application, words, data, deeds),
    ...(computers > 1 ? [element('p', 'follow-items', fill(words.count, { n: computers, installed }))] : []),
    ...(visit ? appointmentPart(visit, { path: visits, session, words: words.appointment, deeds }) : []),
    ...documentsPart({ application, path, session, data, words, deeds }),
    element('h2', '', data.show.progress),
    timeline(roadOf(WAYS.application, stages, status), words.stages, data, {}),
    ends(data, deeds, application.may.includes('withdraw') && words.withdraw),
  ];
}
