import { city } from 'ithope:city';
import type { VNode } from 'preact';
import { Icon } from '../../components/icon/icon.tsx';
import { away } from '../core/away.ts';
import { places } from '../core/places.ts';
import { go } from '../core/router.ts';
import { person, signOut } from '../core/session.ts';
import { districtName, type Language, language, nameOf, speak, t } from '../core/words.ts';

/** `구로구 · 자치구 담당`. */
export function roleText(): string {
  const { groups = [], district } = person.value ?? {};
  const names = groups.map((group) => nameOf('identity.groups', group));
  return [district && districtName(district), names.join(', ')].filter(Boolean).join(' · ');
}

/** The other language of the city, as a button that speaks it. */
export function LanguageButton(): VNode | null {
  const other: Language = language.value === 'ko' ? 'en' : 'ko';
  if (!city.languages.includes(other)) return null;
  return (
    <button type="button" class="top-button" lang={other} onClick={() => speak(other)}>
      <Icon name="globe" />
      {nameOf('staff.languages', other === 'ko' ? 'koItself' : 'enItself')}
    </button>
  );
}

/** Signs out, unless something done on the way is not sent yet: then the driver's page asks first. */
const leave = () => (away.unsent() > 0 ? go(`${places.driver}?leave`) : signOut());

/** Who is signed in, what they are here, the other language, signing out. */
export function PersonMenu(): VNode {
  return (
    <div class="person">
      <p class="person-who">
        <span class="person-name">{person.value?.name}</span>
        <span class="person-role">{roleText()}</span>
      </p>
      <LanguageButton />
      <button type="button" class="top-button" onClick={leave}>
        {t('staff.signOut')}
      </button>
    </div>
  );
}
