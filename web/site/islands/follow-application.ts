import type * as z from 'zod';
import type { applicationsContract } from '../../../functions/applications/contract.ts';
import type { FollowData } from '../follow/data.ts';
import { element } from './element.ts';
import { type Deeds, ends, head, timeline, visit, type Words } from './follow-parts.ts';
import { roadOf, WAYS } from './follow-way.ts';
import { fill } from './page-data.ts';

export type Application = z.output<(typeof applicationsContract)['routes']['followApplication']['answer']>;

/** The applicant's page. */
export function applicationPage(application: Application, data: FollowData, deeds: Deeds): Node[] {
  const { show } = data;
  const { status, stages } = application;
  const words = data.application;
  const reason = application.refusedBecause && (words.reasons as Words)[application.refusedBecause];
  const papers = (status === 'DOCUMENTS_NEEDED' && application.documentsWanted) || [];
  const open = ['SUBMITTED', 'DOCUMENTS_NEEDED', 'QUEUED'].includes(status);
  return [
    ...head(show.application, status, words.status, data, application.reference),
    ...(application.computers > 1
      ? [
          element(
            'p',
            'follow-items',
            fill(show.count, { n: application.computers, installed: application.installed }),
          ),
        ]
      : []),
    element('h2', '', show.progress),
    timeline(roadOf(WAYS.application, stages, status), words.stages, data, {
      INELIGIBLE: Boolean(reason) && fill(show.refused, { reason: reason ?? '' }),
      ALLOTTED: status === 'ALLOTTED' && visit(show.delivery, application.delivery, data),
    }),
    ...(papers.length > 0
      ? [
          element('h2', '', show.documents),
          element(
            'ul',
            'prose-list',
            ...papers.map((paper) => element('li', '', (words.documents as Words)[paper] ?? paper)),
          ),
          element('p', '', show.documentsHow),
        ]
      : []),
    ends(data, deeds, open && show.withdrawApplication),
  ];
}
