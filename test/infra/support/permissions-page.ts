import { leadingKeys, type RoleRights, type Statement } from './roles.ts';

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
  const keys = leadingKeys(statement)
    .map((key) => key.replace('#*', ''))
    .sort();
  const cells = [actionsOf(statement), statement.resources.map(short).join('<br>'), keys.join(' ')];
  return `| ${cells.join(' | ')} |`;
};

/** Role → actions → resources and key prefixes: the whole security posture, to be read in one sitting. */
export function permissionsPage(roles: readonly RoleRights[]): string {
  const sections = roles
    .toSorted((a, b) => a.role.localeCompare(b.role))
    .map(({ role, principal, statements, managed }) =>
      [
        `## ${role.replace(/\/Role$/, '')}`,
        '',
        `For ${principal}.${managed.length > 0 ? ` Managed: ${managed.join(', ')}.` : ''}`,
        '',
        '| may | on | key prefixes |',
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
