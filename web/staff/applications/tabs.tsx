import type { VNode } from 'preact';
import type { RouteName } from '../contracts.ts';
import { places } from '../core/places.ts';
import { place } from '../core/router.ts';
import { may } from '../core/session.ts';
import { t } from '../core/words.ts';

const TABS = [
  { name: 'applications', href: places.applications, route: 'listApplications' },
  { name: 'organisations', href: places.organisations, route: 'listOrganisations' },
] as const satisfies readonly { name: string; href: string; route: RouteName }[];

/** Applications and the organisations behind some of them, one beside the other. */
export function ApplicationTabs(): VNode {
  return (
    <nav class="status-choice money-tabs" aria-label={t('eligibility.tabs')}>
      <ul>
        {TABS.filter(({ route }) => may(route)).map(({ name, href }) => (
          <li>
            <a href={href} aria-current={place.value.path === href ? 'page' : undefined}>
              {t(`eligibility.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
