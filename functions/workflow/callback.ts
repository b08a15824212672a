import { SendTaskFailureCommand, SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { LOG, log } from '../kernel/log.ts';
import type { StepItem } from './domain.ts';
import { isStraight } from './steps.ts';

/** What became of a callback. A token that is used, timed out or gone is never reported as delivered. */
export type Delivered = { readonly delivered: true } | { readonly delivered: false; readonly reason: string };

/** AWS's names for a token that cannot be answered any more; everything else is worth another try. */
const FINAL = ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'];

/** Answers a waiting step: the straight outcome as success, every other one as a failure of that name. */
export async function callBack(
  workflow: SFNClient,
  item: StepItem & { taskToken: string; outcome: string },
): Promise<Delivered> {
  const { taskToken, outcome, device, step, round } = item;
  const about = { device, step, round, outcome };
  try {
    await (isStraight(step, outcome)
      ? workflow.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(about) }))
      : workflow.send(new SendTaskFailureCommand({ taskToken, error: outcome, cause: `${step} ${round}` })));
    log(LOG.CALLBACK_SENT, about);
    return { delivered: true };
  } catch (error) {
    if (!(error instanceof Error) || !FINAL.includes(error.name)) throw error;
    log(LOG.CALLBACK_REFUSED, { ...about, reason: error.name });
    return { delivered: false, reason: error.name };
  }
}
