import type { VNode } from 'preact';
import { categoryName, nameOf, t } from '../core/words.ts';
import { Card, Facts } from '../page/facts.tsx';
import type { Application } from './application.tsx';
import { documentName } from './document-names.ts';

/** What the applicant asks for, in their words. */
export function Asked({ application }: { application: Application }): VNode {
  const { kind, organisation, category, computers, allotted, installed, needs, purpose, reason } =
    application;
  const { peopleReached, householdSize, lookUp, documentsWanted, refusedBecause } = application;
  const wishes = (['screenReader', 'largeScreen', 'internet'] as const).filter((need) => needs[need]);
  return (
    <Card id="asked" title={t('staff.applications.asked')}>
      <Facts
        rows={[
          [
            t('staff.col.applicant'),
            [nameOf('staff.applications.kinds', kind), organisation].filter(Boolean).join(' · '),
          ],
          [t('staff.col.category'), categoryName(category)],
          [
            t('staff.applications.computers'),
            t('staff.applications.counts', { computers, allotted, installed }),
          ],
          [t('staff.applications.wants'), nameOf('staff.items', needs.kind)],
          wishes.length > 0 && [
            t('staff.applications.needs'),
            wishes.map((need) => t(`staff.applications.need.${need}`)).join(', '),
          ],
          purpose !== undefined && [t('staff.applications.purpose'), purpose],
          peopleReached !== undefined && [
            t('staff.applications.peopleReached'),
            t('staff.applications.people', { count: peopleReached }),
          ],
          householdSize !== undefined && [
            t('staff.applications.householdSize'),
            t('staff.applications.people', { count: householdSize }),
          ],
          reason !== undefined && [t('staff.applications.reason'), reason],
          kind === 'household' && [
            t('staff.applications.lookUp'),
            t(lookUp ? 'staff.applications.lookUpYes' : 'staff.applications.lookUpNo'),
          ],
          documentsWanted && [
            t('staff.applications.documentsWanted'),
            documentsWanted.map(documentName).join(', '),
          ],
          refusedBecause !== undefined && [
            t('staff.applications.refusedBecause'),
            nameOf('staff.applications.refusals', refusedBecause),
          ],
        ]}
      />
    </Card>
  );
}
