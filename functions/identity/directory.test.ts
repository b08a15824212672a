import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import type { StaffActor } from '../kernel/actor.ts';
import { keys } from '../kernel/keys.ts';
import { serve } from '../kernel/serve.ts';
import { openTable } from '../kernel/table.ts';
import { call, fakeDependencies, staffActor } from '../kernel/testing.ts';
import { COLLEAGUES_AT_MOST, identityContract } from './contract.ts';
import { directoryOf } from './directory.ts';
import { identityHandlers, notHere } from './http.ts';

describe('what is asked of the table', () => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'ap-northeast-2' }));
  const sent = mockClient(client);
  const directory = directoryOf(openTable(client, 't'));
  const intent = { key: 'key-1', digest: 'digest' };
  beforeEach(() => sent.reset());

  test('a new name: item and event in one transaction; the event has no name in it', async () => {
    sent.on(GetCommand).resolves({});
    sent.on(TransactWriteCommand).resolves({});
    expect(
      await directory.enter({ id: 'u1', name: '김나눔', drives: false }, intent, '2026-11-23T01:00:00Z'),
    ).toEqual({
      id: 'u1',
    });
    const [event, put, ...others] =
      sent.commandCalls(TransactWriteCommand)[0]?.args[0].input.TransactItems ?? [];
    expect(others).toEqual([]);
    expect(put?.Put?.Item).toEqual({ pk: 'STF#u1', sk: 'NAME', kind: 'colleague', id: 'u1', name: '김나눔' });
    expect(event?.Put?.Item).toMatchObject({
      ...{
        pk: 'STF#u1',
        sk: 'EVT#key-1',
        type: 'staff.enter',
        subject: 'u1',
        by: { kind: 'staff', id: 'u1' },
      },
    });
    expect(JSON.stringify(event)).not.toContain('김나눔');
  });

  test('the same name writes nothing', async () => {
    sent.on(GetCommand).resolves({ Item: { name: '김나눔' } });
    await directory.enter({ id: 'u1', name: '김나눔', drives: false }, intent, '2026-11-23T01:00:00Z');
    expect(sent.commandCalls(TransactWriteCommand)).toEqual([]);
  });

  test('names are read by their keys, a hundred at once', async () => {
    sent.on(BatchGetCommand).resolves({ Responses: { t: [] } });
    await directory.namesOf(Array.from({ length: 101 }, (_, i) => `u${i}`));
    const asked = sent
      .commandCalls(BatchGetCommand)
      .map(({ args }) => args[0].input.RequestItems?.t?.Keys ?? []);
    expect(asked.map(({ length }) => length)).toEqual([100, 1]);
    expect(asked[1]).toEqual([{ pk: 'STF#u100', sk: 'NAME' }]);
  });
});

describe('the directory on a table', () => {
  let local: LocalTable;
  beforeAll(async () => {
    local = await openLocalTable();
  }, 60_000);
  afterAll(() => local.stop());

  const open = () => {
    const deps = fakeDependencies({ table: local.table });
    const needs = { directory: directoryOf(deps.table), clock: deps.clock };
    const api = serve(identityContract, 'staff', () =>
      identityHandlers({ configuration: notHere, directory: () => needs }),
    );
    const enter = (staff: StaffActor, key = deps.ids.ulid(), body: object = {}) =>
      call(api, 'POST /api/staff/me/entry', { staff, key, body });
    const names = async (ids: string, staff = staffActor('district', '11530')) =>
      call(api, 'GET /api/staff/colleagues', { staff, query: { ids } });
    const drivers = async (staff = staffActor('chest')) => call(api, 'GET /api/staff/drivers', { staff });
    return { enter, names, drivers };
  };
  const named = (id: string, name: string): StaffActor => ({ ...staffActor('chest', undefined, id), name });
  const events = (id: string) => local.table.part(keys.colleague(id).pk, 'EVT#');

  test('who has entered is known by name to any colleague; others are left out', async () => {
    const { enter, names } = open();
    expect(await enter(named('kim', '김나눔'))).toMatchObject({ status: 200, body: { id: 'kim' } });
    expect((await enter(staffActor('chest', undefined, 'nameless'))).status).toBe(200);
    expect(await names('stranger,kim,nameless,kim')).toMatchObject({
      status: 200,
      body: { items: [{ id: 'kim', name: '김나눔' }] },
    });
    expect(await events('nameless')).toEqual([]);
  });

  test('one event a name: not for each start, nor for a request sent twice', async () => {
    const { enter, names } = open();
    const key = '01KAQP3V80000000000000000A';
    await Promise.all([enter(named('moon', '문두리'), key), enter(named('moon', '문두리'), key)]);
    await enter(named('moon', '문두리'));
    expect(await events('moon')).toHaveLength(1);
    await enter(named('moon', '문나래'));
    expect((await names('moon')).body.items).toEqual([{ id: 'moon', name: '문나래' }]);
    expect(await events('moon')).toHaveLength(2);
    expect(JSON.stringify(await events('moon'))).not.toMatch(/문두리|문나래/);
  });

  test('drivers who have entered can be given a route, until they enter as something else', async () => {
    const { enter, drivers } = open();
    const oh = (group: 'driver' | 'repair') => ({ ...staffActor(group, undefined, 'oh'), name: '오배송' });
    await enter(named('jung', '정사무'));
    await enter(oh('driver'));
    await enter(oh('driver'));
    expect((await drivers()).body).toEqual({ items: [{ id: 'oh', name: '오배송' }] });
    expect(await events('oh')).toHaveLength(1);
    expect((await drivers(staffActor('district', '11530'))).status).toBe(403);
    await enter(oh('repair'));
    expect((await drivers()).body).toEqual({ items: [] });
  });

  test('the name comes from the token alone', async () => {
    const { enter, names } = open();
    expect(await enter(named('lee', '이고침'), undefined, { name: '사장님' })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_REQUEST' },
    });
    expect((await names('lee')).body.items).toEqual([]);
  });

  test.each([
    ['none', ''],
    ['not an account', 'a b'],
    ['too many', Array.from({ length: COLLEAGUES_AT_MOST + 1 }, (_, i) => `u${i}`).join(',')],
  ])('%s: refused', async (_, ids) => {
    expect(await open().names(ids)).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
  });
});
