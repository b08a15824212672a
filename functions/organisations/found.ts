import type { Dependencies } from '../kernel/dependencies.ts';
import { eventItem } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { type Key, keys, queue } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { moveOrganisation, type Organisation } from './domain.ts';

/** How many of its latest applications an organisation names. */
const APPLICATIONS_KEPT = 10;

/** What an application says of the body that asks. */
export interface AskingOrganisation {
  readonly name: string;
  /** Code of the city pack's `organisationKinds`. */
  readonly kind: string;
  readonly district: string;
  readonly registrationNumber?: string | undefined;
  /** The application (`app_…`) and the person in charge (`per_…`) that come with it. */
  readonly application: string;
  readonly person: string;
  /** ISO instant; the caller's idempotency key, under which a new organisation gets its id. */
  readonly at: string;
  readonly key: string;
}

const digitsOf = (number: string | undefined): string => (number ?? '').replace(/\D/g, '');
/** The same name under spelling variants: (사)푸른 꿈 = 푸른꿈 is for people to see; spaces, marks and case are not. */
const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s\p{P}\p{S}]+/gu, '')
    .toLowerCase();

interface Found {
  readonly organisation: Organisation | undefined;
  /** References that lead nowhere yet and shall lead to it. */
  readonly missing: readonly Key[];
}

async function find({ table, vault }: Needs, asking: AskingOrganisation): Promise<Found> {
  const number = digitsOf(asking.registrationNumber);
  const names = `name|${asking.district}|${plainName(asking.name)}`;
  const [byNumber, byName] = await Promise.all([
    number ? vault.hash('organisation', `number|${number}`).then(keys.organisationNumber) : undefined,
    vault.hash('organisation', names).then(keys.organisationNumber),
  ]);
  const behind = async (ref: Key | undefined): Promise<Organisation | undefined> => {
    const id = ref && (await table.get<{ organisation: string }>(ref))?.organisation;
    return id ? table.get<Organisation>(keys.organisation(id)) : undefined;
  };
  const [numbered, named] = await Promise.all([behind(byNumber), behind(byName)]);
  if (numbered) return { organisation: numbered, missing: named ? [] : [byName] };
  // Two bodies of one name are told apart by their numbers; one that gave none before is the one that gives it now.
  const other = number !== '' && named?.registrationNumber !== undefined;
  const missing = [...(byNumber ? [byNumber] : []), ...(named ? [] : [byName])];
  return { organisation: other ? undefined : named, missing };
}

type Needs = Pick<Dependencies, 'table' | 'vault'>;

/**
 * The organisation behind an application: found by the keyed hash of its registration number, else by name and
 * district; made (APPLIED) where there is none. The writes belong into the application's transaction.
 */
export async function organisationOf(
  needs: Needs,
  asking: AskingOrganisation,
): Promise<{ id: string; writes: Write[] }> {
  const { organisation, missing } = await find(needs, asking);
  const id = organisation?.id ?? newId('organisation', asking.key);
  const references = missing.map(
    (key): Write => ({
      put: { ...key, kind: 'organisation-ref', organisation: id },
      when: { exists: false },
    }),
  );
  return {
    id,
    writes: [...(organisation ? heardOf(organisation, asking) : founded(id, asking)), ...references],
  };
}

const told = (id: string, asking: AskingOrganisation, from?: string): Write => ({
  put: eventItem(
    keys.organisation(id).pk,
    { key: asking.key, digest: '' },
    {
      type: 'organisation.apply',
      subject: id,
      ...(from ? { from } : {}),
      to: 'APPLIED',
      at: asking.at,
      by: { kind: 'anonymous' },
      district: asking.district,
      refs: { organisation: id, application: asking.application, person: asking.person },
    },
    {},
  ) as unknown as Key & Record<string, unknown>,
  when: { exists: false },
});

function founded(id: string, asking: AskingOrganisation): Write[] {
  const { name, kind, district, at, application, person } = asking;
  const number = digitsOf(asking.registrationNumber);
  const state = {
    ...keys.organisation(id),
    kind: 'organisation',
    id,
    name,
    category: kind,
    district,
    ...(number ? { registrationNumber: number } : {}),
    personId: person,
    applications: [application],
    status: 'APPLIED',
    version: 1,
    stages: { APPLIED: at },
    since: at,
    q: queue('ORG', 'APPLIED', district),
    qs: `${at}#${id}`,
  };
  return [{ put: state, when: { exists: false } }, told(id, asking)];
}

/** It has applied again: its person in charge is the new one, and a refused one is looked at anew. */
function heardOf(organisation: Organisation, asking: AskingOrganisation): Write[] {
  const number = digitsOf(asking.registrationNumber);
  const set = {
    personId: asking.person,
    applications: [asking.application, ...organisation.applications].slice(0, APPLICATIONS_KEPT),
    ...(number && !organisation.registrationNumber ? { registrationNumber: number } : {}),
  };
  if (organisation.status === 'REFUSED') {
    const { write, from } = moveOrganisation(organisation, 'applyAgain', asking.at, set, ['refusedBecause']);
    return [write, told(organisation.id, asking, from)];
  }
  const { version } = organisation;
  return [
    {
      update: keys.organisation(organisation.id),
      change: { set: { ...set, version: version + 1 } },
      when: { equals: { version } },
    },
  ];
}
