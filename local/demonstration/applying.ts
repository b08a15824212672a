import type { Household, Organisation } from './cast.ts';
import type { Office } from './office.ts';

const needs = (kind: 'any' | 'laptop' | 'desktop', screenReader = false) => ({
  kind,
  screenReader,
  largeScreen: screenReader,
  internet: true,
});

export const applyAsOrganisation = (office: Office, o: Organisation, i: number) =>
  office.post<{ id: string }>(undefined, '/api/public/applications/organisations', {
    organisation: { name: o.name, kind: o.kind },
    contact: {
      name: o.contact,
      email: `centre${i}@example.org`,
      phone: `02-0000-${2000 + i}`,
      language: 'ko',
    },
    address: { district: o.district, postcode: o.postcode, street: o.street },
    computers: o.computers,
    purpose: o.purpose,
    peopleReached: o.people,
    place: { name: '배움터', network: i % 3 === 0 ? 'wireless' : 'wired' },
    needs: needs('any'),
    consents: { privacy: true },
  });

export const applyAsHousehold = (office: Office, h: Household, i: number) =>
  office.post<{ id: string }>(undefined, '/api/public/applications/households', {
    contact: {
      name: h.name,
      phone: `010-0000-${3000 + i}`,
      ...(i % 2 ? { email: `home${i}@example.net` } : {}),
      language: 'ko',
    },
    birthDate: h.birthDate,
    address: { district: h.district, postcode: h.postcode, street: h.street },
    category: h.category,
    householdSize: h.size,
    needs: needs(h.laptop ? 'laptop' : 'any', h.screenReader),
    consents: { privacy: true, sensitive: true, lookUp: true },
  });

export const confirm = (office: Office, id: string) =>
  office.post('office.seo', `/api/staff/applications/${id}/eligibility`, { evidence: 'LOOK_UP' });

/** The body behind an application has shown what it is; one that has its certificate already keeps it. */
export async function certify(office: Office, application: string): Promise<void> {
  const { organisationId } = await office.get<{ organisationId: string }>(
    'office.seo',
    `/api/staff/applications/${application}`,
  );
  const path = `/api/staff/organisations/${organisationId}`;
  const { status } = await office.get<{ status: string }>('office.seo', path);
  if (status === 'CERTIFIED') return;
  const checks = ['REGISTRATION', 'ACTIVITY', 'PLACE', 'NOT_FOR_PROFIT'];
  await office.post('office.seo', `${path}/certification`, { checks });
}
