/**
 * Points: what other domains may ask for. A lecture or an hour of volunteering that another domain has confirmed earns
 * its points in that domain's own transaction: read `earningKeys` consistently, `earn(earningFrom(…), …)`, commit its
 * writes with yours, and decide anew when `memberWrite` was refused.
 */
export { type Earning, earn, earningFrom, earningKeys } from './earn.ts';
export type { Decided, Member, Moment } from './member.ts';
