import { city } from 'ithope:city';
import { useSignal } from '@preact/signals';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { BrandMark } from '../../components/brand/brand.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { places } from '../core/places.ts';
import { go, place } from '../core/router.ts';
import { may } from '../core/session.ts';
import { inWords, t } from '../core/words.ts';
import { openScanner } from '../workshop/scanner.ts';
import { navItems } from './nav.ts';
import { PersonMenu } from './person-menu.tsx';

/** Header, navigation and the page. On a phone the navigation opens below the header. */
export function Shell({ children }: { children: ComponentChildren }): VNode {
  const open = useSignal(false);
  const main = useRef<HTMLElement>(null);
  const { path } = place.value;
  useEffect(listenToScanner, []);
  useLayoutEffect(() => {
    open.value = false;
    scrollTo(0, 0);
    main.current?.querySelector('h1')?.focus({ preventScroll: true });
  }, [path, open]);
  return (
    <>
      <a class="skip no-print" href="#main">
        {t('staff.skip')}
      </a>
      <header class="top no-print">
        <button
          type="button"
          class="menu-button"
          aria-expanded={open.value}
          aria-controls="nav"
          onClick={() => {
            open.value = !open.value;
          }}
        >
          <span class="menu-lines" aria-hidden="true" />
          {t('staff.nav.menu')}
        </button>
        <a class="top-brand" href={places.today}>
          <BrandMark />
          <span class="top-name">{inWords(city.programme)}</span>
          <span class="top-app">{t('staff.title')}</span>
        </a>
        <PersonMenu />
      </header>
      <div class="frame">
        <nav
          id="nav"
          class={`side no-print${open.value ? ' side-open' : ''}`}
          aria-label={t('staff.nav.label')}
        >
          <ul>
            {navItems().map(({ href, text, icon }) => (
              <li>
                <a href={href} aria-current={isHere(href, path) ? 'page' : undefined}>
                  <Icon name={icon} />
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <main id="main" class="page" ref={main} tabIndex={-1}>
          {children}
        </main>
      </div>
    </>
  );
}

/** A label scanned anywhere leads to its device, unless the person is typing or in the middle of something. */
function listenToScanner(): () => void {
  const scanner = openScanner();
  const listen = (event: KeyboardEvent) => {
    const busy = event.target instanceof Element && event.target.closest('input, select, textarea, dialog');
    const found = busy ? undefined : scanner(event.code, event.timeStamp);
    if (!found || !may('findDevice')) return;
    event.preventDefault();
    go(places.asset(found));
  };
  addEventListener('keydown', listen);
  return () => removeEventListener('keydown', listen);
}

const isHere = (href: string, path: string): boolean =>
  href === places.today ? path === places.today : path.startsWith(href);
