import { optimised, readResource } from './resource.ts';
import type { StateType } from './types.ts';

const common = ['Type', 'Comment', 'QueryLanguage'];
const moving = [...common, 'Next', 'End', 'Assign', 'Output'];
const trying = [...moving, 'Retry', 'Catch'];

/** What the interpreter implements. Everything else in a definition is refused by name before it runs. */
export const supported = {
  queryLanguage: 'JSONata',
  machine: ['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version'],
  graph: ['Comment', 'QueryLanguage', 'StartAt', 'States'],
  states: {
    Pass: moving,
    Task: [...trying, 'Resource', 'Arguments', 'TimeoutSeconds', 'HeartbeatSeconds'],
    Choice: [...common, 'Choices', 'Default', 'Assign', 'Output'],
    Wait: [...moving, 'Seconds', 'Timestamp'],
    Succeed: [...common, 'Output'],
    Fail: [...common, 'Error', 'Cause'],
    Parallel: [...trying, 'Branches', 'Arguments'],
    Map: [...trying, 'Items', 'ItemSelector', 'ItemProcessor', 'MaxConcurrency', 'ItemBatcher', 'Label'],
  } satisfies Record<StateType, string[]> as Record<string, readonly string[]>,
  choiceRule: ['Condition', 'Next', 'Assign', 'Output', 'Comment'],
  retrier: [
    'ErrorEquals',
    'IntervalSeconds',
    'BackoffRate',
    'MaxAttempts',
    'MaxDelaySeconds',
    'JitterStrategy',
    'Comment',
  ],
  catcher: ['ErrorEquals', 'Next', 'Assign', 'Output', 'Comment'],
  mapModes: ['INLINE', 'DISTRIBUTED'],
  /** Child executions of a distributed Map: EXPRESS ones have no exactly-once execution and no history. */
  childType: 'STANDARD',
  batcher: ['MaxItemsPerBatch', 'BatchInput'],
  resources: ['aws-sdk:<service>:<action>', ...optimised],
} as const;

type Fields = Record<string, unknown>;

/**
 * Everything in a definition that this interpreter does not implement, one sentence each; empty when it can run.
 * @param definition a parsed Amazon States Language definition
 */
export function unsupportedIn(definition: object): string[] {
  const machine = definition as Fields;
  return [
    ...unknownFields('the machine', machine, supported.machine),
    ...inGraph('', machine, machine.QueryLanguage ?? 'JSONPath'),
  ];
}

function inGraph(where: string, graph: Fields, language: unknown): string[] {
  return Object.entries((graph.States ?? {}) as Record<string, Fields>).flatMap(([name, state]) =>
    inState(`${where}${name}`, state, state.QueryLanguage ?? language),
  );
}

function inState(name: string, state: Fields, language: unknown): string[] {
  const type = String(state.Type);
  const fields = supported.states[type];
  if (!fields) return [`state ${name}: type ${type}`];
  const found = unknownFields(`state ${name}`, state, fields);
  if (language !== supported.queryLanguage) found.push(`state ${name}: query language ${String(language)}`);
  for (const [field, known] of [
    ['Retry', supported.retrier],
    ['Catch', supported.catcher],
    ['Choices', supported.choiceRule],
  ] as const) {
    for (const [at, part] of list(state[field]).entries()) {
      found.push(...unknownFields(`state ${name}: ${field}[${at}]`, part, known));
    }
  }
  if (type === 'Task') found.push(...inTask(name, state));
  for (const [at, branch] of list(state.Branches).entries()) {
    found.push(...unknownFields(`state ${name}: branch ${at}`, branch, supported.graph));
    found.push(...inGraph(`${name}/${at}/`, branch, language));
  }
  if (type === 'Map') found.push(...inMap(name, state, language));
  return found;
}

function inTask(name: string, { Resource, Arguments }: Fields): string[] {
  const found: string[] = [];
  if (!readResource(String(Resource))) found.push(`state ${name}: resource ${String(Resource)}`);
  // What a task without Arguments sends is not documented for JSONata, so it has to be said.
  if (Arguments === undefined) found.push(`state ${name}: a task without Arguments`);
  return found;
}

function inMap(name: string, { ItemProcessor, ItemBatcher, Label }: Fields, language: unknown): string[] {
  const { ProcessorConfig = {}, ...graph } = (ItemProcessor ?? {}) as Fields;
  const { Mode = 'INLINE', ExecutionType = supported.childType, ...others } = ProcessorConfig as Fields;
  const found = [
    ...unknownFields(`state ${name}: ItemProcessor`, graph, supported.graph),
    ...unknownFields(`state ${name}: ProcessorConfig`, others, []),
    ...unknownFields(`state ${name}: ItemBatcher`, (ItemBatcher ?? {}) as Fields, supported.batcher),
  ];
  if (!supported.mapModes.some((mode) => mode === Mode))
    found.push(`state ${name}: Map mode ${String(Mode)}`);
  if (ExecutionType !== supported.childType)
    found.push(`state ${name}: ExecutionType ${String(ExecutionType)}`);
  if (Mode === 'INLINE') {
    if (ItemBatcher !== undefined) found.push(`state ${name}: ItemBatcher of an inline Map`);
    if (Label !== undefined) found.push(`state ${name}: Label of an inline Map`);
  }
  return [...found, ...inGraph(`${name}/`, graph, language)];
}

function unknownFields(where: string, value: Fields, known: readonly string[]): string[] {
  return Object.keys(value)
    .filter((field) => !known.includes(field))
    .map((field) => `${where}: field ${field}`);
}

function list(value: unknown): Fields[] {
  return Array.isArray(value) ? (value as Fields[]) : [];
}
