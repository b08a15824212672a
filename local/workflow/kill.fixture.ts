// A process for resume.test.ts to kill: it starts executions and resolves their tokens as fast as it can,
// and writes down every promise that the engine made to it.
import { appendFileSync } from 'node:fs';
import { openEngine } from './engine.ts';
import { awaited, machine } from './rehearsal.ts';

const [folder = '', witness = ''] = process.argv.slice(2);
const tell = (line: object) => appendFileSync(witness, `${JSON.stringify(line)}\n`);
const tokens: string[] = [];

const engine = openEngine({
  folder,
  now: Date.now,
  invoke: async ({ input }) => {
    const { token } = input as { token: string };
    tell({ token });
    tokens.push(token);
    return {};
  },
});
const arn = 'arn:aws:states:ap-northeast-2:000000000000:stateMachine:kill';
const Arguments = { token: '{% $states.context.Task.Token %}' };
const definition = machine({ T: { Type: 'Task', Resource: awaited, Arguments, End: true } });
engine.deploy({ arn, name: 'kill', roleArn: 'arn:aws:iam::000000000000:role/workflow', definition });

async function startMany(): Promise<void> {
  for (;;) {
    const { executionArn } = await engine.startExecution({ stateMachineArn: arn, input: '{}' });
    tell({ started: executionArn });
  }
}

async function resolveMany(): Promise<void> {
  for (;;) {
    const token = tokens.splice(Math.floor(tokens.length / 2), 1)[0];
    if (token === undefined) {
      await new Promise((resolve) => setImmediate(resolve));
      continue;
    }
    await engine.sendTaskSuccess(token, '1');
    tell({ resolved: token });
  }
}

process.stdout.write('ready\n');
await Promise.all([startMany(), startMany(), resolveMany()]);
