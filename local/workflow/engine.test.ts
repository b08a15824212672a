import { afterAll, expect, test } from 'vitest';
import { awaited, clearRehearsals, machine, rehearse, update } from './rehearsal.ts';

afterAll(clearRehearsals);

const task = { Type: 'Task', Resource: update, Arguments: {} };
const fails = (name: string) => async () => {
  throw Object.assign(new Error('because'), { name });
};

const features: {
  what: string;
  definition: object;
  input?: unknown;
  answer?: unknown;
  output?: unknown;
  error?: string;
  transitions: number;
}[] = [
  {
    what: 'Pass hands its input on',
    definition: machine({ A: { Type: 'Pass', End: true } }),
    input: { a: [1, 'x', null] },
    output: { a: [1, 'x', null] },
    transitions: 1,
  },
  {
    what: 'Assign is visible in later states, Output is the next input',
    definition: machine({
      A: { Type: 'Pass', Assign: { n: '{% $states.input.n + 1 %}' }, Output: { from: 'A' }, Next: 'B' },
      B: { Type: 'Pass', Output: { n: '{% $n %}', in: '{% $states.input %}', text: 'n' }, End: true },
    }),
    input: { n: 1 },
    output: { n: 2, in: { from: 'A' }, text: 'n' },
    transitions: 2,
  },
  {
    what: 'Assign and Output of one state read the variables as they were',
    definition: machine({
      A: { Type: 'Pass', Assign: { x: 1, y: 2 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { x: '{% $y %}', y: '{% $x %}' }, Output: '{% $x %}', Next: 'C' },
      C: { Type: 'Pass', Output: ['{% $states.input %}', '{% $x %}', '{% $y %}'], End: true },
    }).valueOf() as object,
    output: [1, 2, 1],
    transitions: 3,
  },
  {
    what: 'Choice takes the first true rule with its own Assign and Output',
    definition: machine({
      A: {
        Type: 'Choice',
        Choices: [
          { Condition: '{% $states.input.n > 9 %}', Next: 'Z' },
          { Condition: '{% $states.input.n > 4 %}', Assign: { size: 'middle' }, Output: 'rule', Next: 'Z' },
          { Condition: '{% true %}', Next: 'Z' },
        ],
        Default: 'Z',
        Output: 'default',
      },
      Z: { Type: 'Succeed', Output: ['{% $states.input %}', '{% $size %}'] },
    }),
    input: { n: 5 },
    output: ['rule', 'middle'],
    transitions: 2,
  },
  {
    what: 'Choice without a true rule takes Default with the state’s Assign and Output',
    definition: machine({
      A: {
        Type: 'Choice',
        Choices: [{ Condition: '{% false %}', Next: 'Z' }],
        Default: 'Z',
        Assign: { size: 'none' },
        Output: 'default',
      },
      Z: { Type: 'Succeed', Output: ['{% $states.input %}', '{% $size %}'] },
    }),
    output: ['default', 'none'],
    transitions: 2,
  },
  {
    what: 'Choice without Default fails when nothing matches',
    definition: machine({
      A: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'Z' }] },
      Z: { Type: 'Succeed' },
    }),
    error: 'States.NoChoiceMatched',
    transitions: 1,
  },
  {
    what: 'a Condition that is no boolean is an evaluation error',
    definition: machine({
      A: { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'Z' }], Default: 'Z' },
      Z: { Type: 'Succeed' },
    }),
    error: 'States.QueryEvaluationError',
    transitions: 1,
  },
  {
    what: 'Fail computes its Error and Cause',
    definition: machine({ A: { Type: 'Fail', Error: "{% 'Late' & $states.input.n %}", Cause: 'too late' } }),
    input: { n: 3 },
    error: 'Late3',
    transitions: 1,
  },
  {
    what: 'an undefined value is an evaluation error',
    definition: machine({ A: { Type: 'Pass', Output: '{% $states.input.none %}', End: true } }),
    error: 'States.QueryEvaluationError',
    transitions: 1,
  },
  {
    what: 'Task shows its answer as $states.result and as its output',
    definition: machine({
      A: { ...task, Assign: { got: '{% $states.result.Item %}' }, Next: 'B' },
      B: { Type: 'Pass', Output: ['{% $states.input.Item %}', '{% $got %}'], End: true },
    }),
    answer: { Item: 7, $metadata: {} },
    output: [7, 7],
    transitions: 2,
  },
  {
    what: 'Lambda invoke parses its Payload',
    definition: machine({
      A: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: 'f', Payload: { a: 1 } },
        Output: '{% $states.result.Payload.b %}',
        End: true,
      },
    }),
    answer: { StatusCode: 200, Payload: '{"b":2}' },
    output: 2,
    transitions: 1,
  },
  {
    what: 'an error thrown by a Lambda function is caught by its type',
    definition: machine({
      A: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: 'f' },
        Catch: [
          {
            ErrorEquals: ['TooLate'],
            Output: '{% $parse($states.errorOutput.Cause).errorMessage %}',
            Next: 'Z',
          },
        ],
        End: true,
      },
      Z: { Type: 'Succeed' },
    }),
    answer: { FunctionError: 'Unhandled', Payload: '{"errorType":"TooLate","errorMessage":"sorry"}' },
    output: 'sorry',
    transitions: 2,
  },
  {
    what: 'Parallel gives every branch its Arguments and collects the outputs in order',
    definition: machine({
      P: {
        Type: 'Parallel',
        Arguments: { n: '{% $states.input.n * 2 %}' },
        Branches: [
          { StartAt: 'L', States: { L: { Type: 'Pass', Output: '{% $states.input.n %}', End: true } } },
          { StartAt: 'R', States: { R: { Type: 'Succeed', Output: 'right' } } },
        ],
        End: true,
      },
    }),
    input: { n: 4 },
    output: [8, 'right'],
    transitions: 3,
  },
  {
    what: 'a failing branch fails the Parallel with the branch’s own error, and Catch assigns outside',
    definition: machine({
      P: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'L', States: { L: { Type: 'Fail', Error: 'Broken', Cause: 'left' } } },
          { StartAt: 'R', States: { R: { Type: 'Wait', Seconds: 60, End: true } } },
        ],
        Catch: [
          {
            ErrorEquals: ['Broken'],
            Assign: { why: '{% $states.errorOutput.Cause %}' },
            Output: '{% $states.input %}',
            Next: 'Z',
          },
        ],
        End: true,
      },
      Z: { Type: 'Succeed', Output: ['{% $why %}', '{% $states.input %}'] },
    }),
    input: 'in',
    output: ['left', 'in'],
    transitions: 4,
  },
  {
    what: 'Map runs its items with the outer variables and its own context',
    definition: machine({
      A: { Type: 'Pass', Assign: { factor: 10 }, Next: 'M' },
      M: {
        Type: 'Map',
        Items: '{% $states.input.list %}',
        ItemSelector: {
          v: '{% $states.context.Map.Item.Value %}',
          at: '{% $states.context.Map.Item.Index %}',
          all: '{% $count($states.input.list) %}',
        },
        MaxConcurrency: 2,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'I',
          States: {
            I: {
              Type: 'Pass',
              Assign: { mine: '{% $states.input.v * $factor %}' },
              Output: '{% $states.input %}',
              Next: 'J',
            },
            J: { Type: 'Pass', Output: '{% $mine + $states.input.at / $states.input.all %}', End: true },
          },
        },
        End: true,
      },
    }),
    input: { list: [1, 2, 3, 4] },
    output: [10, 20.25, 30.5, 40.75],
    transitions: 2 + 4 * 2,
  },
  {
    what: 'Map over nothing gives nothing',
    definition: machine({
      M: {
        Type: 'Map',
        Items: [],
        ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } },
        End: true,
      },
    }),
    output: [],
    transitions: 1,
  },
  {
    what: 'Map over no array is an evaluation error that its Catch takes',
    definition: machine({
      M: {
        Type: 'Map',
        Items: '{% 7 %}',
        ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } },
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Output: 'caught', Next: 'Z' }],
        End: true,
      },
      Z: { Type: 'Succeed' },
    }),
    output: 'caught',
    transitions: 2,
  },
  {
    what: 'a retry or catch of the wrong name lets the execution fail',
    definition: machine({
      A: {
        ...task,
        Arguments: { x: '{% $error("no") %}' },
        Catch: [{ ErrorEquals: ['Other'], Next: 'Z' }],
        End: true,
      },
      Z: { Type: 'Succeed' },
    }),
    error: 'States.QueryEvaluationError',
    transitions: 1,
  },
  {
    what: 'an output over 256 KiB ends the execution past States.ALL',
    definition: machine({
      A: {
        ...task,
        Output: "{% $join($range(1, 1000, 1).$string(), $pad('', 300, 'x')) %}",
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Z' }],
        End: true,
      },
      Z: { Type: 'Succeed' },
    }),
    error: 'States.DataLimitExceeded',
    transitions: 1,
  },
];

test.for(features)('$what', async ({ definition, input, answer, output, error, transitions }) => {
  const { engine, run } = rehearse(async () => answer ?? {});
  const ended = await run(definition, input);
  expect({ error: ended.error, output: ended.output && JSON.parse(ended.output) }).toEqual({ error, output });
  expect(ended.status).toBe(error ? 'FAILED' : 'SUCCEEDED');
  expect(engine.transitions(ended.executionArn)).toBe(transitions);
});

test('the context names execution, machine, state and, for a callback task, the token', async () => {
  const { run, calls, now } = rehearse();
  const { executionArn, name } = await run(
    machine({ A: { Type: 'Task', Resource: awaited, Arguments: '{% $states.context %}', End: true } }),
    { a: 1 },
  );
  const at = new Date(now()).toISOString();
  expect(calls[0]?.input).toEqual({
    Execution: {
      Id: executionArn,
      Input: { a: 1 },
      Name: name,
      RoleArn: calls[0]?.roleArn,
      StartTime: at,
      RedriveCount: 0,
    },
    State: { EnteredTime: at, Name: 'A', RetryCount: 0 },
    StateMachine: { Id: expect.stringContaining(':stateMachine:machine-1'), Name: 'machine-1' },
    Task: { Token: expect.any(String) },
  });
});

test.for([
  ['ConditionalCheckFailedException', 'DynamoDb.ConditionalCheckFailedException'],
  ['DynamoDb.ConditionalCheckFailedException', 'DynamoDb.ConditionalCheckFailedException'],
  ['ValidationException', 'DynamoDb.DynamoDbException'],
  ['Error', 'DynamoDb.DynamoDbException'],
] as const)('an SDK error %s is caught as %s', async ([thrown, named]) => {
  const { run } = rehearse(fails(thrown));
  const Catch = [{ ErrorEquals: [named], Output: '{% $states.errorOutput %}', Next: 'Z' }];
  const { output } = await run(machine({ A: { ...task, Catch, End: true }, Z: { Type: 'Succeed' } }));
  expect(JSON.parse(output ?? 'null')).toEqual({ Error: named, Cause: 'because' });
});

test('a Map never runs more iterations at once than it may', async () => {
  let active = 0;
  let most = 0;
  const { run } = rehearse(async ({ input }) => {
    most = Math.max(most, ++active);
    await new Promise((resolve) => setTimeout(resolve, 2));
    active -= 1;
    return input;
  });
  const iteration = { Type: 'Task', Resource: update, Arguments: '{% $states.input %}', End: true };
  const map = (more: object) =>
    machine({
      M: {
        Type: 'Map',
        Items: '{% $range(1, 60, 1) %}',
        ItemProcessor: { StartAt: 'I', States: { I: iteration } },
        ...more,
        End: true,
      },
    });
  const { output } = await run(map({ MaxConcurrency: '{% 2 + 1 %}' }));
  expect([most, JSON.parse(output ?? '')]).toEqual([3, Array.from({ length: 60 }, (_, at) => at + 1)]);
  most = 0;
  await run(map({}));
  // Inline Maps are limited to 40 on AWS, whatever they ask for.
  expect(most).toBe(40);
});
