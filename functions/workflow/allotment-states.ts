/** What an execution of a decided plan is told: the plan, how many lines it has, and which attempt this is. */
export interface AllotmentEntry {
  readonly allotment: string;
  readonly lines: number;
  readonly attempt: number;
}

/**
 * Lines of one part. A line is some five calls to the table, 50–100 ms: a part of 25 takes about 2.5 s, and at a second
 * a line, with the table throttling, 25 s of the function's five minutes. A plan of 1,000 lines is 40 parts: 42
 * transitions, $0.0011 (ADR 0028). Smaller parts cost more and show progress no sooner than a person looks again.
 */
export const LINES_PER_PART = 25;

/**
 * Parts at once. A line writes some 8 units into the plan's own partition (the line, its event, the caller's key), which
 * takes 1,000 a second: five parts at 10–20 lines a second are 400–800.
 */
export const PARTS_AT_ONCE = 5;

/** What the function's role may be busy with; the names are Lambda's. 1, 2, 4 … 60 s, ten times, some six minutes. */
const RETRY_SERVICE = {
  ErrorEquals: [
    'Lambda.TooManyRequestsException',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.ClientExecutionTimeoutException',
  ],
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  MaxAttempts: 10,
  JitterStrategy: 'FULL',
};

/** What the function itself threw: a database that refused, its own time-out. Each line goes on where it stopped. 2, 4, 8 s. */
const RETRY_FUNCTION = { ErrorEquals: ['States.ALL'], IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 3 };

/** `{ allotment, from, to }` for every part, both ends included. The brackets keep one part a list. */
const parts = `{% [[1..$ceil($states.input.lines / ${LINES_PER_PART})].{
  "allotment": $states.input.allotment,
  "from": ($ - 1) * ${LINES_PER_PART} + 1,
  "to": $min([$ * ${LINES_PER_PART}, $states.input.lines])
}] %}`;

const asking = (linesFunction: string, Payload: unknown) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: linesFunction, Payload },
  Retry: [RETRY_SERVICE, RETRY_FUNCTION],
  Output: '{% $states.result.Payload %}',
  End: true,
});

/** Label of the map run: its child executions are `…:execution:<machine>/parts:<name>`. */
export const PARTS_LABEL = 'parts';

/**
 * A decided plan is carried out: `{ allotment, lines, attempt }` in, the lines in parts side by side, then the plan is
 * closed. Every line ends exactly once whoever asks for it, so that an execution that failed is taken up by another
 * (attempt + 1), which asks for all parts again; what is done answers at once. Out comes what was allotted and refused.
 * @param linesFunction name or ARN of the function `allotment-lines`
 */
export const allotmentWorkflow = ({ linesFunction }: { readonly linesFunction: string }) => ({
  Comment: 'The lines of a decided plan, part by part',
  QueryLanguage: 'JSONata',
  StartAt: 'Lines',
  States: {
    Lines: {
      Type: 'Map',
      Label: PARTS_LABEL,
      Items: parts,
      MaxConcurrency: PARTS_AT_ONCE,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Part',
        States: { Part: asking(linesFunction, '{% $states.input %}') },
      },
      Output: { allotment: '{% $states.input.allotment %}', close: true },
      Next: 'Close',
    },
    Close: asking(linesFunction, '{% $states.input %}'),
  },
});
