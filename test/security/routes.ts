import type { Route } from '../../functions/kernel/contract.ts';
import { PREFIX } from '../../functions/kernel/ids.ts';
import { DOMAINS } from '../../lib/domains.ts';
import { believable } from './believable.ts';

const ULID = '01J0000000000000000000000A';
const KIND: Readonly<Record<string, keyof typeof PREFIX>> = {
  donations: 'donation',
  gifts: 'gift',
  grants: 'grant',
  devices: 'device',
  applications: 'application',
  eligibility: 'application',
  allotments: 'allotment',
  deliveries: 'delivery',
  privacy: 'person',
  partners: 'list',
  fund: 'statement',
};

/** Domains whose paths are filled in from the shapes of their parameters alone. */
const OWN_SHAPES = ['committees', 'organisations'];

/** A path with believable values for its parameters; nothing of it exists. */
function pathOf(domain: string, route: Route): string {
  const kind = route.path.includes('/pledges/')
    ? 'pledge'
    : /\/(my-)?routes\//.test(route.path)
      ? 'route'
      : route.path.includes('/delivery-calls/')
        ? 'application'
        : KIND[domain];
  const fromShape = (path: string): string => {
    const params = believable(route.params);
    return path.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
  };
  if (!kind && OWN_SHAPES.includes(domain)) return fromShape(route.path);
  const path = route.path
    .replace('/bank-entries/{id}', `/bank-entries/${'0'.repeat(32)}`)
    .replace('{code}', 'computers')
    .replace('{photo}', `${PREFIX.photo}_${ULID}`)
    .replace('{transfer}', `${PREFIX.transfer}_${ULID}`)
    .replace('/transfers/{currency}/{month}/{id}', `/transfers/KRW/2026-01/trf_${ULID}`)
    .replace('/ledger/reports/{id}', `/ledger/reports/${PREFIX.report}_${ULID}`)
    .replace('/devices/{id}/certificate', `/devices/dev_${ULID}/certificate`)
    .replace('{id}', kind ? `${PREFIX[kind]}_${ULID}` : ULID)
    .replace('{reference}', '000000000A')
    .replace('{document}', `${PREFIX.document}_${ULID}`)
    .replace('{year}', '2026')
    .replace('{month}', '2026-01')
    .replace('{number}', '999999')
    .replace('{assetNumber}', 'SH-26-99999');
  return fromShape(path);
}

/** Every route of every contract, with a path to ask. */
export const ROUTES = Object.entries(DOMAINS).flatMap(([domain, { contract }]) =>
  Object.entries(contract.routes).map(([name, route]) => ({
    name: `${domain}.${name}`,
    route: route as Route,
    path: pathOf(domain, route as Route),
  })),
);

/** Somebody of the demonstration's staff for each group that has one. */
const STAFF: Readonly<Record<string, string>> = {
  chest: 'chest.kim',
  repair: 'repair.lee',
  'repair-lead': 'lead.choi',
  district: 'guro.jung',
  programme: 'office.seo',
  committee: 'committee.yoon',
  auditor: 'audit.jang',
  partner: 'sds.moon',
};
const groupsOf = ({ access }: Route): readonly string[] => (access.audience === 'staff' ? access.groups : []);

/** A user name of somebody who may call the route. */
export const insider = (route: Route): string | undefined =>
  Object.entries(STAFF).find(([group]) => groupsOf(route).includes(group))?.[1];

/** A user name of somebody of the staff who may not; the lead of the repair centre is of its group as well. */
export const outsider = (route: Route): string | undefined =>
  route.access.audience === 'staff'
    ? Object.entries(STAFF).find(
        ([group]) => group !== 'repair-lead' && !groupsOf(route).includes(group),
      )?.[1]
    : undefined;
