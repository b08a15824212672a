import type { ButtonHTMLAttributes, ComponentChildren, PartialAnchorHTMLAttributes, VNode } from 'preact';
import { Icon, type IconName } from '../icon/icon.tsx';

interface Look {
  /** One `primary` a page; `quiet` is a button that looks like a link; `danger` takes something away. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  icon?: IconName;
  /** `large` for the first action of a page. */
  size?: 'large' | 'small';
  children: ComponentChildren;
}

const classOf = ({ variant = 'primary', size }: Look, more: unknown): string =>
  ['button', `button-${variant}`, size && `button-${size}`, typeof more === 'string' && more]
    .filter(Boolean)
    .join(' ');

type ButtonProps = Look & Omit<ButtonHTMLAttributes<HTMLButtonElement>, keyof Look>;

/** Does something on this page. Without `type` it does not send a form. */
export function Button({ variant, icon, size, children, class: more, ...rest }: ButtonProps): VNode {
  const look = { ...(variant && { variant }), ...(size && { size }), children };
  return (
    <button type="button" {...rest} class={classOf(look, more)}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

type LinkProps = Look & { href: string } & Omit<
    PartialAnchorHTMLAttributes<HTMLAnchorElement>,
    keyof Look | 'href' | 'role'
  >;

/** Goes to another page. */
export function ButtonLink({ variant, icon, size, children, class: more, href, ...rest }: LinkProps): VNode {
  const look = { ...(variant && { variant }), ...(size && { size }), children };
  return (
    <a {...rest} href={href} class={classOf(look, more)}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}
