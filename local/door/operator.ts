import type { Role } from './policy/roles.ts';
import { readPolicy } from './policy/statement.ts';

/**
 * The account's administrator, as whoever runs the runbook's commands is on AWS. No function can be it: its
 * credentials follow from the data folder's secret, and who may read that folder has everything in it already.
 */
export const operatorArn = (account: string): string => `arn:aws:iam::${account}:role/operator`;

export const operatorRole = (account: string): Role => ({
  name: 'operator',
  arn: operatorArn(account),
  statements: readPolicy({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }, 'role operator'),
  trusted: [],
});
