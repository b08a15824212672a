import type { VNode } from 'preact';
import { Button, ButtonLink } from '../../components/button/button.tsx';
import { places } from '../core/places.ts';
import { withQuery } from '../core/router.ts';
import { may, person } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { districtName, nameOf, t } from '../core/words.ts';
import { Card, Facts } from '../page/facts.tsx';
import { whoIs } from '../page/history.tsx';
import { printReference } from '../page/items.ts';
import type { Application, Eligibility } from './application.tsx';
import { useAssign } from './hands.tsx';

const IN_HAND = ['SUBMITTED', 'DOCUMENTS_NEEDED', 'SECOND_CHECK', 'APPEALED'];

/** What only those see who decide: who has it, what may be the same household, the organisation's certificate. */
export function Decision({
  application: { id, status },
  eligibility,
}: {
  application: Application;
  eligibility: Eligibility;
}): VNode {
  const { officer, doubts, evidence, organisation, decidedBefore } = eligibility;
  const assign = useAssign(id);
  const own = officer !== undefined && officer === person.value?.id;
  const open = IN_HAND.includes(status) && may('assignApplication');
  return (
    <Card id="decision" title={t('eligibility.decision')}>
      <Facts
        rows={[
          [t('eligibility.has'), officer ? whoIs(officer) : t('eligibility.nobody')],
          evidence !== undefined && [t('eligibility.firstSaw'), nameOf('eligibility.evidence', evidence)],
          organisation && [
            t('eligibility.organisation.title'),
            <>
              {organisation.certified
                ? t('eligibility.organisation.yes', { day: dayText(organisation.certifiedUntil ?? '') })
                : t('eligibility.organisation.no')}{' '}
              <a href={places.organisation(organisation.id)}>{t('eligibility.organisation.to')}</a>
            </>,
          ],
        ]}
      />
      {doubts.length > 0 && (
        <section class="doubts" aria-labelledby="doubts">
          <h3 id="doubts">{t('eligibility.doubts')}</h3>
          <p class="note">{t('eligibility.doubtsLead')}</p>
          <ul>
            {doubts.map(({ by, reference, district }) => (
              <li>
                {t('eligibility.doubtLine', {
                  why: nameOf('eligibility.doubt', by),
                  district: districtName(district),
                  reference: printReference(reference),
                })}
              </li>
            ))}
          </ul>
        </section>
      )}
      {open && !decidedBefore && (
        <div class="button-row">
          {!own && (
            <Button variant="secondary" size="small" onClick={() => assign.take()}>
              {t('eligibility.take')}
            </Button>
          )}
          <ButtonLink
            href={withQuery({ do: 'handOver' })}
            variant="secondary"
            size="small"
            data-deed="handOver"
          >
            {t('eligibility.handOver')}
          </ButtonLink>
          {own && (
            <Button variant="quiet" size="small" onClick={() => assign.putBack()}>
              {t('eligibility.putBack')}
            </Button>
          )}
        </div>
      )}
      <div aria-live="polite">{assign.trouble.value && <p class="wrong">{assign.trouble.value}</p>}</div>
    </Card>
  );
}
