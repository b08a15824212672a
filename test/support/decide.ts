import { nextDay } from '../../functions/kernel/clock.ts';

type Answer = Record<string, unknown>;
/** How a test asks a running cloud as the office does; paths are those below `/api/staff/`. */
export interface Desk {
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, body: object) => Promise<Answer>;
}
interface Card {
  readonly code: string;
  readonly members: readonly { readonly id: string }[];
}
const CODE = 'ALLOTMENT_SUBCOMMITTEE';

/** A committee decides a plan in a running cloud; where nobody sits in it yet, one member does. @returns the meeting's id */
export async function decideInCommittee({ get, post }: Desk, plan: string, day: string): Promise<string> {
  const { committees } = (await get('committees')) as { committees?: readonly Card[] };
  const seated = committees?.find(({ code }) => code === CODE)?.members.map(({ id }) => id) ?? [];
  const term = { name: '나위원', from: day, until: nextDay(day, 300), interests: [] };
  const present = seated.length > 0 ? seated : [String((await post(`committees/${CODE}/members`, term)).id)];
  const when = { committee: CODE, day, time: '14:00', place: '회의실' };
  const id = String((await post('meetings', when)).id);
  await post(`meetings/${id}/items`, { kind: 'PLAN', plan });
  await post(`meetings/${id}/opening`, { present, presiding: present[0] });
  await post(`meetings/${id}/items/1/voting`, {});
  for (const member of present) await post(`meetings/${id}/items/1/votes`, { vote: 'FOR', member });
  const { decision } = await post(`meetings/${id}/items/1/decision`, { legalBasis: 'CHEST' });
  if (!decision) throw new Error(`no decision on ${plan}`);
  await post(`meetings/${id}/closing`, {});
  return id;
}
