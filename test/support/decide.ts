import { nextDay } from '../../functions/kernel/clock.ts';

type Post = (path: string, body?: object) => Promise<Record<string, unknown>>;
const CODE = 'ALLOTMENT_SUBCOMMITTEE';

/** A committee of one decides a plan in a running cloud, through the office's own routes. @returns the meeting's id */
export async function decideInCommittee(post: Post, plan: string, day: string): Promise<string> {
  const term = { from: day, until: nextDay(day, 300), interests: [] };
  const member = (await post(`committees/${CODE}/members`, { name: '나위원', ...term })).id;
  const when = { committee: CODE, day, time: '14:00', place: '회의실' };
  const id = String((await post('meetings', when)).id);
  await post(`meetings/${id}/items`, { kind: 'PLAN', plan });
  await post(`meetings/${id}/opening`, { present: [member], presiding: member });
  await post(`meetings/${id}/items/1/voting`, {});
  await post(`meetings/${id}/items/1/votes`, { vote: 'FOR', member });
  await post(`meetings/${id}/items/1/decision`, { legalBasis: 'CHEST' });
  await post(`meetings/${id}/closing`, {});
  return id;
}
