import type { VNode } from 'preact';
import type { PageContext } from './context.ts';

/** Pages that share one subset of the fonts: those who open one page of a family often open the next. */
export type Family = 'home' | 'give' | 'apply' | 'follow' | 'appointment' | 'gift' | 'money' | 'reading';

/** Scripts by name: `islands/<name>.ts`. */
export const ISLANDS = [
  'home',
  'apply',
  'form',
  'give',
  'apply-form',
  'follow',
  'amend',
  'partners',
  'ledger',
  'follow-gift',
  'follow-application',
  'appointment',
  'points',
  'points-account',
  'sign-in',
  'paper',
  'decisions',
] as const;
export type Island = (typeof ISLANDS)[number];

/** Style sheets that few pages need, by name: `sheets/<name>.css`. */
export const SHEETS = ['paper', 'apply', 'decisions'] as const;

export interface Page {
  /** From the root of a language: `/give/`; `/404.html` for what is not there. */
  readonly path: string;
  readonly family: Family;
  readonly island?: Island;
  readonly sheet?: (typeof SHEETS)[number];
  title(context: PageContext): string;
  description(context: PageContext): string;
  /** Pages above this one, for the breadcrumbs, without the home page. */
  readonly above?: readonly Page[];
  body(context: PageContext): VNode;
}
