import type { VNode } from 'preact';
import type { RouteName } from '../contracts.ts';
import { places } from '../core/places.ts';
import { go, place, query, withQuery } from '../core/router.ts';
import { may } from '../core/session.ts';
import { t } from '../core/words.ts';
import { type Code, committeeName } from './names.ts';

const TABS = [
  { name: 'meetings', href: places.committees, route: 'listMeetings' },
  { name: 'members', href: places.members, route: 'appointMember' },
  { name: 'decisions', href: places.decisions, route: 'listDecisions' },
] as const satisfies readonly { name: string; href: string; route: RouteName }[];

/** A member has meetings alone, and no choice of pages. */
export function CommitteeTabs(): VNode | null {
  const tabs = TABS.filter(({ route }) => may(route));
  if (tabs.length < 2) return null;
  return (
    <nav class="status-choice money-tabs" aria-label={t('committees.tabs.label')}>
      <ul>
        {tabs.map(({ name, href }) => (
          <li>
            <a href={href} aria-current={place.value.path === href ? 'page' : undefined}>
              {t(`committees.tabs.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Which committee; where there is one alone, its name. */
export function CommitteeChoice({ codes, chosen }: { codes: readonly Code[]; chosen: Code }): VNode {
  if (codes.length === 1) return <p class="page-lead">{committeeName(chosen)}</p>;
  return (
    <label class="inline-choice">
      <span>{t('committees.committee')}</span>
      <select
        class="input select"
        onChange={(event) => go(withQuery({ committee: event.currentTarget.value, do: undefined }))}
      >
        {codes.map((code) => (
          <option value={code} selected={code === chosen}>
            {committeeName(code)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The committee in the address, for links that lead on. */
export const committeeInAddress = (): string => query.value.get('committee') ?? '';
