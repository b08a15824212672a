import type { VNode } from 'preact';
import { places } from '../core/places.ts';
import { may } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';

const TABS = [
  { name: 'list', href: places.deliveries },
  { name: 'days', href: places.deliveryDays },
  { name: 'routes', href: places.routes },
] as const;
type Tab = (typeof TABS)[number]['name'] | 'calls';

/** The deliveries' four pages: all of them, by day, by route, and whom to call. */
export function Tabs({ here }: { here: Tab }): VNode {
  const shown = [
    ...TABS,
    ...(may('listCalls') ? [{ name: 'calls', href: places.deliveryCalls } as const] : []),
  ];
  return (
    <nav class="status-choice" aria-label={t('routes.tabs.label')}>
      <ul>
        {shown.map(({ name, href }) => (
          <li>
            <a href={href} aria-current={name === here ? 'page' : undefined}>
              {nameOf('routes.tabs', name)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
