import { instant } from '../kernel/clock.ts';
import { contend, Taken } from '../kernel/contend.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { type Key, keys, type QueuePlace, queue } from '../kernel/keys.ts';
import { LOG, logFailure } from '../kernel/log.ts';
import { fallDue } from './expire.ts';
import { fail, type Member, type Moment, today } from './member.ts';

type Deps = Pick<Dependencies, 'table' | 'city' | 'clock' | 'ids'>;

export interface WorkedOff {
  /** Members whose points ended, who were told that some will, and whose turn failed. */
  readonly expired: number;
  readonly nudged: number;
  readonly failed: number;
  /** 1 = the time was over before everybody had their turn; the next night goes on. */
  readonly unfinished: 0 | 1;
}

/** Members looked at in one query, and how many have their turn at once. */
const PAGE = 100;
const AT_ONCE = 8;

/** Does the next thing that is due of a member. @returns what it was, undefined = nothing is due */
async function settleOnce(deps: Deps, account: string): Promise<'expire' | 'nudge' | undefined> {
  const { table, city, clock, ids } = deps;
  const member = await table.get<Member>(keys.member(account));
  const moment: Moment = { at: instant(clock), by: { kind: 'system' }, city, ids };
  const due = member && fallDue(member, moment);
  if (!due) return undefined;
  const { key, event, writes, memberWrite } = due;
  await table.commit({
    intent: { key, digest: key },
    pk: keys.member(account).pk,
    event,
    writes,
    answer: {},
    // The member gives or earns at this very moment: look again.
    refused: (write) => (write === memberWrite ? new Taken() : undefined),
  });
  return event.type === 'points.expire' ? 'expire' : 'nudge';
}

async function settle(deps: Deps, account: string): Promise<ReadonlySet<string>> {
  const done = new Set<string>();
  for (;;) {
    const what = await contend(
      () => settleOnce(deps, account),
      () => fail('BUSY'),
    );
    if (!what) return done;
    done.add(what);
  }
}

const accountIn = ({ pk }: Key): string => pk.slice(keys.member('').pk.length);

/**
 * Books out what ended and has those told whose points will end. Each member is a transaction of their own: it can be
 * stopped anywhere, started again and run twice at once; whoever is done is not due any more. Nobody waits for it: what
 * ended cannot be given from midnight on.
 * @param until epoch ms after which no further page is begun
 * @param page members looked at in one query
 */
export async function workOff(deps: Deps, until: number, page = PAGE): Promise<WorkedOff> {
  const day = today({ at: instant(deps.clock), city: deps.city });
  const counts = { expired: 0, nudged: 0, failed: 0 };
  const turn = async (place: Key & QueuePlace) => {
    try {
      const done = await settle(deps, accountIn(place));
      if (done.has('expire')) counts.expired++;
      if (done.has('nudge')) counts.nudged++;
    } catch (error) {
      // One member's fault is not the others': they have their turn, then it is told.
      counts.failed++;
      logFailure(LOG.JOB_FAILED, error, { member: accountIn(place) });
    }
  };
  for (let after: string | undefined; ; ) {
    const places = await deps.table.queueAfter(queue('PTS', 'DUE'), page, after);
    const due = places.filter(({ qs }) => qs.slice(0, day.length) <= day);
    for (let i = 0; i < due.length; i += AT_ONCE) await Promise.all(due.slice(i, i + AT_ONCE).map(turn));
    if (due.length < page) return { ...counts, unfinished: 0 };
    if (Date.now() >= until) return { ...counts, unfinished: 1 };
    after = due.at(-1)?.qs;
  }
}
