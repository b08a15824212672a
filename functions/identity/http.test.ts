import type { Context } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import type { Audience } from '../kernel/contract.ts';
import { serve } from '../kernel/serve.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { identityContract } from './contract.ts';
import { identityHandlers, notHere } from './http.ts';

const configuration: Configuration = {
  city: 'seoul',
  languages: ['ko', 'en'],
  staff: { authority: 'https://a.example/staff', client: 's', signOut: 'https://a.example/logout' },
  citizen: { authority: 'https://a.example/citizens', client: 'c' },
};

async function ask(audience: Audience, routeKey: string, claims?: Record<string, string>) {
  const api = serve(identityContract, audience, () =>
    identityHandlers({ configuration: () => configuration, directory: notHere }),
  );
  const event = {
    routeKey,
    rawPath: routeKey.split(' ')[1],
    headers: {},
    isBase64Encoded: false,
    requestContext: claims ? { authorizer: { jwt: { claims } } } : {},
  };
  const answer = await api(event as unknown as Parameters<typeof api>[0], { awsRequestId: 'r' } as Context);
  return { status: answer.statusCode, body: JSON.parse(String(answer.body)) };
}

describe('who am I', () => {
  const ME = 'GET /api/staff/me';

  test.each([
    [
      'a district officer',
      { sub: 'u1', 'cognito:groups': '[district]', district: '11530' },
      { id: 'u1', groups: ['district'], district: '11530' },
    ],
    [
      "a partner's own staff",
      { sub: 'u5', 'cognito:groups': '[partner]', partner: 'lg-cns' },
      { id: 'u5', groups: ['partner'], partner: 'lg-cns' },
    ],
    [
      'a lead with two groups',
      { sub: 'u2', 'cognito:groups': '[repair repair-lead]' },
      { id: 'u2', groups: ['repair', 'repair-lead'] },
    ],
    [
      'someone in a group that the programme does not know as well',
      { sub: 'u3', 'cognito:groups': '[chest cleaners]' },
      { id: 'u3', groups: ['chest'] },
    ],
  ])('%s', async (_, claims, me) => {
    expect(await ask('staff', ME, claims as unknown as Record<string, string>)).toEqual({
      status: 200,
      body: me,
    });
  });

  test('an account without any group is refused', async () => {
    expect(await ask('staff', ME, { sub: 'u4' })).toMatchObject({
      status: 403,
      body: { code: 'NOT_ALLOWED' },
    });
  });

  test('a citizen is told their id, and nothing of staff', async () => {
    expect(await ask('citizen', 'GET /api/citizen/me', { sub: 'c1' })).toEqual({
      status: 200,
      body: { id: 'c1' },
    });
    expect(await ask('citizen', ME, { sub: 'c1' })).toMatchObject({ status: 404 });
  });
});

describe('where to sign in', () => {
  const env = {
    CITY: 'seoul',
    STAFF_AUTHORITY: 'https://a.example/staff',
    STAFF_CLIENT: 's',
    STAFF_SIGN_OUT: 'https://a.example/logout',
    CITIZEN_AUTHORITY: 'https://a.example/citizens',
    CITIZEN_CLIENT: 'c',
  };

  test('is told to everyone, from the environment and the city pack', async () => {
    expect(readConfiguration(env)).toEqual(configuration);
    expect(await ask('public', 'GET /api/public/configuration')).toEqual({
      status: 200,
      body: configuration,
    });
  });

  test('a missing or malformed variable fails the start, by name', () => {
    expect(() => readConfiguration({ ...env, STAFF_CLIENT: undefined, CITIZEN_AUTHORITY: 'here' })).toThrow(
      'Environment: missing or malformed STAFF_CLIENT, CITIZEN_AUTHORITY',
    );
  });
});
