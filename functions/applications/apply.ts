import type * as z from 'zod';
import type { City } from '../kernel/city.ts';
import { districtOf, openPhases } from '../kernel/city.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { failing } from '../kernel/errors.ts';
import { newId, referenceOf } from '../kernel/ids.ts';
import { keys, OWNERS, queue } from '../kernel/keys.ts';
import { findTitledNames, mustNameNoOfficeHolder } from '../kernel/printed-text.ts';
import type { Write } from '../kernel/table.ts';
import { applicationsContract, type HouseholdApplication, type OrganisationApplication } from './contract.ts';
import { type Application, servedRecently } from './domain.ts';
import type { ApplicationsRepository } from './repository.ts';

const fail = failing(applicationsContract.errors);
/** Under 14 only with a guardian (PIPA §22-2); a household's applicant must be of that age. */
const GUARDIAN_AGE = 14;

interface Submission {
  readonly applicant: Application['applicant'];
  readonly district: string;
  readonly details: Partial<Application> & Pick<Application, 'category' | 'computers' | 'needs' | 'lookUp'>;
  readonly contact: Readonly<Record<string, unknown>> & { readonly language: string };
  readonly consents: readonly string[];
  readonly locks: readonly Write[];
}

/** Who may apply now is a matter of date and district (phases of the city pack). */
function mustBeOpen(city: City, applicant: Application['applicant'], district: string, today: string): void {
  if (!districtOf(city, district))
    throw fail('DISTRICT_UNKNOWN', {}, [{ path: 'address.district', code: 'DISTRICT_UNKNOWN' }]);
  if (openPhases(city, applicant, today, district).length > 0) return;
  const next = city.phases
    .filter(
      (p) =>
        p.kind === applicant &&
        p.opensOn > today &&
        (p.districts.length === 0 || p.districts.includes(district)),
    )
    .sort((a, b) => a.opensOn.localeCompare(b.opensOn))[0];
  throw fail('PHASE_CLOSED', next ? { opensOn: next.opensOn, district } : { district });
}

async function submit(
  deps: Dependencies,
  repository: ApplicationsRepository,
  intent: Intent,
  submission: Submission,
) {
  const { applicant, district, details, contact, consents, locks } = submission;
  const at = instant(deps.clock);
  const id = newId('application', intent.key);
  const person = newId('person', intent.key);
  const state = {
    ...keys.application(id),
    kind: 'application',
    id,
    reference: referenceOf(id),
    applicant,
    status: 'SUBMITTED',
    version: 1,
    personId: person,
    district,
    ...details,
    reserved: 0,
    allotted: 0,
    installed: 0,
    submittedAt: at,
    stages: { SUBMITTED: at },
    since: at,
    q: queue(OWNERS.application, 'SUBMITTED', district),
    qs: `${at}#${id}`,
  };
  const sealed = {
    ...keys.person(person),
    kind: 'person',
    id: person,
    district,
    language: contact.language,
    contact: await deps.vault.seal({ person }, contact),
    consents: Object.fromEntries(consents.map((name) => [name, at])),
  };
  return repository.commit({
    intent,
    ref: id,
    event: {
      type: 'application.submit',
      subject: id,
      to: 'SUBMITTED',
      at,
      by: { kind: 'anonymous' },
      district,
      refs: { person, application: id },
      facts: { applicant, computers: details.computers },
    },
    writes: [{ put: state, when: { exists: false } }, { put: sealed, when: { exists: false } }, ...locks],
    answer: { id, reference: referenceOf(id), status: 'SUBMITTED' as const },
    refused: (write) => ('put' in write && write.put.sk === 'LOCK' ? fail('HOUSEHOLD_HAS_ONE') : undefined),
  });
}

/** The same request again gets its first answer, also when a phase has closed or a place was taken meanwhile. */
const once = <A>(repository: ApplicationsRepository, intent: Intent, deed: () => Promise<A>): Promise<A> =>
  repository.once(newId('application', intent.key), intent, deed);

export const applyForOrganisation = (
  deps: Dependencies,
  repository: ApplicationsRepository,
  intent: Intent,
  body: z.output<typeof OrganisationApplication>,
) => once(repository, intent, () => submitOrganisation(deps, repository, intent, body));

async function submitOrganisation(
  deps: Dependencies,
  repository: ApplicationsRepository,
  intent: Intent,
  body: z.output<typeof OrganisationApplication>,
) {
  const { organisation, contact, address, needs, computers, purpose, peopleReached } = body;
  if (!deps.city.organisationKinds.some(({ code }) => code === organisation.kind)) {
    throw fail('CATEGORY_UNKNOWN', {}, [{ path: 'organisation.kind', code: 'CATEGORY_UNKNOWN' }]);
  }
  mustNameNoOfficeHolder(deps.city, { 'organisation.name': organisation.name });
  mustNameNoOfficeHolder(deps.city, { 'contact.name': contact.name }, findTitledNames);
  mustBeOpen(deps.city, 'organisation', address.district, localDate(deps.clock.now(), deps.city.timeZone));
  const { registrationNumber } = organisation;
  return submit(deps, repository, intent, {
    applicant: 'organisation',
    district: address.district,
    details: {
      category: organisation.kind,
      organisation: organisation.name,
      purpose,
      peopleReached,
      computers,
      needs,
      lookUp: false,
    },
    contact: {
      ...contact,
      address,
      organisation: organisation.name,
      ...(registrationNumber ? { registrationNumber } : {}),
    },
    consents: ['privacy'],
    locks: [],
  });
}

/** The same household under spelling variants: name without spaces and case, and date of birth. */
const householdText = (name: string, birthDate: string): string =>
  `${name.normalize('NFKC').replace(/\s+/g, '').toLowerCase()}|${birthDate}`;

function mustBeOfAge(birthDate: string, today: string): void {
  if (birthDate > today)
    throw fail('BIRTH_DATE_IN_FUTURE', {}, [{ path: 'birthDate', code: 'BIRTH_DATE_IN_FUTURE' }]);
  const ofAge = `${Number(birthDate.slice(0, 4)) + GUARDIAN_AGE}${birthDate.slice(4)}`;
  if (ofAge > today) throw fail('GUARDIAN_NEEDED', {}, [{ path: 'birthDate', code: 'GUARDIAN_NEEDED' }]);
}

export const applyForHousehold = (
  deps: Dependencies,
  repository: ApplicationsRepository,
  intent: Intent,
  body: z.output<typeof HouseholdApplication>,
) => once(repository, intent, () => submitHousehold(deps, repository, intent, body));

async function submitHousehold(
  deps: Dependencies,
  repository: ApplicationsRepository,
  intent: Intent,
  body: z.output<typeof HouseholdApplication>,
) {
  const { contact, birthDate, address, category, householdSize, needs, reason, consents } = body;
  const now = deps.clock.now();
  const today = localDate(now, deps.city.timeZone);
  if (!deps.city.householdCategories.some(({ code }) => code === category)) {
    throw fail('CATEGORY_UNKNOWN', {}, [{ path: 'category', code: 'CATEGORY_UNKNOWN' }]);
  }
  // Messages greet by name; what stands with a title is refused here, because they leave it aside.
  mustNameNoOfficeHolder(deps.city, { 'contact.name': contact.name }, findTitledNames);
  mustBeOfAge(birthDate, today);
  mustBeOpen(deps.city, 'household', address.district, today);
  const household = await deps.vault.hash('household', householdText(contact.name, birthDate));
  const last = await repository.holderOf(household);
  if (last && last.id !== newId('application', intent.key) && servedRecently(last, now, deps.city)) {
    throw fail('HOUSEHOLD_HAS_ONE');
  }
  const lock = {
    ...keys.household(household),
    kind: 'household',
    application: newId('application', intent.key),
  };
  return submit(deps, repository, intent, {
    applicant: 'household',
    district: address.district,
    details: {
      category,
      householdSize,
      household,
      computers: 1,
      needs,
      lookUp: consents.lookUp,
      ...(reason ? { reason } : {}),
    },
    contact: { ...contact, address, birthDate },
    consents: ['privacy', 'sensitive', ...(consents.lookUp ? ['lookUp'] : [])],
    locks: [{ put: lock, when: last ? { equals: { application: last.id } } : { exists: false } }],
  });
}
