import { expect, test } from 'vitest';
import { checkDefinition } from './definition.ts';
import { machine } from './rehearsal.ts';
import { unsupportedIn } from './supported.ts';

const pass = { Type: 'Pass', End: true };
const task = {
  Type: 'Task',
  Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem',
  Arguments: {},
  End: true,
};
const distributed = (more: object, config: object = {}) => ({
  Type: 'Map',
  ItemProcessor: {
    ...graph(pass),
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD', ...config },
  },
  End: true,
  ...more,
});
const graph = (state: object) => ({ StartAt: 'I', States: { I: state } });

test.for([
  ['JSONPath machines', { StartAt: 'A', States: { A: pass } }, 'state A: query language JSONPath'],
  [
    'JSONPath states',
    machine({ A: { ...pass, QueryLanguage: 'JSONPath' } }),
    'state A: query language JSONPath',
  ],
  ['unknown types', machine({ A: { Type: 'Sleep' } }), 'state A: type Sleep'],
  ['unknown fields', machine({ A: { ...pass, ResultPath: '$' } }), 'state A: field ResultPath'],
  ['Result of a Pass', machine({ A: { ...pass, Result: 1 } }), 'state A: field Result'],
  ['credentials', machine({ A: { ...task, Credentials: {} } }), 'state A: field Credentials'],
  ['unknown machine fields', machine({ A: pass }, { Owner: 'x' }), 'the machine: field Owner'],
  [
    '.sync',
    machine({ A: { ...task, Resource: 'arn:aws:states:::states:startExecution.sync:2' } }),
    'state A: resource arn:aws:states:::states:startExecution.sync:2',
  ],
  [
    'a bare Lambda ARN',
    machine({ A: { ...task, Resource: 'arn:aws:lambda:x:0:function:f' } }),
    'state A: resource arn:aws:lambda:x:0:function:f',
  ],
  [
    'HTTP tasks',
    machine({ A: { ...task, Resource: 'arn:aws:states:::http:invoke' } }),
    'state A: resource arn:aws:states:::http:invoke',
  ],
  [
    'a task without Arguments',
    machine({ A: { Type: 'Task', Resource: task.Resource, End: true } }),
    'state A: a task without Arguments',
  ],
  [
    'express child executions',
    machine({ A: distributed({}, { ExecutionType: 'EXPRESS' }) }),
    'state A: ExecutionType EXPRESS',
  ],
  ['other Map modes', machine({ A: distributed({}, { Mode: 'MANY' }) }), 'state A: Map mode MANY'],
  ['result writers', machine({ A: distributed({ ResultWriter: {} }) }), 'state A: field ResultWriter'],
  [
    'tolerated failures',
    machine({ A: distributed({ ToleratedFailureCount: 1 }) }),
    'state A: field ToleratedFailureCount',
  ],
  [
    'tolerated percentages',
    machine({ A: distributed({ ToleratedFailurePercentage: 5 }) }),
    'state A: field ToleratedFailurePercentage',
  ],
  [
    'batches by bytes',
    machine({ A: distributed({ ItemBatcher: { MaxInputBytesPerBatch: 1000 } }) }),
    'state A: ItemBatcher: field MaxInputBytesPerBatch',
  ],
  [
    'batches of an inline Map',
    machine({
      A: { Type: 'Map', ItemBatcher: { MaxItemsPerBatch: 2 }, ItemProcessor: graph(pass), End: true },
    }),
    'state A: ItemBatcher of an inline Map',
  ],
  [
    'item readers',
    machine({ A: { Type: 'Map', ItemReader: {}, ItemProcessor: graph(pass), End: true } }),
    'state A: field ItemReader',
  ],
  [
    'unknown fields in a branch',
    machine({ P: { Type: 'Parallel', Branches: [graph({ ...pass, Parameters: {} })], End: true } }),
    'state P/0/I: field Parameters',
  ],
  [
    'unknown types in an iteration',
    machine({ A: { Type: 'Map', ItemProcessor: graph({ Type: 'No' }), End: true } }),
    'state A/I: type No',
  ],
  [
    'unknown retrier fields',
    machine({ A: { ...task, Retry: [{ ErrorEquals: ['x'], Jitter: 1 }] } }),
    'state A: Retry[0]: field Jitter',
  ],
  [
    'ResultPath of a catcher',
    machine({ A: { ...task, Catch: [{ ErrorEquals: ['x'], Next: 'A', ResultPath: '$' }] } }),
    'state A: Catch[0]: field ResultPath',
  ],
  [
    'JSONPath choices',
    machine({
      A: { Type: 'Choice', Choices: [{ Variable: '$', Condition: '{% true %}', Next: 'B' }] },
      B: pass,
    }),
    'state A: Choices[0]: field Variable',
  ],
] as const)('%s are refused by name', ([, definition, what]) => {
  expect(unsupportedIn(definition)).toEqual([what]);
  expect(() => checkDefinition('m', definition)).toThrow(`not implemented: ${what}`);
});

test.for([
  ['a missing target', machine({ A: { Type: 'Pass', Next: 'B' } }), 'MISSING_TRANSITION_TARGET'],
  ['no way to end', machine({ A: { Type: 'Pass', Next: 'A' } }), 'MISSING_TERMINAL_STATE'],
  ['an expression that does not parse', machine({ A: { ...pass, Output: '{% 1 + %}' } }), '/States/A/Output'],
  ['$eval', machine({ A: { ...pass, Output: "{% $eval('1') %}" } }), '$eval is not available'],
  ['assigning $states', machine({ A: { ...pass, Assign: { states: 1 } } }), 'reserved'],
  [
    'an inner variable under an outer name',
    machine({
      A: { Type: 'Parallel', Assign: { x: 1 }, Branches: [graph({ ...pass, Assign: { x: 2 } })], End: true },
    }),
    '$x is already assigned in an outer scope',
  ],
] as const)('%s is refused', ([, definition, message]) => {
  expect(() => checkDefinition('m', definition)).toThrow(
    expect.objectContaining({ name: 'InvalidDefinition', message: expect.stringContaining(message) }),
  );
});

test.for([
  ['several lines in an expression', machine({ A: { ...pass, Output: '{% (\n  $a := 1;\n  $a\n) %}' } })],
  ['empty strings', machine({ A: { ...pass, Output: { text: '', list: ['', 1, ['']] } } })],
  ['any JSON as Output', machine({ A: { ...pass, Output: [1, 'x', null] } })],
  ['another partition', machine({ A: { ...task, Resource: 'arn:aws-iso:states:::aws-sdk:s3:putObject' } })],
  [
    'the same name in two branches',
    machine({
      P: {
        Type: 'Parallel',
        Branches: [
          graph({ ...pass, Assign: { x: 1 } }),
          { StartAt: 'J', States: { J: { ...pass, Assign: { x: 1 } } } },
        ],
        End: true,
      },
    }),
  ],
] as const)('%s is accepted and left as it is', ([, definition]) => {
  const before = structuredClone(definition);
  expect(checkDefinition('m', definition)).toEqual(before);
  expect(definition).toEqual(before);
});
