import type { Allotment, PlanLine } from '../allotments/domain.ts';
import type { StaffActor } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import { keys, queue } from '../kernel/keys.ts';
import type { Objects } from '../kernel/objects.ts';
import { serve } from '../kernel/serve.ts';
import type { Table } from '../kernel/table.ts';
import { call, fakeDependencies, movableClock, seededIds, staffActor } from '../kernel/testing.ts';
import { type CommitteeCode, committeesContract } from './contract.ts';
import { committeesHandlers } from './http.ts';
import { makeMinutes } from './make-minutes.ts';

/** Monday 2026-11-23, 10:00 in Seoul. */
export const TODAY = '2026-11-23';
export const SUB = 'ALLOTMENT_SUBCOMMITTEE';
export const secretary: StaffActor = staffActor('chest', undefined, 'chest-kim');
export const auditor: StaffActor = staffActor('auditor', undefined, 'audit-jang');
/** Who signs in as the n-th member. */
export const account = (n: number): string => `member-${n}`;
export const seatOf = (n: number): StaffActor => staffActor('committee', undefined, account(n));

type Body = Record<string, unknown>;
interface Options {
  staff?: StaffActor;
  key?: string;
  table?: Table;
}

/** A bucket in memory. */
function bucket() {
  const files = new Map<string, Uint8Array>();
  const objects: Objects = {
    get: async (key) => files.get(key),
    put: async (key, body) => void files.set(key, Buffer.from(body as Uint8Array)),
    readLink: async (key, seconds, name) => `https://bucket.example/${key}?ends=${seconds}&name=${name}`,
    remove: async (key) => void files.delete(key),
    uploadForm: (key, { bytes, type }) => ({
      url: 'https://bucket.example/',
      fields: { key, 'content-type': type, bytes: String(bytes) },
    }),
  };
  return { files, objects };
}

/** Committees on a table, driven as their callers do. */
export function committeesOn(table: Table, seed = 'committees') {
  const clock = movableClock();
  const [uploads, documents] = [bucket(), bucket()];
  const deps = {
    ...fakeDependencies({ table, clock, ids: seededIds(clock, seed) }),
    uploads: () => uploads.objects,
    documents: () => documents.objects,
  };
  const on = (own: Table) =>
    serve(committeesContract, 'staff', () => committeesHandlers({ ...deps, table: own }));
  const api = on(table);
  const read = (path: string, params: Record<string, string> = {}, staff = secretary, query = {}) =>
    call(api, `GET /api/staff/${path}`, { params, query, staff });
  const write = (path: string, params: Record<string, string>, body: unknown, more: Options = {}) => {
    clock.pass({ seconds: 1 });
    return call(more.table ? on(more.table) : api, `POST /api/staff/${path}`, {
      ...{ params, body, key: more.key ?? deps.ids.ulid(), staff: more.staff ?? secretary },
    });
  };
  const onMeeting =
    (verb: string) =>
    (id: string, body: unknown = {}, more?: Options) =>
      write(`meetings/{id}/${verb}`, { id }, body, more);
  const onItem =
    (verb: string) =>
    (id: string, n: number, body: unknown = {}, more?: Options) =>
      write(`meetings/{id}/items/{n}/${verb}`, { id, n: String(n) }, body, more);

  const appoint = (code: CommitteeCode, changes: Body = {}, more?: Options) =>
    write(
      'committees/{code}/members',
      { code },
      { name: '이위원', chair: false, from: '2026-01-01', until: '2027-12-31', interests: [], ...changes },
      more,
    );
  /** So many members, the first of them the chair; each has an account. @returns their ids */
  async function seat(count: number, code: CommitteeCode = SUB, changes: (n: number) => Body = () => ({})) {
    const ids: string[] = [];
    for (let n = 1; n <= count; n++) {
      const body = { name: `위원${n}`, chair: n === 1, account: account(n), ...changes(n) };
      const { status, body: made } = await appoint(code, body);
      if (status !== 201) throw new Error(`member ${n}: ${String(made.code)}`);
      ids.push(String(made.id));
    }
    return ids;
  }

  /** A proposed plan, as allotments keeps it. */
  async function plan(changes: Partial<Allotment> = {}): Promise<string> {
    clock.pass({ seconds: 1 });
    const id = newId('allotment', deps.ids.ulid());
    const at = clock.now().toISOString();
    const line = (n: number) =>
      ({
        ...keys.allotmentLine(id, n),
        ...{ kind: 'plan-line', n, version: 1, device: newId('device', deps.ids.ulid()) },
        ...{ assetNumber: `SH-26-0000${n}`, application: newId('application', deps.ids.ulid()) },
        ...{ reference: 'XXXXXXXXXX', applicant: 'household', district: '11530', category: 'DISABLED' },
        ...{ points: 1, reasons: [{ code: 'WAITED', days: 30 }], against: [], result: 'open' },
      }) as unknown as PlanLine & ReturnType<typeof keys.allotmentLine>;
    const status = changes.status ?? 'PROPOSED';
    const record = {
      ...keys.allotment(id),
      ...{ kind: 'allotment', id, status, version: 1, stages: { PROPOSED: at }, since: at },
      ...{ origin: 'hand', lineCount: 4, lines: 4, legalBasis: 'CHEST', organisations: [] },
      ...{ byDistrict: { '11530': { lines: 3 }, '11740': { lines: 1 } }, byCategory: { DISABLED: 4 } },
      ...{ attempt: 1, proposedAt: at, proposedBy: 'chest-kim' },
      ...{ q: queue('ALT', status), qs: `${at}#${id}` },
      ...changes,
    };
    await table.transact([{ put: record }, ...[1, 2, 3, 4].map((n) => ({ put: line(n) as never }))]);
    return id;
  }

  const call_ = async (code: CommitteeCode = SUB, day = TODAY) =>
    String((await write('meetings', {}, { committee: code, day, time: '14:00', place: '대회의실' })).body.id);
  const add = onMeeting('items');
  /** An open meeting with these members present, the first presiding, and its items on the agenda. */
  async function convene(present: readonly string[], items: readonly Body[], code: CommitteeCode = SUB) {
    const id = await call_(code);
    for (const item of items) {
      const { status, body } = await add(id, item);
      if (status !== 201) throw new Error(`item: ${String(body.code)}`);
    }
    const opened = await onMeeting('opening')(id, { present, presiding: present[0] });
    if (opened.status !== 200) throw new Error(`opening: ${String(opened.body.code)}`);
    return id;
  }
  const startVote = onItem('voting');
  const vote = onItem('votes');
  /** All of them vote the same, written down by the secretary. */
  async function voteAll(id: string, n: number, members: readonly string[], how = 'FOR') {
    for (const member of members) await vote(id, n, { vote: how, member });
  }

  return {
    ...{
      deps,
      clock,
      uploads,
      documents,
      read,
      write,
      appoint,
      seat,
      plan,
      add,
      convene,
      startVote,
      vote,
      voteAll,
    },
    callMeeting: call_,
    change: onMeeting('change'),
    cancel: onMeeting('cancellation'),
    open: onMeeting('opening'),
    attend: onMeeting('attendance'),
    close: onMeeting('closing'),
    drop: onItem('removal'),
    defer: onItem('deferral'),
    hear: onItem('hearing'),
    recuse: onItem('recusals'),
    decide: onItem('decision'),
    form: onItem('papers/form'),
    addPaper: onItem('papers'),
    meeting: (id: string, staff?: StaffActor) => read('meetings/{id}', { id }, staff),
    item: (id: string, n: number, staff?: StaffActor) =>
      read('meetings/{id}/items/{n}', { id, n: String(n) }, staff),
    lines: (id: string, n: number, staff?: StaffActor) =>
      read('meetings/{id}/items/{n}/lines', { id, n: String(n) }, staff),
    paper: (id: string, n: number, paper: string, staff?: StaffActor) =>
      read('meetings/{id}/items/{n}/papers/{paper}', { id, n: String(n), paper }, staff),
    minutes: (id: string, staff?: StaffActor) => read('meetings/{id}/minutes', { id }, staff),
    makeMinutes: (meeting: string) => makeMinutes({ ...deps, documents: documents.objects }, { meeting }),
    publish: (committee: CommitteeCode, year: string, n: number) =>
      write('decisions/{committee}/{year}/{n}/publication', { committee, year, n: String(n) }, {}),
    planState: (id: string) => table.get<Allotment>(keys.allotment(id)),
    /** A plan that the committee approves: the whole way, on a meeting of its own. */
    async approve(plan: string, members: readonly string[]) {
      const id = await convene(members, [{ kind: 'PLAN', plan }]);
      await startVote(id, 1);
      await voteAll(id, 1, members);
      return { id, answer: await onItem('decision')(id, 1, { legalBasis: 'CHEST' }) };
    },
  };
}
export type CommitteeOffice = ReturnType<typeof committeesOn>;
