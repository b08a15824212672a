import { type Answer, callingFrame, takeAnswer } from './answer.ts';
import type { Call, Live } from './live.ts';
import { readResource } from './resource.ts';
import type { Invoke } from './types.ts';

/** Makes each waited-for call once in this process, and brings its answer back. */
export interface Caller {
  make(live: Live, calls: Call[]): void;
  busy(): boolean;
  /** Resolves when no call is under way. */
  idle(): Promise<void>;
  stop(): void;
}

/**
 * @param lost called when an answer could not be written: the call is still waited for, and to be made again
 * @param ready what every call waits for
 */
export function openCaller(
  invoke: Invoke,
  lost: (live: Live, thrown: unknown) => void,
  ready: Promise<unknown> = Promise.resolve(),
): Caller {
  const underWay = new Map<string, Promise<void>>();
  let stopped = false;

  async function perform(live: Live, { callId, resource, request }: Call): Promise<void> {
    await ready;
    if (stopped) return;
    const answer = await ask(invoke, live.execution.roleArn, resource, request);
    // After a stop the call stays open on disk and is made again at the next start.
    if (stopped) return;
    await live.change(({ execution, root }) => {
      const frame = execution.status === 'RUNNING' ? callingFrame(root, callId) : undefined;
      return frame && takeAnswer(frame, answer);
    });
  }

  return {
    make(live, calls) {
      if (stopped) return;
      for (const call of calls) {
        if (underWay.has(call.callId)) continue;
        const made = perform(live, call)
          .finally(() => underWay.delete(call.callId))
          .catch((thrown: unknown) => lost(live, thrown));
        underWay.set(call.callId, made);
      }
    },
    busy: () => underWay.size > 0,
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
    stop() {
      stopped = true;
    },
  };
}

async function ask(invoke: Invoke, roleArn: string, arn: string, input: unknown): Promise<Answer> {
  try {
    const resource = readResource(arn);
    if (!resource) throw new Error(`No such integration: ${arn}`);
    return { value: await invoke({ roleArn, service: resource.service, action: resource.action, input }) };
  } catch (thrown) {
    return { thrown };
  }
}
