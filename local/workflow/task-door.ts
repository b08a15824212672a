import { failTask, succeedTask, tokenFrame } from './answer.ts';
import { StateFailure, WorkflowError } from './errors.ts';
import type { Frame } from './frame.ts';
import type { Live } from './live.ts';
import { readToken } from './token.ts';
import { largestPayload } from './transition.ts';
import type { Json } from './types.ts';

// SendTaskFailure: the longest error name and cause.
const longestError = 256;
const longestCause = 32_768;

/**
 * The callback side of Step Functions. A token that was never minted here is `InvalidToken`; one whose
 * execution is unknown `TaskDoesNotExist`; one that is spent, timed out or whose execution has ended
 * `TaskTimedOut`. A refused callback changes nothing.
 */
export interface TaskDoor {
  /** @throws WorkflowError(InvalidOutput) when the output is no JSON or larger than 256 KiB */
  sendTaskSuccess(taskToken: string, output: string): Promise<void>;
  sendTaskFailure(taskToken: string, error?: string, cause?: string): Promise<void>;
  /** Starts the HeartbeatSeconds anew; TimeoutSeconds goes on counting. */
  sendTaskHeartbeat(taskToken: string): Promise<void>;
  /** The ARN of the machine whose task a token stands or stood for; undefined for any other text. */
  stateMachineOf(taskToken: string): string | undefined;
}

export function openTaskDoor({
  secret,
  running,
  ended,
}: {
  secret: Buffer;
  running: ReadonlyMap<string, Live>;
  ended: ReadonlyMap<string, { stateMachineArn: string }>;
}): TaskDoor {
  async function withTask(token: string, act: (frame: Frame) => void | Promise<void>): Promise<void> {
    const key = readToken(secret, token);
    if (key === undefined) throw new WorkflowError('InvalidToken', "Invalid Token: 'Invalid token'");
    const live = running.get(key);
    if (!live && !ended.has(key)) {
      throw new WorkflowError('TaskDoesNotExist', "Task does not exist: 'Provided task does not exist'");
    }
    if (!live) throw spent();
    await live.change(({ execution, root }) => {
      const frame = execution.status === 'RUNNING' ? tokenFrame(root, token) : undefined;
      if (!frame || overdue(frame)) throw spent();
      return act(frame);
    });
  }
  return {
    async sendTaskSuccess(token, output) {
      const result = readOutput(output);
      await withTask(token, (frame) => succeedTask(frame, result, output));
    },
    async sendTaskFailure(token, error = '', cause = '') {
      demandLength('error', error, longestError);
      demandLength('cause', cause, longestCause);
      await withTask(token, (frame) => failTask(frame, new StateFailure(error, cause)));
    },
    stateMachineOf(token) {
      const key = readToken(secret, token) ?? '';
      const owner = running.get(key)?.execution ?? ended.get(key);
      // A child execution's machine has the label of its Map behind a slash.
      return owner?.stateMachineArn.split('/')[0];
    },
    sendTaskHeartbeat: (token) =>
      withTask(token, ({ activation, run }) => {
        const { heartbeatSeconds } = activation;
        if (heartbeatSeconds !== undefined) activation.heartbeatAt = run.now + heartbeatSeconds * 1000;
      }),
  };
}

function demandLength(member: string, text: string, most: number): void {
  if (text.length <= most) return;
  throw new WorkflowError(
    'ValidationException',
    `'${member}' must have length less than or equal to ${most}`,
  );
}

/** A deadline that has passed has passed, even when no tick has looked yet. */
function overdue({ activation, run }: Frame): boolean {
  const moments = [activation.timeoutAt, activation.heartbeatAt, run.execution.deadline];
  return moments.some((moment) => moment !== undefined && moment <= run.now);
}

function spent(): WorkflowError {
  return new WorkflowError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
}

function readOutput(output: string): Json {
  if (Buffer.byteLength(output) > largestPayload) {
    throw new WorkflowError('InvalidOutput', `Invalid Output: more than ${largestPayload} bytes`);
  }
  try {
    return JSON.parse(output) as Json;
  } catch (thrown) {
    throw new WorkflowError('InvalidOutput', `Invalid Output: ${(thrown as Error).message}`);
  }
}
