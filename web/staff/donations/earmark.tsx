import type { VNode } from 'preact';
import { Notification } from '../../components/notification/notification.tsx';
import { dayOf, dayText } from '../core/time.ts';
import { categoryName, districtName, nameOf, t } from '../core/words.ts';
import { Card, Facts } from '../page/facts.tsx';
import { whoIs } from '../page/history.tsx';
import { earmarkRuleName } from './city-rules.ts';
import type { Donation } from './donation.tsx';

/** A wish as it is shown wherever the gift goes. */
export function WishFacts({ wish }: { wish: NonNullable<Donation['earmark']> }): VNode {
  return (
    <Facts
      rows={[
        wish.district !== undefined && [t('staff.earmark.district'), districtName(wish.district)],
        wish.group !== undefined && [t('staff.earmark.group'), categoryName(wish.group)],
        wish.use !== undefined && [t('staff.earmark.use'), wish.use],
        wish.recipient !== undefined && [t('staff.earmark.recipient'), wish.recipient],
      ]}
    />
  );
}

/** What the giver wishes, what the rules find in it with the source of each, and what was asked. */
export function EarmarkCard({ donation }: { donation: Donation }): VNode | null {
  const { earmark, findings, changeAsked } = donation;
  if (!earmark && !changeAsked && findings.length === 0) return null;
  const mustChange = findings.some(({ severity }) => severity === 'must-change');
  return (
    <Card id="earmark" title={t('staff.earmark.title')}>
      {earmark ? <WishFacts wish={earmark} /> : <p class="none">{t('staff.earmark.dropped')}</p>}
      {earmark && findings.length === 0 && <p class="note">{t('staff.earmark.lawful')}</p>}
      {findings.length > 0 && (
        <Notification
          tone={mustChange ? 'warning' : 'info'}
          title={t(mustChange ? 'staff.earmark.mustChange' : 'staff.earmark.look')}
        >
          <ul>
            {findings.map(({ rule, field, source }) => (
              <li>
                {earmarkRuleName(rule)} ({nameOf('staff.earmark', field)}) · <cite>{source}</cite>
              </li>
            ))}
          </ul>
        </Notification>
      )}
      {changeAsked && (
        <Facts
          rows={[
            [
              t('staff.earmark.asked'),
              `${dayText(dayOf(changeAsked.at))} · ${whoIs(changeAsked.by)}: ${changeAsked.reasons
                .map(earmarkRuleName)
                .join(', ')}`,
            ],
          ]}
        />
      )}
    </Card>
  );
}
