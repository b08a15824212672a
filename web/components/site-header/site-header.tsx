import type { VNode } from 'preact';
import { BrandMark } from '../brand/brand.tsx';
import { Icon } from '../icon/icon.tsx';

export interface HeaderProps {
  brand: string;
  home: string;
  /** The number that helps those who cannot or do not want to use the web; at this place on every page. */
  phone: { number: string; invitation: string; hours: string };
  /** This page in the other language. */
  language: { href: string; code: string; name: string };
  nav: { label: string; items: ReadonlyArray<{ href: string; text: string; current?: boolean }> };
}

export function SiteHeader({ brand, home, phone, language, nav }: HeaderProps): VNode {
  return (
    <header class="site-header">
      <div class="site-utility">
        <div class="site-width">
          <p class="site-phone">
            <Icon name="phone" />
            <span class="site-phone-words">{phone.invitation}</span>
            <a href={telephone(phone.number)}>{phone.number}</a>
            <span class="site-phone-hours">{phone.hours}</span>
          </p>
          <a class="site-language" href={language.href} hreflang={language.code} lang={language.code}>
            <Icon name="globe" />
            {language.name}
          </a>
        </div>
      </div>
      <div class="site-width site-masthead">
        <a class="site-brand" href={home}>
          <BrandMark />
          {brand}
        </a>
        <nav aria-label={nav.label}>
          <ul class="site-nav">
            {nav.items.map((item) => (
              <li>
                <a href={item.href} {...(item.current && { 'aria-current': 'page' })}>
                  {item.text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
  );
}

/** `02-120` → `tel:02120`. */
export const telephone = (number: string): string => `tel:${number.replace(/[^\d+]/g, '')}`;
