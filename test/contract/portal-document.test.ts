import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCity } from '../../functions/kernel/city.ts';
import { PORTAL_ERRORS } from '../../functions/kernel/errors.ts';
import { contentDigest, ed25519From, verifyMessage } from '../../functions/kernel/message-signature.ts';
import { signedHeaders } from '../../local/portal/client.ts';
import { DEMONSTRATION_KEY } from '../../local/portal/key.ts';

const page = readFileSync('docs/portal.md', 'utf8');
/** A block of the page, without the line end behind it. */
const block = (kind: string): string => {
  const found = [...page.matchAll(new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)\\n\`\`\`$`, 'gm'))];
  expect(found, kind).toHaveLength(1);
  return found[0]?.[1] ?? '';
};
const PATH = '/api/portal/points/activities';
const CREATED = 1_795_827_600;

test("the worked example of the portals' page is what we take, letter by letter", () => {
  const body = block('json');
  const headers = Object.fromEntries(
    block('headers')
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  const key = readCity({ CITY: 'seoul' }).portals[0]?.keys[0]?.publicKey ?? '';
  const message = { method: 'POST', path: PATH, headers, body: Buffer.from(body) };
  const keyOf = (keyid: string) => (keyid === 'seoul-portal/demo' ? ed25519From(key) : undefined);
  expect(() => verifyMessage(message, keyOf, new Date(CREATED * 1000))).not.toThrow();
  expect(block('digest')).toBe(contentDigest(Buffer.from(body)));
  expect(
    signedHeaders(
      { keyId: 'seoul-portal/demo', privateKey: DEMONSTRATION_KEY },
      { method: 'POST', path: PATH, body },
      CREATED,
    ),
  ).toEqual(headers);
  expect(block('base').split('\n')).toEqual([
    '"@method": POST',
    `"@path": ${PATH}`,
    `"content-digest": ${headers['content-digest']}`,
    `"@signature-params": ${headers['signature-input']?.replace('sig1=', '')}`,
  ]);
});

test('every refusal of a signature is explained there, and no other', () => {
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \|/gm)].map(([, code = '', status]) => [
    code,
    Number(status),
  ]);
  expect(Object.fromEntries(rows)).toEqual(PORTAL_ERRORS);
});
