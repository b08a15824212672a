import { beforeAll, describe, expect, test } from 'vitest';
import { API_FUNCTIONS, TASK_ENV } from '../../lib/functions.ts';
import type { Assembly } from './support/assembly.ts';
import { synthesize } from './support/assembly.ts';
import { permissionsPage } from './support/permissions-page.ts';
import { leadingKeys, type RoleRights, rolesOf, type Statement, subjects } from './support/roles.ts';

let assembly: Assembly;
let roles: RoleRights[];
beforeAll(async () => {
  assembly = await synthesize();
  roles = rolesOf(assembly);
}, 120_000);

const ours = () => roles.filter(({ role }) => !role.includes('CDKBucketDeployment'));
const each = function* (wanted: (statement: Statement) => boolean) {
  for (const { role, statements } of ours()) {
    for (const statement of statements) if (wanted(statement)) yield { role, statement };
  }
};
const onTable = (statement: Statement) =>
  statement.actions.some((action) => action.startsWith('dynamodb:')) &&
  statement.resources.every((resource) => !resource.includes('StreamArn') && resource !== '*');

test('who may do what, on one page', async () => {
  await expect(permissionsPage(roles)).toMatchFileSnapshot('permissions.snap.md');
});

describe('no right is wider than it must be', () => {
  test('no action has a wildcard', () => {
    for (const { role, statement } of each(() => true)) {
      expect(
        statement.actions.filter((action) => action.includes('*')),
        role,
      ).toEqual([]);
    }
  });

  const LOG_DELIVERY = [
    'logs:CreateLogDelivery',
    'logs:DeleteLogDelivery',
    'logs:DescribeLogGroups',
    'logs:DescribeResourcePolicies',
    'logs:GetLogDelivery',
    'logs:ListLogDeliveries',
    'logs:PutResourcePolicy',
    'logs:UpdateLogDelivery',
  ];
  /** What AWS cannot scope (service authorisation reference): listing streams, and delivery of the workflows' logs. */
  const UNSCOPED: Record<string, string[]> = {
    'work/workflow-stream/Role': ['dynamodb:ListStreams'],
    'work/projections-stream/Role': ['dynamodb:ListStreams'],
    'work/Delivery/Role': LOG_DELIVERY,
    'work/Allotments/Role': LOG_DELIVERY,
  };
  test('every resource is named, except where AWS knows none', () => {
    const unscoped: Record<string, string[]> = {};
    for (const { role, statement } of each(({ resources }) => resources.includes('*'))) {
      unscoped[role] = [...(unscoped[role] ?? []), ...statement.actions].sort();
    }
    expect(unscoped).toEqual(UNSCOPED);
  });

  /** Child executions of its own distributed Map have names that are made as it runs. */
  const OWN_EXECUTIONS = /:execution:<work\/Allotments\/Machine\.Name>(\/parts)?:\*$/;
  test('a wildcard within a resource stands only behind a prefix of objects, or a machine’s own executions', () => {
    for (const { role, statement } of each(({ resources }) =>
      resources.some((r) => r !== '*' && r.includes('*')),
    )) {
      if (role === 'work/Allotments/Role') {
        for (const resource of statement.resources) expect(resource).toMatch(OWN_EXECUTIONS);
        expect(statement.actions.toSorted()).toEqual(['states:DescribeExecution', 'states:StopExecution']);
        continue;
      }
      for (const resource of statement.resources) expect(resource, role).toMatch(/Bucket>(\/[a-z]+)+\/\*$/);
      expect(
        statement.actions.every((action) => /^s3:(Get|Put|Delete)Object$/.test(action)),
        role,
      ).toBe(true);
    }
  });

  test('managed policies are for nobody but the copier that CDK brings', () => {
    expect(ours().flatMap(({ managed }) => managed)).toEqual([]);
  });

  test('every function has a role of its own', () => {
    const used = assembly
      .ofType('AWS::Lambda::Function')
      .map(({ stack, properties }) => JSON.stringify([stack, properties.Role]));
    expect(new Set(used).size).toBe(used.length);
  });
});

describe('the table', () => {
  test('is opened by key prefix alone, and a request without keys is refused', () => {
    for (const { role, statement } of each(onTable)) {
      expect(leadingKeys(statement).length, role).toBeGreaterThan(0);
      for (const key of leadingKeys(statement)) expect(key, role).toMatch(/^[A-Z]{3}#\*$/);
      expect(statement.conditions.Null, role).toEqual({ 'dynamodb:LeadingKeys': 'false' });
    }
  });

  test('the public chain grows by the projections alone', () => {
    const writing = [
      ...each((s) => leadingKeys(s).includes('CHN#*') && s.actions.includes('dynamodb:PutItem')),
    ];
    expect(writing.map(({ role }) => role)).toEqual(['work/projections-stream/Role']);
  });

  test('nobody scans, counts or drops', () => {
    const actions = new Set([...each(onTable)].flatMap(({ statement }) => statement.actions));
    expect([...actions].sort()).toEqual(
      ['BatchGetItem', 'ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'].map(
        (action) => `dynamodb:${action}`,
      ),
    );
  });

  test.each([
    ['issued receipts', 'RCP#*'],
    ['transfers', 'LED#*'],
    ['the public chain', 'CHN#*'],
  ])('%s are appended and read, never changed or deleted', (_, owned) => {
    const concerned = [...each((s) => leadingKeys(s).includes(owned))];
    expect(concerned.length).toBeGreaterThan(0);
    for (const { role, statement } of concerned) {
      expect(
        statement.actions.filter((action) => /Update|Delete/.test(action)),
        role,
      ).toEqual([]);
    }
  });

  test('deleting is for what may not stay: the lock of a household that is done (PCs, fees), the marks of an application that is withdrawn, the number of a gift that is not taken, an import that was given up, the place of a gift or a refund that waits no more, the place of a plan on an agenda, the contact of a giver who withdraws, the contact and number of a member who leaves, whose a route is', () => {
    const deleting = [...each((s) => s.actions.includes('dynamodb:DeleteItem'))];
    expect(Object.fromEntries(deleting.map(({ role, statement }) => [role, leadingKeys(statement)]))).toEqual(
      {
        'service/applications-public/Role': ['APP#*'],
        'service/applications-staff/Role': ['APP#*'],
        'service/committees-staff/Role': ['CMT#*'],
        'service/eligibility-staff/Role': ['APP#*'],
        'service/deliveries-public/Role': ['DLV#*'],
        'service/deliveries-staff/Role': ['DLV#*'],
        'service/donations-public/Role': ['REG#*'],
        'service/donations-staff/Role': ['REG#*'],
        'work/documents-retention/Function/Role': ['APP#*'],
        'work/gifts-lapse/Function/Role': ['GFT#*'],
        'service/fund-staff/Role': ['FND#*', 'GFT#*'],
        'service/gifts-public/Role': ['GFT#*', 'PER#*', 'REG#*'],
        // Lines of an attempt at computing that was overtaken.
        'work/allotment-plan/Function/Role': ['ALT#*'],
        'work/fee-run/Function/Role': ['GRT#*'],
        'service/gifts-staff/Role': ['GFT#*', 'PER#*', 'REG#*'],
        'service/grants-staff/Role': ['GRT#*'],
        'service/identity-staff/Role': ['STF#*'],
        'service/partners-staff/Role': ['DEV#*', 'PTN#*'],
        'service/points-citizen/Role': ['PTS#*', 'PER#*'],
      },
    );
  });

  test('whether an application is confirmed is checked by grants, which may not touch it', () => {
    const touching = [...each((s) => onTable(s) && leadingKeys(s).includes('APP#*'))]
      .filter(({ role }) => role === 'service/grants-staff/Role')
      .flatMap(({ statement }) => statement.actions);
    expect(touching.sort()).toEqual(
      ['BatchGetItem', 'ConditionCheckItem', 'GetItem', 'Query'].map((action) => `dynamodb:${action}`),
    );
  });

  test('queues are read through the index by the prefix of their owner, and written by nobody', () => {
    for (const { role, statement } of each((s) => s.resources.some((r) => r.includes('/index/')))) {
      expect(
        statement.actions.some((action) => /Put|Update|Delete/.test(action)),
        role,
      ).toBe(false);
    }
  });
});

describe('personal data', () => {
  const publicRoles = () =>
    ours().filter(({ role }) =>
      API_FUNCTIONS.some(({ name, audience }) => audience === 'public' && role === `service/${name}/Role`),
    );

  test('no public function may read a person or open what is sealed', () => {
    expect(publicRoles().length).toBeGreaterThan(4);
    for (const { role, statements } of publicRoles()) {
      const actions = statements
        .filter((s) => s.actions.includes('kms:Decrypt') || leadingKeys(s).includes('PER#*'))
        .flatMap((s) => s.actions);
      // Who takes a gift of money back is destroyed by the same function that wrote them, unread.
      const may = [
        'dynamodb:PutItem',
        ...(role === 'service/gifts-public/Role' ? ['dynamodb:DeleteItem'] : []),
      ];
      expect(
        actions.filter((action) => !may.includes(action)),
        role,
      ).toEqual([]);
    }
  });

  test('sealing and opening are bound to a subject, and a call without one is refused', () => {
    const bound = [...each((s) => s.actions.some((a) => /^kms:(Decrypt|GenerateDataKey)$/.test(a)))];
    expect(bound.length).toBeGreaterThan(5);
    for (const { role, statement } of bound) {
      expect(subjects(statement).length, role).toBeGreaterThan(0);
      expect(statement.conditions.Null, role).toEqual({ 'kms:EncryptionContextKeys': 'false' });
    }
    const codes = bound.find(({ role }) => role === 'service/privacy-public/Role');
    expect(codes && subjects(codes.statement), 'codes are sealed, people are not touched').toEqual([
      'notice',
    ]);
  });

  const onKey = (name: string) => (s: Statement) =>
    s.resources.some((r) => r.startsWith(`<data/Vault/${name}`));
  const holders = (key: string, action: string) =>
    [...each((s) => onKey(key)(s) && s.actions.includes(action))].map(({ role }) => role).sort();

  test('registration numbers: sealed where they are given, opened for the papers that law wants them on, and nowhere else', () => {
    const givers = [
      'donations-public',
      'donations-staff',
      'fund-staff',
      'gifts-public',
      'gifts-staff',
      'points-citizen',
    ].map((name) => `service/${name}/Role`);
    const openers = ['work/receipt-paper/Function/Role', 'work/year-filing/Function/Role'];
    expect(holders('Registration', 'kms:GenerateDataKey')).toEqual(givers);
    expect(holders('Donor', 'kms:GenerateMac')).toEqual(givers);
    expect(holders('Registration', 'kms:Decrypt')).toEqual(openers);
    for (const { statement } of each(onKey('Registration')))
      expect(subjects(statement)).toEqual(['registration']);
    const reading = [
      ...each((s) => leadingKeys(s).includes('REG#*') && s.actions.includes('dynamodb:GetItem')),
    ];
    expect(reading.map(({ role }) => role)).toEqual(openers);
    const changing = [
      ...each((s) => leadingKeys(s).includes('REG#*') && s.actions.includes('dynamodb:UpdateItem')),
    ];
    expect(changing).toEqual([]);
  });

  test('who may open sealed data is a short list', () => {
    const opening = [...new Set([...each((s) => s.actions.includes('kms:Decrypt'))].map(({ role }) => role))];
    expect(opening.sort()).toEqual([
      // Members of a committee by name: on its pages, and in the minutes.
      'service/committees-staff/Role',
      // The order of a route's doors; the driver's sheet of the day, on record.
      'service/deliveries-staff/Role',
      'service/fund-staff/Role',
      'service/privacy-staff/Role',
      // The payment files have the customer numbers in them.
      'work/fee-run/Function/Role',
      // The name of the recipient, on their own paper.
      'work/handover-paper/Function/Role',
      'work/meeting-minutes/Function/Role',
      'work/projections-stream/Role',
      'work/receipt-paper/Function/Role',
      'work/year-filing/Function/Role',
    ]);
  });
});

describe('variables and rights', () => {
  const rights = (role: string) => JSON.stringify(roles.find((r) => r.role === role)?.statements ?? []);

  test('what a variable names, the role may use, and the other way round', () => {
    const functions = assembly
      .ofType('AWS::Lambda::Function')
      .filter(({ stack }) => stack === 'service' || stack === 'work');
    expect(functions.length).toBeGreaterThan(15);
    for (const { stack, path, properties } of functions) {
      const variables =
        (properties.Environment as { Variables: Record<string, unknown> } | undefined)?.Variables ?? {};
      const role = rights(`${stack}/${path.replace(/\/Function$/, '/Role')}`);
      const pairs: Record<string, boolean> = {
        TABLE_NAME: role.includes('dynamodb:LeadingKeys'),
        DOCUMENTS_BUCKET: role.includes('<data/Documents/Bucket>/'),
        UPLOADS_BUCKET: role.includes('<site/Uploads/Bucket>/'),
        SITE_BUCKET: role.includes('<site/Site/Bucket>/'),
        MAIL_FROM: role.includes('ses:SendEmail'),
        TEXT_SENDER: role.includes('sms-voice:SendTextMessage'),
        DELIVERY_WORKFLOW: role.includes('<work/Delivery/Machine>'),
        ALLOTMENT_WORKFLOW: role.includes('<work/Allotments/Machine>'),
        ...Object.fromEntries(
          Object.entries(TASK_ENV).map(([task, name]) => [
            name,
            role.includes(`<work/${task}/Function/Function>`),
          ]),
        ),
      };
      for (const [name, allowed] of Object.entries(pairs)) {
        expect({ path, name, there: name in variables }).toEqual({ path, name, there: allowed });
      }
    }
  });
});
