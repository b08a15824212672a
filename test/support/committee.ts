import { expect } from 'vitest';
import { committeesContract } from '../../functions/committees/contract.ts';
import { committeesHandlers } from '../../functions/committees/http.ts';
import { localDate, nextDay } from '../../functions/kernel/clock.ts';
import type { Dependencies } from '../../functions/kernel/dependencies.ts';
import { serve } from '../../functions/kernel/serve.ts';
import { call, type MovableClock, staffActor } from '../../functions/kernel/testing.ts';
import { memoryObjects } from './objects.ts';

const secretary = staffActor('chest', undefined, 'chest-kim');
const CODE = 'ALLOTMENT_SUBCOMMITTEE';
/** More than one half of them must be there; all of them are. */
const MEMBERS = 4;

interface Card {
  readonly code: string;
  readonly members: readonly { readonly id: string; readonly from: string }[];
}

/** A committee that decides what a test needs decided: each plan at a meeting of its own, all members of one mind. */
export function openCommittee(deps: Dependencies & { readonly clock: MovableClock }) {
  const objects = memoryObjects('committee');
  const both = { uploads: () => objects, documents: () => objects };
  const api = serve(committeesContract, 'staff', () => committeesHandlers({ ...deps, ...both }));
  async function post(path: string, params: Record<string, string>, body: object) {
    deps.clock.pass({ seconds: 1 });
    const key = deps.ids.ulid();
    const answer = await call(api, `POST /api/staff/${path}`, { params, body, key, staff: secretary });
    expect([path, answer.status < 300, answer.body.code]).toEqual([path, true, undefined]);
    return answer.body;
  }
  const today = () => localDate(deps.clock.now(), deps.city.timeZone);

  /** Who is in office today; empty seats are filled first. */
  async function seated(): Promise<string[]> {
    const { body } = await call(api, 'GET /api/staff/committees', { staff: secretary });
    const day = today();
    const card = (body.committees as Card[]).find(({ code }) => code === CODE);
    const ids = (card?.members ?? []).filter(({ from }) => from <= day).map(({ id }) => id);
    for (let n = ids.length; n < MEMBERS; n++) {
      const member = {
        name: `위원${n + 1}`,
        chair: n === 0,
        from: day,
        until: nextDay(day, 400),
        interests: [],
      };
      ids.push(String((await post('committees/{code}/members', { code: CODE }, member)).id));
    }
    return ids;
  }

  /** Called, opened, and the plan put to the vote. @returns meeting and members */
  async function convene(plan: string) {
    const members = await seated();
    const when = { committee: CODE, day: today(), time: '14:00', place: '회의실' };
    const id = String((await post('meetings', {}, when)).id);
    await post('meetings/{id}/items', { id }, { kind: 'PLAN', plan });
    await post('meetings/{id}/opening', { id }, { present: members, presiding: members[0] });
    await post('meetings/{id}/items/{n}/voting', { id, n: '1' }, {});
    return { id, members };
  }

  /** The whole way to a decision. @returns its number */
  async function decide(plan: string, outcome: 'APPROVED' | 'REJECTED' = 'APPROVED'): Promise<string> {
    const { id, members } = await convene(plan);
    const at = { id, n: '1' };
    const vote = outcome === 'APPROVED' ? 'FOR' : 'AGAINST';
    for (const member of members) await post('meetings/{id}/items/{n}/votes', at, { vote, member });
    const { decision } = await post('meetings/{id}/items/{n}/decision', at, { legalBasis: 'CHEST' });
    await post('meetings/{id}/closing', { id }, {});
    return String(decision);
  }
  return { decide, convene, post, uploads: objects };
}
