import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Application } from '../../functions/applications/domain.ts';
import { servedRecently } from '../../functions/applications/domain.ts';
import { keys } from '../../functions/kernel/keys.ts';
import { fakeDependencies } from '../../functions/kernel/testing.ts';
import { type LocalTable, openLocalTable } from '../support/dynamo.ts';
import { aHousehold, GANGDONG, GURO, openProgramme, type Programme, people } from '../support/programme.ts';

let local: LocalTable;
let programme: Programme;
beforeAll(async () => {
  local = await openLocalTable();
  programme = openProgramme(fakeDependencies({ table: local.table }), local);
});
afterAll(() => local.stop());

const HOUSEHOLDS = 'POST /api/public/applications/households';
const ASSISTED = 'POST /api/staff/applications/assisted/households';
/** Spellings of one name. */
const SPELLINGS = [
  '김경주',
  '김 경주',
  '김경주'.normalize('NFD'),
  'ㄱㅣㅁㄱㅕㅇㅈㅜ',
  '김경주(金)',
  '김-경주',
];
const home = (round: number, n: number, district: string) =>
  aHousehold({
    contact: { name: SPELLINGS[n % SPELLINGS.length], phone: `010-6000-${1000 + n}`, language: 'ko' },
    birthDate: `19${50 + round}-05-05`,
    address: { district, postcode: '08375', street: `경주로 ${round}-${n}` },
  });

/** Applications of one household that wait or were served: never two. */
async function living(birthRound: number): Promise<Application[]> {
  const applications = (await local.everything()).filter(
    ({ kind }) => kind === 'application',
  ) as unknown as Application[];
  const lock = applications.filter(({ household }) => household === hashes.get(birthRound));
  return lock.filter((one) => servedRecently(one, programme.deps.clock.now(), programme.deps.city));
}
const hashes = new Map<number, string>();

test('one household in two districts at once, on the web and on paper: exactly one is taken, twenty times', async () => {
  for (let round = 0; round < 20; round++) {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => {
        const district = n % 2 === 0 ? GURO : GANGDONG;
        const body = home(round, n, district);
        const key = programme.deps.ids.ulid();
        return n % 3 === 0
          ? programme.send(ASSISTED, {
              body: { ...body, signedOn: '2026-11-23' },
              key,
              staff: people.programme,
            })
          : programme.send(HOUSEHOLDS, { body, key });
      }),
    );
    const won = answers.filter(({ status }) => status === 201);
    const lost = answers.filter(({ status }) => status !== 201);
    expect(won, `round ${round}`).toHaveLength(1);
    expect(
      lost.every(
        ({ status, body }) => status === 409 && ['HOUSEHOLD_HAS_ONE', 'BUSY'].includes(String(body.code)),
      ),
    ).toBe(true);
    const { household } = await programme.item<Application>(keys.application(String(won[0]?.body.id)));
    hashes.set(round, household ?? '');
    expect(await living(round)).toHaveLength(1);
  }
});

test('an appeal and a new application of one household at once: one of them has the place', async () => {
  for (let round = 30; round < 40; round++) {
    const { id } = await programme.applyFor('households', home(round, 0, GURO));
    hashes.set(round, (await programme.item<Application>(keys.application(String(id)))).household ?? '');
    await programme.application.do('refusal', id, { reason: 'OTHER' }, people.guro);
    const session = await programme.session('application', id);
    const answers = await Promise.all([
      programme.send('POST /api/public/applications/{reference}/appeal', {
        params: { reference: String(id).slice(-10) },
        session,
        key: programme.deps.ids.ulid(),
        body: { words: '다시 봐 주세요' },
      }),
      programme.send(HOUSEHOLDS, { body: home(round, 1, GANGDONG), key: programme.deps.ids.ulid() }),
    ]);
    expect(
      answers.filter(({ status }) => status < 300),
      `round ${round}`,
    ).toHaveLength(1);
    expect(await living(round)).toHaveLength(1);
  }
});
