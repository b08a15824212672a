import type { Page } from '../page.ts';
import { about } from './about.tsx';
import { accessibility } from './accessibility.tsx';
import { apply } from './apply.tsx';
import { appointment } from './appointment.tsx';
import { decisions } from './decisions.tsx';
import { follow } from './follow.tsx';
import { give } from './give.tsx';
import { giveMoney } from './give-money.tsx';
import { help } from './help.tsx';
import { home } from './home/home.tsx';
import { household } from './household.tsx';
import { ledger } from './ledger/ledger.tsx';
import { notFound } from './not-found.tsx';
import { organisation } from './organisation.tsx';
import { householdPaper, organisationPaper } from './paper.tsx';
import { partners } from './partners.tsx';
import { points } from './points.tsx';
import { privacy } from './privacy.tsx';
import { signIn } from './sign-in.tsx';

/** The public site, page by page. */
export const pages: readonly Page[] = [
  home,
  give,
  giveMoney,
  apply,
  organisation,
  household,
  householdPaper,
  organisationPaper,
  follow,
  appointment,
  help,
  about,
  points,
  ledger,
  decisions,
  partners,
  privacy,
  accessibility,
  signIn,
  notFound,
];
