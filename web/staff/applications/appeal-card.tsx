import type { VNode } from 'preact';
import { dayText, instantText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { Card, Facts } from '../page/facts.tsx';
import type { Eligibility } from './application.tsx';

/** What the applicant says against a refusal and what came of it; before that, until when it can be said. */
export function AppealCard({
  eligibility: { appeal, appealUntil },
}: {
  eligibility: Eligibility;
}): VNode | null {
  if (!appeal && !appealUntil) return null;
  return (
    <Card id="appeal" title={t('eligibility.appeal.title')}>
      <Facts
        rows={[
          appealUntil !== undefined && [t('eligibility.appeal.until'), dayText(appealUntil)],
          appeal && [t('eligibility.appeal.at'), instantText(appeal.at)],
          appeal && [t('eligibility.appeal.words'), appeal.words],
          appeal?.outcome && [
            t('eligibility.appeal.result'),
            nameOf('eligibility.appeal.outcome', appeal.outcome),
          ],
        ]}
      />
    </Card>
  );
}
