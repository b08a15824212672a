import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import {
  aHousehold,
  GANGDONG,
  GURO,
  openProgramme,
  type Programme,
  people,
} from '../../test/support/programme.ts';
import { keys } from '../kernel/keys.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import type { Application } from './domain.ts';

let local: LocalTable;
let programme: Programme;
beforeAll(async () => {
  local = await openLocalTable();
  programme = openProgramme(fakeDependencies({ table: local.table }), local);
});
afterAll(() => local.stop());

const HOUSEHOLDS = 'POST /api/public/applications/households';
interface Home {
  name: string;
  street?: string;
  detail?: string;
  phone?: string;
  birthDate?: string;
  district?: string;
}
let count = 0;
/** Shares nothing with anybody else but what is named. */
function body({ name, street, detail, phone, birthDate = '1980-01-01', district = GURO }: Home) {
  const n = ++count;
  return aHousehold({
    contact: { name, phone: phone ?? `010-5000-${1000 + n}`, language: 'ko' },
    birthDate,
    address: { district, postcode: '08375', street: street ?? `외딴로 ${n}`, ...(detail ? { detail } : {}) },
  });
}
const apply = async (home: Home): Promise<string> =>
  String((await programme.applyFor('households', body(home))).id);
const doubtsOf = async (id: string) =>
  (await programme.application.read(id)).doubts as { by: string; application: string; district: string }[];
const withdraw = async (id: string) =>
  programme.write('POST /api/public/applications/{reference}/withdrawal', {
    params: { reference: id.slice(-10) },
    session: await programme.session('application', id),
  });

describe('one household under two names', () => {
  test('the same flat in another spelling and district is told to the officer, and nobody is refused', async () => {
    const first = await apply({ name: '강첫째', street: '겹친로 7', detail: '101동 1203호' });
    const second = await apply({
      name: '강둘째',
      street: '서울특별시 구로구 겹친로7 (구로동)',
      detail: '101-1203',
      district: GANGDONG,
    });
    expect(await doubtsOf(first)).toEqual([]);
    expect(await doubtsOf(second)).toEqual([{ by: 'DWELLING', application: first, district: GURO }]);
    // Two officers look at it.
    const params = { params: { id: second }, body: { evidence: 'LOOK_UP' }, staff: people.gangdong };
    expect(await programme.write('POST /api/staff/applications/{id}/eligibility', params)).toMatchObject({
      status: 'SECOND_CHECK',
    });
  });

  test('the flat next door is none', async () => {
    const street = '이웃로 7';
    await apply({ name: '남하나', street, detail: '101동 1203호' });
    expect(await doubtsOf(await apply({ name: '남두리', street, detail: '101동 1204호' }))).toEqual([]);
  });

  test('one phone, and a name that may be the same with one date of birth', async () => {
    const birthDate = '1977-07-07';
    const first = await apply({ name: '류하나', phone: '010-9999-0001', birthDate });
    const [phone, name] = [
      await apply({ name: '박세찌', phone: '+82 10 9999 0001' }),
      await apply({ name: '유하나', birthDate }),
    ];
    expect(await doubtsOf(phone)).toEqual([{ by: 'PHONE', application: first, district: GURO }]);
    expect(await doubtsOf(name)).toEqual([{ by: 'NAME', application: first, district: GURO }]);
  });

  test('who has withdrawn or was refused is nobody’s double', async () => {
    const street = '거둔로 1';
    const [gone, refused] = [
      await apply({ name: '문하나', street }),
      await apply({ name: '문두리', street }),
    ];
    await withdraw(gone);
    await programme.application.do('refusal', refused, { reason: 'OTHER' }, people.guro);
    expect(await doubtsOf(await apply({ name: '문세찌', street }))).toEqual([]);
    // A withdrawn one is not even found by its marks any more.
    const items = await local.everything();
    expect(
      items.filter(({ sk, pk }) => sk === gone.slice(-10) && String(pk).startsWith('APP#MARK#')),
    ).toEqual([]);
  });

  test('what is kept to find it names nobody', async () => {
    const id = await apply({ name: '비밀이', street: '감춘로 12', phone: '010-8888-7777' });
    const marks = (await local.everything()).filter(({ pk }) => String(pk).startsWith('APP#MARK#'));
    const { marks: own } = await programme.item<Application>(keys.application(id));
    expect(own).toHaveLength(3);
    for (const word of ['비밀이', '감춘로', '01088887777']) expect(JSON.stringify(marks)).not.toContain(word);
  });

  test('sent at the same moment they see each other all the same', async () => {
    const street = '동시로 3';
    for (let round = 0; round < 5; round++) {
      const homes = ['하나', '두리', '세찌'].map((name) =>
        body({ name: `동${round}${name}`, street: `${street}-${round}` }),
      );
      const answers = await Promise.all(
        homes.map((one) => programme.send(HOUSEHOLDS, { body: one, key: programme.deps.ids.ulid() })),
      );
      const ids = answers.map(({ body: { id } }) => String(id));
      const doubts = await Promise.all(ids.map(doubtsOf));
      // Of any two one knows of the other, so at least two of three wait for a second officer.
      for (const a of [0, 1, 2])
        for (const b of [0, 1, 2].slice(a + 1)) {
          const knows = (one: number, other: number) =>
            doubts[one]?.some(({ application }) => application === ids[other]);
          expect(knows(a, b) || knows(b, a), `${round}: ${a} and ${b}`).toBe(true);
        }
    }
  });
});
