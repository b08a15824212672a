import type { StepName } from './steps.ts';

/** The JSONata texts of the workflow, kept apart so that tests evaluate them as they are deployed. */

/** Key of the item where a wait and its event meet: `WFL#<device ulid>` / `STEP#<step>#<round>` (kernel/keys.ts). */
export const stepKey = (step: StepName) => ({
  pk: { S: "{% 'WFL#' & $substring($device, 4) %}" },
  sk: { S: `{% 'STEP#${step}#' & $string($round) %}` },
});

const MS_PER_DAY = 24 * 60 * 60 * 1000;

/** ISO instant so many days after the state was entered. */
export const until = (days: number): string =>
  `{% $fromMillis($toMillis($states.context.State.EnteredTime) + ${days * MS_PER_DAY}) %}`;
