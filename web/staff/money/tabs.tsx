import type { VNode } from 'preact';
import type { RouteName } from '../contracts.ts';
import { places } from '../core/places.ts';
import { place } from '../core/router.ts';
import { may } from '../core/session.ts';
import { t } from '../core/words.ts';

/** The pages of money, in the order of the work; each is shown to those who may read it. */
const TABS = [
  { name: 'overview', href: places.money, route: 'readAccounts' },
  { name: 'entries', href: places.entries, route: 'listEntries' },
  { name: 'statements', href: places.statements, route: 'listStatements' },
  { name: 'gifts', href: places.gifts, route: 'listGifts' },
  { name: 'purposes', href: places.purposes, route: 'readPurposes' },
  { name: 'grants', href: places.grants, route: 'listGrants' },
  { name: 'runs', href: places.runs, route: 'listRuns' },
  { name: 'reconciliation', href: places.reconciliation, route: 'readReconciliation' },
  { name: 'transfers', href: places.transfers, route: 'listTransfers' },
  { name: 'reports', href: places.ledgerReports, route: 'listReports' },
] as const satisfies readonly { name: string; href: string; route: RouteName }[];

export function MoneyTabs(): VNode | null {
  const tabs = TABS.filter(({ route }) => may(route));
  // A district officer comes to one of them by a menu item of its own.
  if (tabs.length < 2) return null;
  return (
    <nav class="status-choice money-tabs" aria-label={t('money.tabs')}>
      <ul>
        {tabs.map(({ name, href }) => (
          <li>
            <a href={href} aria-current={place.value.path === href ? 'page' : undefined}>
              {t(`money.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
