import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { anchorOf } from '../../lib/constructs/alarm.ts';
import type { Assembly } from './support/assembly.ts';
import { synthesize } from './support/assembly.ts';

let assembly: Assembly;
beforeAll(async () => {
  assembly = await synthesize();
}, 120_000);

/** Headings below `## Alarms`, each with its text. */
function runbook(): Map<string, string> {
  const [, alarms = ''] = readFileSync('docs/runbook.md', 'utf8').split(/^## Alarms$/m);
  const [own = ''] = alarms.split(/^## /m);
  const parts = own.split(/^### /m).slice(1);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), part]));
}
const descriptions = () =>
  assembly.ofType('AWS::CloudWatch::Alarm').map(({ properties }) => String(properties.AlarmDescription));
const headingOf = (description: string) => description.split(' · ')[0] ?? '';

describe('alarms and the runbook', () => {
  test('every alarm has its heading and every heading its alarm', () => {
    expect(descriptions().map(headingOf).sort()).toEqual([...runbook().keys()].sort());
  });

  test('every alarm links to the place that says what to do', () => {
    for (const description of descriptions()) {
      expect(description).toBe(
        `${headingOf(description)} · docs/runbook.md#${anchorOf(headingOf(description))}`,
      );
    }
  });

  test('every heading says what it means, where to look and what to do', () => {
    for (const [heading, text] of runbook()) {
      for (const part of ['**Means.**', '**Look.**', '**Do.**']) {
        expect(text.includes(part), `${heading}: ${part}`).toBe(true);
      }
    }
  });

  test('every alarm tells the topic, when it starts and when it ends', () => {
    for (const { path, properties } of assembly.ofType('AWS::CloudWatch::Alarm')) {
      const told = (actions: unknown) => (actions as unknown[]).map(assembly.readable);
      expect([told(properties.AlarmActions), told(properties.OKActions)], path).toEqual([
        ['<work/Alarms>'],
        ['<work/Alarms>'],
      ]);
    }
  });

  test('what was not printed or sent is counted in the log of each function that prints or sends', () => {
    const filters = assembly.ofType('AWS::Logs::MetricFilter').map(({ properties }) => ({
      log: assembly.readable(properties.LogGroupName),
      pattern: properties.FilterPattern,
    }));
    const pattern = '?"mail_blocked" ?"paper_blocked"';
    const papers = ['receipt-paper', 'certificate-paper', 'handover-paper', 'meeting-minutes'];
    const logs = ['projections-stream', ...papers.map((name) => `${name}/Function`)];
    expect(filters).toEqual(
      expect.arrayContaining(logs.map((name) => ({ log: `<work/${name}/Log>`, pattern }))),
    );
    expect(filters).toHaveLength(logs.length);
    const alarm = assembly
      .ofType('AWS::CloudWatch::Alarm')
      .find(({ properties }) => String(properties.AlarmDescription).startsWith('A text names'));
    const metrics = alarm?.properties.Metrics as { MetricStat?: { Metric: { Namespace: string } } }[];
    expect(metrics.filter(({ MetricStat }) => MetricStat)).toHaveLength(logs.length);
  });

  test('every dead letter queue is watched', () => {
    const watched = assembly
      .ofType('AWS::CloudWatch::Alarm')
      .filter(({ properties }) => properties.Namespace === 'AWS/SQS')
      .flatMap(({ properties }) => properties.Dimensions as { Value: unknown }[])
      .map(({ Value }) => assembly.readable(Value).replace('.QueueName', ''));
    const queues = assembly.ofType('AWS::SQS::Queue').map(({ stack, path }) => `<${stack}/${path}>`);
    expect(watched.sort()).toEqual(queues.sort());
  });
});

test('anchors are made as Markdown renderers make them', () => {
  expect(anchorOf('The API answers with errors')).toBe('the-api-answers-with-errors');
  expect(anchorOf("A paper couldn't be made (PDF)")).toBe('a-paper-couldnt-be-made-pdf');
});
