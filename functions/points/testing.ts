import { type Key, keys } from '../kernel/keys.ts';
import { serve } from '../kernel/serve.ts';
import { type Call, call, type fakeDependencies, staffActor } from '../kernel/testing.ts';
import type { Transfer } from '../ledger/domain.ts';
import { pointsContract } from './contract.ts';
import { pointsHandlers } from './http.ts';
import type { Line, Member } from './member.ts';

type Deps = ReturnType<typeof fakeDependencies>;
/** A portal whose requests are signed: how is the kernel's own affair. */
const signed = () => undefined;

/** Words that must be found nowhere but inside seals. */
export const CANARY = { name: '회원뷁카나리', email: 'member-canary@ithope.example' } as const;
export const joining = { contact: { ...CANARY, language: 'ko' }, consents: { privacy: true, news: false } };
/** One answer to each question of Seoul's survey. */
export const ANSWERS = { HEARD: 'SUBWAY', MATTERS: 'PCS', AGAIN: 'YES' } as const;

/** Points driven as their callers do, through the contract. */
export function pointsOn(deps: Deps) {
  const documents = {
    readLink: async (key: string, seconds: number) => `https://documents.example/${key}?ends=${seconds}`,
  };
  const handlers = () => pointsHandlers({ ...deps, documents: () => documents });
  const citizenApi = serve(pointsContract, 'citizen', handlers);
  const staffApi = serve(pointsContract, 'staff', handlers);
  const portalApi = serve(pointsContract, 'portal', handlers, signed);
  const centre = staffActor('volunteer-centre', undefined, 'centre-1');
  const write = (route: string, body: unknown, more: Call) =>
    call(citizenApi, `POST /api/citizen/points/${route}`, { body, key: deps.ids.ulid(), ...more });
  return {
    citizenApi,
    staffApi,
    portalApi,
    join: (citizen: string, more: Call = {}) => write('membership', joining, { citizen, ...more }),
    leave: (citizen: string, more: Call = {}) => write('membership/end', {}, { citizen, ...more }),
    answer: (citizen: string, answers: object = ANSWERS, more: Call = {}) =>
      write('survey', { answers }, { citizen, ...more }),
    give: (citizen: string, points: number, purpose = 'internet', more: Call = {}) =>
      write('gifts', { points, purpose }, { citizen, ...more }),
    request: (citizen: string, body: object, more: Call = {}) =>
      write('receipts', body, { citizen, ...more }),
    link: (citizen: string, id: string) =>
      call(citizenApi, 'GET /api/citizen/points/receipts/{id}', { citizen, params: { id } }),
    read: (citizen: string) => call(citizenApi, 'GET /api/citizen/points/membership', { citizen }),
    lines: (citizen: string, query: Record<string, string> = {}) =>
      call(citizenApi, 'GET /api/citizen/points/lines', { citizen, query }),
    credit: (member: string, changes: object = {}, more: Call = {}) =>
      call(staffApi, 'POST /api/staff/points/activities', {
        body: { member, activity: 'LECTURE', day: '2026-11-23', count: 1, evidence: 'L-17', ...changes },
        key: deps.ids.ulid(),
        staff: centre,
        ...more,
      }),
    report(member: string, changes: { id?: string } & Record<string, unknown> = {}, more: Call = {}) {
      const id = changes.id ?? deps.ids.ulid();
      const body = { id, member, activity: 'PORTAL_VISIT', day: '2026-11-23', count: 1, ...changes };
      return call(portalApi, 'POST /api/portal/points/activities', {
        body,
        key: id,
        portal: 'seoul-portal',
        ...more,
      });
    },
    find: (reference: string, staff = centre) =>
      call(staffApi, 'GET /api/staff/points/members/{reference}', { params: { reference }, staff }),
    survey: (staff = staffActor('programme', undefined, 'office')) =>
      call(staffApi, 'GET /api/staff/points/survey', { staff }),
    /** A new member's number. */
    async member(citizen: string): Promise<string> {
      return String((await write('membership', joining, { citizen })).body.number);
    },
    /** The item as it stands. */
    item: (citizen: string) => deps.table.get<Member & Key>(keys.member(citizen)),
  };
}
export type PointsOffice = ReturnType<typeof pointsOn>;

/** What the ledger has on a member, from every transfer there is. */
export const ledgerOf = (items: readonly Record<string, unknown>[], citizen: string): number =>
  (items as unknown as Transfer[])
    .filter(({ kind, currency }) => kind === 'transfer' && currency === 'POINT')
    .reduce((sum, { debit, credit, amount }) => {
      const account = `member:${citizen}`;
      return sum + (credit === account ? amount : 0) - (debit === account ? amount : 0);
    }, 0);

export const linesOf = (items: readonly Record<string, unknown>[], citizen: string): Line[] =>
  (items as unknown as (Line & Key)[]).filter(
    ({ kind, pk }) => kind === 'line' && pk === keys.member(citizen).pk,
  );
