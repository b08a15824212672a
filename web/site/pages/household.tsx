import { ApplyForm } from '../forms/apply-form.tsx';
import { householdSteps } from '../forms/household.ts';
import type { Page } from '../page.ts';
import { apply } from './apply.tsx';

/** A household applies. */
export const household: Page = {
  path: '/apply/household/',
  family: 'apply',
  island: 'apply-form',
  above: [apply],
  title: ({ t }) => t.household.title,
  description: ({ t }) => t.household.description,
  body: (context) => <ApplyForm context={context} applicant="household" steps={householdSteps(context)} />,
};
