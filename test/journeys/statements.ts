import { expect } from 'vitest';
import { camtOf } from '../../functions/fund/testing.ts';
import type { TestCloud } from '../support/cloud.ts';

export interface Deposit {
  /** Day of the booking, `2026-11-28`. */
  readonly day: string;
  readonly amount: number;
  /** What the payer wrote. */
  readonly text: string;
  /** The bank's own number of the entry, one for each. */
  readonly ref: string;
}

type Cloud = Pick<TestCloud, 'ask' | 'token'>;
type Body = Record<string, unknown>;

/** One call of the office that is taken. @param body without one it reads */
export async function does(cloud: Cloud, who: string, path: string, body?: object): Promise<Body> {
  const token = await cloud.token(who);
  const answer = await cloud.ask(body ? 'POST' : 'GET', `/api/staff/${path}`, {
    ...{ token, ...(body ? { body } : {}) },
  });
  expect([path, answer.status < 300, answer.body]).toEqual([path, true, answer.body]);
  return answer.body;
}

/** The bank's file of these deposits, booked as the accountant does; another journey shows the pages. */
export async function bookStatement(cloud: Cloud, deposits: readonly Deposit[]): Promise<void> {
  const text = camtOf({ entries: deposits });
  const fileName = `${deposits[0]?.ref}.xml`;
  const size = Buffer.byteLength(text);
  const form = await does(cloud, 'chest.kim', 'statement-uploads', { fileName, size });
  const { statement, url, fields } = form as { statement: string; url: string; fields: Body };
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, String(value));
  data.append('file', new Blob([text]), fileName);
  expect((await fetch(url, { method: 'POST', body: data })).ok).toBe(true);
  await does(cloud, 'chest.kim', 'statements', { statement, fileName });
  for (let status = ''; status !== 'BOOKED'; )
    status = String((await does(cloud, 'chest.kim', `statements/${statement}/booking`, {})).status);
}
