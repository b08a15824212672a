import { householdSteps } from '../forms/household.ts';
import { organisationSteps } from '../forms/organisation.ts';
import type { Page } from '../page.ts';
import { Sheet } from '../paper/sheet.tsx';
import { apply } from './apply.tsx';
import { household } from './household.tsx';
import { organisation } from './organisation.tsx';

/** The application of a household on paper. */
export const householdPaper: Page = {
  path: '/apply/household/paper/',
  family: 'apply',
  island: 'paper',
  sheet: 'paper',
  above: [apply, household],
  title: ({ texts }) => texts.apply.paper.household,
  description: ({ texts }) => texts.apply.paper.householdDescription,
  body: (context) => <Sheet context={context} applicant="household" steps={householdSteps(context)} />,
};

/** … of an organisation. */
export const organisationPaper: Page = {
  path: '/apply/organisation/paper/',
  family: 'apply',
  island: 'paper',
  sheet: 'paper',
  above: [apply, organisation],
  title: ({ texts }) => texts.apply.paper.organisation,
  description: ({ texts }) => texts.apply.paper.organisationDescription,
  body: (context) => <Sheet context={context} applicant="organisation" steps={organisationSteps(context)} />,
};
