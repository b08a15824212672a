import { leadingKeys, type RoleRights, type Statement, subjects } from './roles.ts';

const short = (resource: string) => resource.replaceAll(/<([^>]+)>/g, '$1');

/** `dynamodb: GetItem, Query` */
function actionsOf({ actions }: Statement): string {
  const services = new Map<string, string[]>();
  for (const action of actions) {
    const [service = '', name = ''] = action.split(':');
    services.set(service, [...(services.get(service) ?? []), name]);
  }
  return [...services].map(([service, names]) => `${service}: ${names.sort().join(', ')}`).join('; ');
}

const row = (statement: Statement) => {
  const keys = leadingKeys(statement).map((key) => key.replace('#*', ''));
  const about = [...keys, ...subjects(statement)].sort().join(' ');
  const cells = [actionsOf(statement), statement.resources.map(short).join('<br>'), about];
  return `| ${cells.join(' | ')} |`;
};

/** Role → actions → resources → key prefixes and subjects of sealed data: the whole security posture, to be read in one sitting. */
export function permissionsPage(roles: readonly RoleRights[]): string {
  const sections = roles
    .toSorted((a, b) => a.role.localeCompare(b.role))
    .map(({ role, principal, statements, managed }) =>
      [
        `## ${role.replace(/\/Role$/, '')}`,
        '',
        `For ${principal}.${managed.length > 0 ? ` Managed: ${managed.join(', ')}.` : ''}`,
        '',
        '| may | on | only of |',
        '|---|---|---|',
        ...statements.map(row).sort(),
        '',
      ].join('\n'),
    );
  return [
    '# Who may do what',
    '',
    'Written by `test/infra/permissions.test.ts` from the synthesized templates; compared at every run. A change here',
    'is a change of rights: read it as such. After a wanted one: `npx vitest run test/infra/permissions.test.ts -u`.',
    '',
    ...sections,
  ].join('\n');
}
