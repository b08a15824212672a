import type { RequestFor } from '../contracts.ts';
import { person } from '../core/session.ts';
import { optionalText } from '../form/texts.ts';

export type Kind = 'household' | 'organisation';
export const KINDS = ['household', 'organisation'] as const satisfies readonly Kind[];
/** The draft's name: the printed form is filled from the same. */
export const formId = (kind: Kind): string => `assisted-${kind}`;

export const MACHINES = ['any', 'desktop', 'laptop'] as const;
export const WISHES = ['screenReader', 'largeScreen', 'internet'] as const;
export const NETWORKS = ['wired', 'wireless', 'none'] as const;

/** Nothing is known yet; the district is the officer's own. */
export const blank = () => ({
  fullName: '',
  phone: '',
  email: '',
  language: 'ko',
  district: person.value?.district ?? '',
  postcode: '',
  street: '',
  detail: '',
  machine: 'any' as (typeof MACHINES)[number],
  wishes: [] as readonly string[],
  privacy: [] as readonly string[],
  signedOn: '',
});
export const blankHousehold = () => ({
  ...blank(),
  birthDate: '',
  guardianName: '',
  guardianPhone: '',
  category: '',
  householdSize: '',
  reason: '',
  sensitive: [] as readonly string[],
  lookUp: [] as readonly string[],
});
export const blankOrganisation = () => ({
  ...blank(),
  organisation: '',
  organisationKind: '',
  registrationNumber: '',
  computers: '',
  peopleReached: '',
  purpose: '',
  place: '',
  network: '' as '' | (typeof NETWORKS)[number],
  placePerson: '',
  placePhone: '',
});
export type Shared = ReturnType<typeof blank>;
export type HouseholdValues = ReturnType<typeof blankHousehold>;
export type OrganisationValues = ReturnType<typeof blankOrganisation>;

/** A field of the request → the field of this form that it is typed into. */
const TYPED_INTO: Readonly<Record<string, string>> = {
  'contact.name': 'fullName',
  'contact.phone': 'phone',
  'contact.email': 'email',
  'contact.language': 'language',
  'address.district': 'district',
  'address.postcode': 'postcode',
  'address.street': 'street',
  'address.detail': 'detail',
  'organisation.name': 'organisation',
  'organisation.kind': 'organisationKind',
  'organisation.registrationNumber': 'registrationNumber',
  'guardian.name': 'guardianName',
  'guardian.phone': 'guardianPhone',
  'place.name': 'place',
  'place.network': 'network',
  'place.inCharge.name': 'placePerson',
  'place.inCharge.phone': 'placePhone',
  'needs.kind': 'machine',
  'consents.privacy': 'privacy',
  'consents.sensitive': 'sensitive',
  'consents.lookUp': 'lookUp',
};
export const typedInto = (path: string): string => TYPED_INTO[path] ?? path;

type Wrong = { path: string; code: string };
const required = (path: string, is: boolean): Wrong[] => (is ? [] : [{ path, code: 'REQUIRED' }]);
const wholeNumber = (path: string, text: string, most: number): Wrong[] =>
  /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most ? [] : [{ path, code: 'INVALID' }];

/** The rules that the site's form has too, and that the browser does not check; the server has them all. */
function wrongShared({ phone, email, postcode, privacy, signedOn }: Shared, today: string): Wrong[] {
  return [
    ...(phone.trim() || email.trim() ? [] : [{ path: 'phone', code: 'PHONE_OR_EMAIL' }]),
    ...(/^\d{5}$/.test(postcode.trim()) ? [] : [{ path: 'postcode', code: 'INVALID' }]),
    ...required('privacy', privacy.length > 0),
    ...(signedOn > today ? [{ path: 'signedOn', code: 'SIGNED_IN_FUTURE' }] : []),
  ];
}
export const wrongHousehold = (values: HouseholdValues, today: string): Wrong[] => [
  ...wrongShared(values, today),
  ...wholeNumber('householdSize', values.householdSize, 15),
  ...required('sensitive', values.sensitive.length > 0),
];
export const wrongOrganisation = (values: OrganisationValues, today: string): Wrong[] => [
  ...wrongShared(values, today),
  ...wholeNumber('computers', values.computers, 20),
  ...wholeNumber('peopleReached', values.peopleReached, 100_000),
  // What is said of the place is said as a whole.
  ...(values.place.trim() && values.network === '' ? [{ path: 'network', code: 'REQUIRED' }] : []),
  ...(values.placePerson.trim() && !values.placePhone.trim()
    ? [{ path: 'placePhone', code: 'REQUIRED' }]
    : []),
];

const sharedOf = (values: Shared) => {
  const {
    fullName: name,
    phone,
    email,
    language,
    district,
    postcode,
    street,
    detail,
    machine,
    wishes,
  } = values;
  return {
    contact: { name, ...optionalText({ phone, email }), language },
    address: { district, postcode: postcode.trim(), street, ...optionalText({ detail }) },
    needs: {
      kind: machine,
      screenReader: wishes.includes('screenReader'),
      largeScreen: wishes.includes('largeScreen'),
      internet: wishes.includes('internet'),
    },
    signedOn: values.signedOn,
  };
};

/** What the server takes of a household's form. */
export function householdOf(values: HouseholdValues): RequestFor<'applyForHouseholdAssisted'>['body'] {
  const { birthDate, category, householdSize, reason, lookUp, guardianName, guardianPhone } = values;
  return {
    ...sharedOf(values),
    birthDate,
    category,
    householdSize: Number(householdSize),
    ...optionalText({ reason }),
    ...(guardianName.trim()
      ? { guardian: { name: guardianName, ...(guardianPhone.trim() ? { phone: guardianPhone } : {}) } }
      : {}),
    consents: { privacy: true, sensitive: true, lookUp: lookUp.length > 0 },
  };
}

/** … and of an organisation's. */
export function organisationOf(
  values: OrganisationValues,
): RequestFor<'applyForOrganisationAssisted'>['body'] {
  const { organisation, organisationKind, registrationNumber, computers, peopleReached, purpose } = values;
  const { place, network, placePerson, placePhone } = values;
  return {
    ...sharedOf(values),
    organisation: { name: organisation, kind: organisationKind, ...optionalText({ registrationNumber }) },
    computers: Number(computers),
    peopleReached: Number(peopleReached),
    purpose,
    ...(place.trim() && network !== ''
      ? {
          place: {
            name: place,
            network,
            ...(placePerson.trim() ? { inCharge: { name: placePerson, phone: placePhone } } : {}),
          },
        }
      : {}),
    consents: { privacy: true },
  };
}
