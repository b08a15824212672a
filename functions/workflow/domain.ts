import type { DeviceStatus } from '../devices/contract.ts';
import type { StepName } from './steps.ts';

/** The item where a wait and its event meet; whichever comes second makes the callback due. */
export interface StepItem {
  readonly pk: string;
  readonly sk: string;
  readonly device: string;
  readonly step: StepName;
  readonly round: number;
  readonly taskToken?: string;
  readonly outcome?: string;
  /** The token that was answered, or can never be; a later token of the same step is a new wait. */
  readonly settled?: string;
  readonly lateSince?: string;
}

/** A callback is due when token and outcome have met and this token was not settled yet. */
export const callbackDue = (
  item: Partial<StepItem>,
): item is StepItem & { taskToken: string; outcome: string } =>
  item.taskToken !== undefined && item.outcome !== undefined && item.settled !== item.taskToken;

/** The step that a device waits in, by its state; undefined where its way has ended. */
export function stepOfStatus(status: DeviceStatus): StepName | undefined {
  switch (status) {
    case 'RECEIVED':
    case 'ERASING':
      return 'erasure';
    case 'ERASE_FAILED':
      return 'destruction';
    case 'ERASED':
    case 'DRIVE_DESTROYED':
    case 'REFURBISHING':
    case 'WAITING_PART':
    case 'OS_INSTALLED':
      return 'check';
    case 'READY':
    case 'RESERVED':
      return 'allotment';
    case 'ALLOTTED':
    case 'OUT_FOR_DELIVERY':
      return 'delivery';
    default:
      return undefined;
  }
}

/** `dev_…-1`, `alt_…-1`: the name of the n-th execution of a device or a plan; the same name twice is the same execution. */
export const executionName = (subject: string, attempt: number): string => `${subject}-${attempt}`;
