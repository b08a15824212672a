import type { Step } from './contract.ts';

export type StepName = Step;

/** Outcomes that lead off the straight way. */
export type Exceptional = 'FAILED' | 'REWORK' | 'RECYCLED' | 'RETURNED' | 'FAULTY';

/** What each step waits for: the outcome that goes on, those that branch, and what comes next. */
export const WAITS: Readonly<
  Record<
    StepName,
    {
      readonly state: string;
      readonly straight: string;
      readonly exceptional: readonly Exceptional[];
      readonly next: StepName | 'AT_HOME';
    }
  >
> = {
  erasure: { state: 'Erasure', straight: 'ERASED', exceptional: ['FAILED', 'RECYCLED'], next: 'check' },
  destruction: { state: 'Destruction', straight: 'DESTROYED', exceptional: ['RECYCLED'], next: 'check' },
  check: { state: 'Check', straight: 'PASSED', exceptional: ['REWORK', 'RECYCLED'], next: 'allotment' },
  allotment: {
    state: 'Allotment',
    straight: 'ALLOTTED',
    exceptional: ['RECYCLED', 'FAULTY'],
    next: 'delivery',
  },
  delivery: {
    state: 'Delivery',
    straight: 'INSTALLED',
    exceptional: ['RETURNED', 'FAULTY'],
    next: 'AT_HOME',
  },
};

/** Where an exceptional outcome leads; `again` starts a new round, so that its wait meets a fresh item. */
export const EXCEPTIONS: Readonly<
  Record<Exceptional, { readonly goTo: StepName | 'RECYCLED'; readonly again: boolean }>
> = {
  FAILED: { goTo: 'destruction', again: false },
  REWORK: { goTo: 'check', again: true },
  RECYCLED: { goTo: 'RECYCLED', again: false },
  RETURNED: { goTo: 'allotment', again: true },
  FAULTY: { goTo: 'check', again: true },
};

/** An event's conclusion of a step: a failed check is REWORK to the workflow, FAILED to the people. */
export interface Conclusion {
  readonly device: string;
  readonly step: StepName;
  readonly round: number;
  readonly outcome: string;
}

const workflowOutcome = (step: StepName, outcome: string): string =>
  step === 'check' && outcome === 'FAILED' ? 'REWORK' : outcome;

/** What an event means to the workflow, or undefined. */
export function conclusionOf(event: {
  type: string;
  subject: string;
  refs?: Readonly<Record<string, string>>;
  facts?: Readonly<Record<string, unknown>>;
}): Conclusion | undefined {
  const { step, round, outcome } = event.facts ?? {};
  const device = event.type.startsWith('device.') ? event.subject : event.refs?.device;
  if (
    typeof step !== 'string' ||
    !(step in WAITS) ||
    typeof round !== 'number' ||
    typeof outcome !== 'string'
  )
    return;
  if (!device) return;
  const name = step as StepName;
  return { device, step: name, round, outcome: workflowOutcome(name, outcome) };
}

export const isStraight = (step: StepName, outcome: string): boolean => WAITS[step].straight === outcome;
