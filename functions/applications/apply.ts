import type * as z from 'zod';
import { instant, localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { newId } from '../kernel/ids.ts';
import { mustSpeak } from '../kernel/languages.ts';
import { findTitledNames, mustNameNoOfficeHolder } from '../kernel/printed-text.ts';
import { organisationOf } from '../organisations/domain.ts';
import type {
  HouseholdApplication,
  HouseholdOnPaper,
  OrganisationApplication,
  OrganisationOnPaper,
} from './contract.ts';
import { fail } from './failures.ts';
import { householdHash, marksOf, takePlace } from './household.ts';
import { mustBeOpen } from './phases.ts';
import type { ApplicationsRepository } from './repository.ts';
import { type Entry, type Submission, submit } from './submit.ts';

/** Under 14 only with a guardian (PIPA §22-2): on paper, where the guardian can sign. */
const GUARDIAN_AGE = 14;

type Guardian = z.output<typeof HouseholdOnPaper>['guardian'];
type Organisation = Omit<z.output<typeof OrganisationApplication>, 'place'> &
  Pick<z.output<typeof OrganisationOnPaper>, 'place'>;
type Household = z.output<typeof HouseholdApplication> & { readonly guardian?: Guardian };

const broken = (code: Parameters<typeof fail>[0], path: string) => fail(code, {}, [{ path, code }]);

function mustBeOfAge(birthDate: string, today: string, guardian: Guardian): void {
  if (birthDate > today) throw broken('BIRTH_DATE_IN_FUTURE', 'birthDate');
  const ofAge = `${Number(birthDate.slice(0, 4)) + GUARDIAN_AGE}${birthDate.slice(4)}`;
  if (ofAge > today && !guardian) throw broken('GUARDIAN_NEEDED', 'birthDate');
}

/** The same request again gets its first answer, also when a phase has closed or a place was taken meanwhile. */
async function apply(
  deps: Dependencies,
  repository: ApplicationsRepository,
  intent: Intent,
  entry: Entry,
  submission: (today: string) => Promise<Submission>,
) {
  return repository.once(newId('application', intent.key), intent, async () => {
    const today = localDate(deps.clock.now(), deps.city.timeZone);
    if (entry.signedOn && entry.signedOn > today) throw broken('SIGNED_IN_FUTURE', 'signedOn');
    return submit(deps, repository, intent, await submission(today), entry);
  });
}

export const applyForOrganisation = (
  deps: Dependencies,
  repository: ApplicationsRepository,
  intent: Intent,
  asked: Organisation,
  entry: Entry,
) =>
  apply(deps, repository, intent, entry, async (today) => {
    const { organisation, contact, address, place, needs, computers, purpose, peopleReached } = asked;
    const { name, kind, registrationNumber } = organisation;
    if (!deps.city.organisationKinds.some(({ code }) => code === kind))
      throw broken('CATEGORY_UNKNOWN', 'organisation.kind');
    mustNameNoOfficeHolder(deps.city, { 'organisation.name': name, 'place.name': place?.name });
    mustNameNoOfficeHolder(deps.city, { 'contact.name': contact.name }, findTitledNames);
    mustSpeak(deps.city, contact.language);
    mustBeOpen(deps.city, 'organisation', address.district, today);
    const body = await organisationOf(deps, {
      ...{ name, kind, registrationNumber, district: address.district },
      application: newId('application', intent.key),
      person: newId('person', intent.key),
      at: instant(deps.clock),
      key: intent.key,
    });
    return {
      applicant: 'organisation',
      district: address.district,
      details: {
        category: kind,
        organisation: name,
        organisationId: body.id,
        purpose,
        peopleReached,
        computers,
        needs,
        lookUp: false,
        ...(place ? { place: { name: place.name, network: place.network } } : {}),
      },
      contact: {
        ...contact,
        address,
        organisation: name,
        ...(registrationNumber ? { registrationNumber } : {}),
        ...(place?.inCharge ? { inCharge: place.inCharge } : {}),
      },
      consents: ['privacy'],
      marks: [],
      also: body.writes,
    };
  });

export const applyForHousehold = (
  deps: Dependencies,
  repository: ApplicationsRepository,
  intent: Intent,
  body: Household,
  entry: Entry,
) =>
  apply(deps, repository, intent, entry, async (today) => {
    const { contact, birthDate, address, category, householdSize, needs, reason, consents, guardian } = body;
    if (!deps.city.householdCategories.some(({ code }) => code === category))
      throw broken('CATEGORY_UNKNOWN', 'category');
    // Messages greet by name; what stands with a title is refused here, because they leave it aside.
    mustNameNoOfficeHolder(deps.city, { 'contact.name': contact.name }, findTitledNames);
    mustSpeak(deps.city, contact.language);
    mustBeOfAge(birthDate, today, guardian);
    mustBeOpen(deps.city, 'household', address.district, today);
    const who = { name: contact.name, phone: contact.phone, birthDate, address };
    const [household, marks] = await Promise.all([householdHash(deps, who), marksOf(deps, who)]);
    const place = await takePlace(deps, repository, household, newId('application', intent.key));
    return {
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
      contact: { ...contact, address, birthDate, ...(guardian ? { guardian } : {}) },
      consents: [
        'privacy',
        'sensitive',
        ...(consents.lookUp ? ['lookUp'] : []),
        ...(guardian ? ['guardian'] : []),
      ],
      marks,
      also: [place],
    };
  });
