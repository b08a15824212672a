// A process for map-run.test.ts to kill: a distributed Map over many items, each of them written down when it is done.
import { appendFileSync } from 'node:fs';
import { openEngine } from './engine.ts';
import { machine, roleArn, update } from './rehearsal.ts';

const [folder = '', witness = '', items = ''] = process.argv.slice(2);
const arn = 'arn:aws:states:ap-northeast-2:000000000000:stateMachine:kill';
const engine = openEngine({
  folder,
  now: Date.now,
  async invoke({ input }) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    appendFileSync(witness, `${(input as { n: number }).n}\n`);
    return input;
  },
});
const processor = {
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'One',
  States: { One: { Type: 'Task', Resource: update, Arguments: '{% $states.input %}', End: true } },
};
const definition = machine({
  M: {
    Type: 'Map',
    Items: '{% [1..$states.input.count].{"n": $} %}',
    ItemProcessor: processor,
    MaxConcurrency: 4,
    Label: 'each',
    Output: '{% $states.result.n %}',
    End: true,
  },
});
engine.deploy({ arn, name: 'kill', roleArn, definition });
const started = { stateMachineArn: arn, name: 'only', input: JSON.stringify({ count: Number(items) }) };
const { executionArn } = await engine.startExecution(started);
process.stdout.write('ready\n');
const ended = setInterval(async () => {
  const { status } = await engine.describeExecution(executionArn);
  if (status === 'RUNNING') return;
  clearInterval(ended);
  await engine.stop();
}, 5);
