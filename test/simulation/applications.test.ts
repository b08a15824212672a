import fc from 'fast-check';
import { expect, test } from 'vitest';
import { destroyDue } from '../../functions/applications/destroy-documents.ts';
import type { Document } from '../../functions/applications/documents.ts';
import { type Application, countComputers, documentFiles } from '../../functions/applications/domain.ts';
import { DomainError } from '../../functions/kernel/errors.ts';
import type { EventItem } from '../../functions/kernel/events.ts';
import { type Key, keys } from '../../functions/kernel/keys.ts';
import { type Call, fakeDependencies, TEST_START } from '../../functions/kernel/testing.ts';
import { openLocalTable } from '../support/dynamo.ts';
import { aHousehold, GANGDONG, GURO, openProgramme, people } from '../support/programme.ts';
import { mortalTable } from './mortal.ts';

/**
 * Random histories of applications over two districts: few people under many spellings, on the web and on paper, papers
 * of the right and of a wrong kind, verdicts, appeals, plans that reserve and let go, withdrawals at any time; people ask
 * at once and again, processes die half way, nights pass. Nobody holds two places, no file is left that should be gone.
 */
const PEOPLE = [
  ['김하늘', '김 하늘', 'ㄱㅣㅁㅎㅏㄴㅡㄹ', '김하늘(金)'],
  ['Đặng Thị Lan', 'DANG THI LAN', 'dang-thi lan'],
  ['박바다', '박바다'.normalize('NFD'), ' 박 바다 '],
] as const;
const FILES = [
  new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1]),
  new TextEncoder().encode('%PDF-1.7 …'),
  new TextEncoder().encode('MZ not a photo'),
];
const CODES = ['STATUS_PROOF', 'RESIDENT_ABSTRACT', 'OTHER'];

const STEPS = {
  apply: 5,
  paper: 5,
  request: 2,
  confirm: 3,
  refuse: 3,
  appeal: 3,
  decide: 2,
  reserve: 2,
  release: 1,
  withdraw: 2,
  night: 1,
} as const;
type Step = keyof typeof STEPS;
const step = fc.record({
  what: fc.oneof(
    ...Object.entries(STEPS).map(([name, weight]) => ({ weight, arbitrary: fc.constant(name as Step) })),
  ),
  choice: fc.tuple(fc.nat(999), fc.nat(999), fc.nat(999)),
  dies: fc.option(fc.tuple(fc.nat(2), fc.constantFrom('before' as const, 'after' as const)), { freq: 3 }),
  /** Whoever died half way does not come back. */
  givesUp: fc.boolean(),
  twice: fc.boolean(),
});

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % list.length];

async function live(
  steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[],
  stopped: (stop: () => void) => void,
) {
  const local = await openLocalTable();
  stopped(() => local.stop());
  const life = mortalTable(local);
  const programme = openProgramme(fakeDependencies({ table: life.table }), local);
  const { deps, send, uploads } = programme;
  deps.clock.set(TEST_START);
  const all = async () => (await local.everything()) as unknown as (Key & Record<string, unknown>)[];
  const of = async <T>(kind: string) =>
    (await all()).filter((one) => one.kind === kind) as unknown as (T & Key)[];
  const one = async (n: number) => pick(await of<Application>('application'), n);
  const session = async (id: string) => {
    life.revive();
    return programme.session('application', id);
  };
  const night = () =>
    destroyDue({ ...deps, table: local.table, uploads: () => uploads }, deps.clock.now().toISOString());

  /** Asked, again after a death unless they give up, and once more at the same moment. */
  async function ask(
    route: string,
    what: Call,
    act: (typeof steps)[number],
  ): Promise<Record<string, unknown> | undefined> {
    const key = deps.ids.ulid();
    deps.clock.pass({ seconds: 1 });
    if (act.dies) life.dieAt(...act.dies);
    const answers = await Promise.all(
      (act.twice ? [key, deps.ids.ulid()] : [key]).map((each) =>
        send(route, { body: {}, ...what, key: each }),
      ),
    );
    if (life.revive() && act.givesUp) return undefined;
    const answer = answers[0]?.status === 500 ? await send(route, { body: {}, ...what, key }) : answers[0];
    expect(answer?.status, `${route} ${JSON.stringify(answer?.body)}`).toBeLessThan(500);
    return answer && answer.status < 300 ? answer.body : undefined;
  }

  const deeds: Record<Step, (act: (typeof steps)[number]) => Promise<unknown>> = {
    async apply(act) {
      const [a, b, c] = act.choice;
      const who = a % PEOPLE.length;
      const body = aHousehold({
        contact: { name: pick(PEOPLE[who] ?? [], b), phone: `010-3000-100${who}`, language: 'ko' },
        birthDate: `197${who}-01-01`,
        address: { district: c % 2 ? GURO : GANGDONG, postcode: '08375', street: `길동로 ${c % 3}` },
        consents: { privacy: true, sensitive: true, lookUp: c % 5 !== 0 },
      });
      await (b % 3
        ? ask('POST /api/public/applications/households', { body }, act)
        : ask(
            'POST /api/staff/applications/assisted/households',
            { body: { ...body, signedOn: '2026-11-20' }, staff: people.programme },
            act,
          ));
    },
    async paper(act) {
      const [a, b, c] = act.choice;
      const application = await one(a);
      if (!application) return;
      const params = { reference: application.reference };
      const what = { params, session: await session(application.id) };
      const started = await ask(
        'POST /api/public/applications/{reference}/documents',
        { ...what, body: { code: pick(CODES, b) } },
        { ...act, dies: null },
      );
      if (!started) return;
      uploads.files.set(
        String((started.fields as Record<string, string>).key),
        pick(FILES, c) ?? new Uint8Array(),
      );
      await ask(
        'POST /api/public/applications/{reference}/documents/{document}',
        { ...what, params: { ...params, document: String(started.document) } },
        act,
      );
    },
    request: (act) => officer('documents-request', { documents: [pick(CODES, act.choice[1])] }, act),
    async confirm(act) {
      const done = await officer('eligibility', { evidence: 'LOOK_UP' }, act);
      if (done?.status === 'SECOND_CHECK' && act.choice[1] % 3)
        await ask(
          'POST /api/staff/applications/{id}/second-check',
          { params: { id: String(done.id) }, staff: people.programme },
          act,
        );
    },
    refuse: (act) => officer('refusal', { reason: 'OTHER' }, act),
    async appeal(act) {
      const application = await one(act.choice[0]);
      if (!application) return;
      const params = { reference: application.reference };
      await ask(
        'POST /api/public/applications/{reference}/appeal',
        { params, session: await session(application.id), body: { words: '다시 봐 주세요' } },
        act,
      );
    },
    decide: (act) =>
      officer(
        'appeal-decision',
        { outcome: act.choice[1] % 2 ? 'ALLOWED' : 'DISMISSED' },
        act,
        people.programme,
      ),
    reserve: (act) => planned('reserve', act),
    release: (act) => planned('release', act),
    async withdraw(act) {
      const application = await one(act.choice[0]);
      if (!application) return;
      const params = { reference: application.reference };
      await ask(
        'POST /api/public/applications/{reference}/withdrawal',
        { params, session: await session(application.id) },
        act,
      );
    },
    async night({ choice }) {
      deps.clock.pass({ days: (choice[0] % 40) + 1 });
      await night();
    },
  };
  async function officer(verb: string, body: object, act: (typeof steps)[number], staff?: Call['staff']) {
    const application = await one(act.choice[0]);
    if (!application) return undefined;
    const own = application.district === GURO ? people.guro : people.gangdong;
    const what = { params: { id: application.id }, body, staff: staff ?? own };
    return ask(`POST /api/staff/applications/{id}/${verb}`, what, act);
  }
  /** What a plan does to an application; its own histories are with the plans. */
  async function planned(action: 'reserve' | 'release', { choice }: (typeof steps)[number]) {
    const application = await one(choice[0]);
    if (!application) return;
    try {
      await local.table.transact([countComputers(application, action, deps.clock.now().toISOString()).write]);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }

  for (const act of steps) await deeds[act.what](act);
  return { deps, uploads, all, of, night };
}

const GONE = ['WITHDRAWN', 'INELIGIBLE'];

async function audit({ uploads, all, of, deps, night }: Awaited<ReturnType<typeof live>>): Promise<void> {
  const applications = await of<Application & { q?: string }>('application');
  const locks = await of<{ application: string }>('household');
  const items = await all();
  // One place a household, held by the application that waits or is served, and by no other.
  const living = applications.filter(({ status }) => !GONE.includes(status));
  const held = living.map(({ household }) => household);
  expect(new Set(held).size).toBe(held.length);
  expect(held.length).toBeLessThanOrEqual(PEOPLE.length);
  expect(locks.map(({ pk, application }) => [pk, application]).sort()).toEqual(
    living.map(({ household = '', id }) => [keys.household(household).pk, id]).sort(),
  );
  for (const one of applications) {
    expect(one.q !== undefined, one.status).toBe(!GONE.includes(one.status));
    const marks = items.filter(({ pk, sk }) => pk.startsWith('APP#MARK#') && sk === one.reference);
    expect(marks, one.status).toHaveLength(one.status === 'WITHDRAWN' ? 0 : (one.marks?.length ?? 0));
    const papers = (await of<Document & { q?: string }>('document')).filter(
      ({ application }) => application === one.id,
    );
    expect(papers.filter(({ addedAt }) => addedAt)).toHaveLength(one.documentsAdded ?? 0);
    for (const paper of papers) {
      const { kept, sent } = documentFiles(paper);
      expect(paper.q !== undefined).toBe(paper.destroyedAt === undefined);
      if (paper.addedAt) expect(uploads.files.has(kept)).toBe(paper.destroyedAt === undefined);
      if (paper.destroyedAt) expect(uploads.files.has(sent)).toBe(false);
    }
  }
  // What the public numbers count as waiting is what waits.
  const waiting = (items as unknown as EventItem[])
    .filter(({ kind }) => kind === 'event')
    .reduce((sum, { facts }) => sum + Number(facts?.waiting ?? 0), 0);
  const wait = applications.filter(({ status }) => status === 'QUEUED' || status === 'RESERVED');
  expect(waiting).toBe(wait.reduce((sum, { computers, allotted }) => sum + computers - allotted, 0));

  // When its time is over nothing is left but the papers of whom nobody has decided about.
  for (let nights = 0; nights < 3; nights++) {
    deps.clock.pass({ days: 100 });
    await night();
  }
  const undecided = applications
    .filter(({ status }) => ['SUBMITTED', 'DOCUMENTS_NEEDED', 'SECOND_CHECK', 'APPEALED'].includes(status))
    .map(({ id }) => id);
  const left = (await of<Document>('document')).filter(({ destroyedAt }) => destroyedAt === undefined);
  expect(
    left.every(({ application, addedAt }) => addedAt !== undefined && undecided.includes(application)),
  ).toBe(true);
  expect([...uploads.files.keys()].sort()).toEqual(left.map((paper) => documentFiles(paper).kept).sort());
}

test('histories of applications: one place a household, and papers end when they should', async () => {
  const seen = { applications: 0, papers: 0, died: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 45 }), async (steps) => {
      let stop = () => {};
      try {
        const world = await live(steps, (given) => (stop = given));
        seen.applications += (await world.of('application')).length;
        seen.papers += (await world.of<Document>('document')).filter(({ addedAt }) => addedAt).length;
        seen.died += steps.filter(({ dies }) => dies).length;
        await audit(world);
      } finally {
        stop();
      }
    }),
    {
      numRuns: Number(process.env.APPLICATION_RUNS ?? 25),
      endOnFailure: true,
      ...(process.env.APPLICATION_SEED ? { seed: Number(process.env.APPLICATION_SEED) } : {}),
    },
  );
  // A history in which nothing happens shows nothing.
  expect(seen.applications).toBeGreaterThan(25);
  expect(seen.papers).toBeGreaterThan(10);
  expect(seen.died).toBeGreaterThan(25);
}, 300_000);
