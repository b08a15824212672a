import type { VNode } from 'preact';
import { Icon } from '../icon/icon.tsx';
import { telephone } from '../site-header/site-header.tsx';

export interface FooterProps {
  programme: string;
  owner: string;
  address: string;
  phone: { number: string; invitation: string; hours: string };
  email: string;
  /** A picture that stands on the footer's edge; decoration. */
  art?: { src: string; width: number; height: number };
  nav: { label: string; items: ReadonlyArray<{ href: string; text: string; strong?: boolean }> };
}

export function SiteFooter({ programme, owner, address, phone, email, nav, art }: FooterProps): VNode {
  return (
    <footer class="site-footer">
      {art && <img class="site-footer-art" {...art} alt="" loading="lazy" />}
      <div class="site-width">
        <div class="site-footer-phone">
          <Icon name="phone" />
          <p>
            {phone.invitation} <a href={telephone(phone.number)}>{phone.number}</a>
            <span>{phone.hours}</span>
          </p>
        </div>
        <nav aria-label={nav.label}>
          <ul>
            {nav.items.map((item) => (
              <li>
                <a href={item.href}>{item.strong ? <strong>{item.text}</strong> : item.text}</a>
              </li>
            ))}
          </ul>
        </nav>
        <address>
          <strong>{programme}</strong>
          <span>{owner}</span>
          <span>{address}</span>
          <a href={`mailto:${email}`}>{email}</a>
        </address>
      </div>
    </footer>
  );
}
