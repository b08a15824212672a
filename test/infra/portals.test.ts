import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, expect, test } from 'vitest';
import { build } from '../../lib/build.ts';
import { deployProgramme } from '../../lib/programme.ts';
import { readSettings } from '../../lib/settings.ts';

const outdir = mkdtempSync(join(tmpdir(), 'ithope-portals-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

test('a city without portals has no pool, no authorizer, no route and no function for them', async () => {
  await build('seoul');
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };
  const app = new App({ context, outdir });
  const programme = readSettings(() => undefined, {});
  deployProgramme(app, { ...programme, city: { ...programme.city, portals: [] } }, undefined);
  const all = app
    .synth()
    .stacks.flatMap((stack) =>
      Object.values((stack.template as { Resources: Record<string, { Type: string }> }).Resources),
    );
  const ofType = (type: string) => all.filter(({ Type }) => Type === type);
  expect(ofType('AWS::Cognito::UserPool')).toHaveLength(2);
  expect(ofType('AWS::ApiGatewayV2::Authorizer')).toHaveLength(2);
  expect(ofType('AWS::ApiGatewayV2::Route').length).toBeGreaterThan(50);
  expect(JSON.stringify(all)).not.toMatch(/\/api\/portal\/|for portal|client_credentials/);
}, 240_000);
