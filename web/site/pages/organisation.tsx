import { ApplyForm } from '../forms/apply-form.tsx';
import { organisationSteps } from '../forms/organisation.ts';
import type { Page } from '../page.ts';
import { apply } from './apply.tsx';

/** A welfare organisation applies. */
export const organisation: Page = {
  path: '/apply/organisation/',
  family: 'apply',
  island: 'apply-form',
  above: [apply],
  title: ({ t }) => t.organisation.title,
  description: ({ t }) => t.organisation.description,
  body: (context) => (
    <ApplyForm context={context} applicant="organisation" steps={organisationSteps(context)} />
  ),
};
