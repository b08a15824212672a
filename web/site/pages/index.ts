import type { Page } from '../page.ts';
import { about } from './about.tsx';
import { accessibility } from './accessibility.tsx';
import { apply } from './apply.tsx';
import { follow } from './follow.tsx';
import { give } from './give.tsx';
import { help } from './help.tsx';
import { home } from './home/home.tsx';
import { household } from './household.tsx';
import { notFound } from './not-found.tsx';
import { organisation } from './organisation.tsx';
import { partners } from './partners.tsx';
import { privacy } from './privacy.tsx';

/** The public site, page by page. */
export const pages: readonly Page[] = [
  home,
  give,
  apply,
  organisation,
  household,
  follow,
  help,
  about,
  partners,
  privacy,
  accessibility,
  notFound,
];
