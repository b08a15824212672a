import type { Office } from './office.ts';

/** Made-up people of the allotment subcommittee; three of them sign in (`demonstrationStaff` of the city pack). */
const MEMBERS = [
  { name: '윤위원', user: 'committee.yoon', chair: true },
  { name: '임나눔', user: 'committee.lim' },
  { name: '송복지', user: 'committee.song' },
  { name: '강디딤', user: undefined },
  { name: '노이음', user: undefined },
] as const;
const CODE = 'ALLOTMENT_SUBCOMMITTEE';

export type Seats = readonly { readonly id: string; readonly user: (typeof MEMBERS)[number]['user'] }[];

/** `2026-11-23` + 1 year − 1 day: well within a term. */
const yearFrom = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 364 * 86_400_000).toISOString().slice(0, 10);

/** Seats the subcommittee: those who sign in are known by the account that they read off their own page. */
export async function seatCommittee(office: Office, today: string): Promise<Seats> {
  const seats: { id: string; user: (typeof MEMBERS)[number]['user'] }[] = [];
  for (const { name, user, ...more } of MEMBERS) {
    const account = user && (await office.get<{ account: string }>(user, '/api/staff/committees')).account;
    const { id } = await office.post('chest.kim', `/api/staff/committees/${CODE}/members`, {
      ...{ name, from: today, until: yearFrom(today), interests: [], ...more },
      ...(account ? { account } : {}),
    });
    seats.push({ id, user });
  }
  return seats;
}

/** Calls a meeting with a plan on its agenda. @returns its id */
export async function callMeeting(office: Office, plan: string, day: string): Promise<string> {
  const when = { committee: CODE, day, time: '14:00', place: '사랑의열매 회관 6층 회의실' };
  const { id } = await office.post('chest.kim', '/api/staff/meetings', when);
  await office.post('chest.kim', `/api/staff/meetings/${id}/items`, { kind: 'PLAN', plan });
  return id;
}

/** A meeting that decides one plan: members vote on their own page, the secretary writes down who does not sign in. */
export async function decideInMeeting(
  office: Office,
  { plan, day, seats, publish }: { plan: string; day: string; seats: Seats; publish: boolean },
): Promise<void> {
  const id = await callMeeting(office, plan, day);
  const at = `/api/staff/meetings/${id}`;
  const present = seats.map((seat) => seat.id);
  await office.post('chest.kim', `${at}/opening`, { present, presiding: present[0] });
  await office.post('chest.kim', `${at}/items/1/voting`, {});
  for (const [i, seat] of seats.entries()) {
    const vote = i === seats.length - 1 ? 'ABSTAIN' : 'FOR';
    if (seat.user) await office.post(seat.user, `${at}/items/1/votes`, { vote });
    else await office.post('chest.kim', `${at}/items/1/votes`, { vote, member: seat.id });
  }
  const { decision } = await office.post<{ decision: string }>('chest.kim', `${at}/items/1/decision`, {
    legalBasis: 'CHEST',
  });
  await office.post('chest.kim', `${at}/closing`, {});
  const [year = '', , n = ''] = decision.split('-');
  if (publish)
    await office.post('chest.kim', `/api/staff/decisions/${CODE}/${year}/${Number(n)}/publication`, {});
}
