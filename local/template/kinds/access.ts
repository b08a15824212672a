import { arnAttribute, type Draft, global, type Kinds, named, nameFrom, regional, token } from './kind.ts';

const poolId = (draft: Draft) => `${draft.region}_${token(draft, 9)}`;
const providerName = (draft: Draft) => `cognito-idp.${draft.region}.amazonaws.com/${poolId(draft)}`;

export const ACCESS: Kinds = {
  'AWS::IAM::Role': {
    id: (draft) => nameFrom(draft, 'RoleName', 64),
    arn: (draft, id) => global(draft, 'iam', `role${String(draft.property('Path') ?? '/')}${id}`),
    attributes: {
      ...arnAttribute,
      RoleId: (draft) => `AROA${token(draft, 17).toUpperCase()}`,
    },
  },
  'AWS::IAM::Policy': named('PolicyName'),
  'AWS::IAM::ManagedPolicy': {
    id: (draft) => global(draft, 'iam', `policy/${nameFrom(draft, 'ManagedPolicyName')}`),
    arn: (_draft, id) => id,
    attributes: { PolicyArn: (_draft, id) => id },
  },
  'AWS::Cognito::UserPool': {
    id: poolId,
    arn: (draft, id) => regional(draft, 'cognito-idp', `userpool/${id}`),
    attributes: {
      ...arnAttribute,
      UserPoolId: (_draft, id) => id,
      ProviderName: providerName,
      ProviderURL: (draft) => `https://${providerName(draft)}`,
    },
  },
  'AWS::Cognito::UserPoolClient': {
    id: (draft) => token(draft, 26),
    attributes: { ClientId: (_draft, id) => id },
  },
  'AWS::Cognito::UserPoolDomain': { id: (draft) => nameFrom(draft, 'Domain', 63).toLowerCase() },
  'AWS::Cognito::UserPoolGroup': named('GroupName'),
  'AWS::Cognito::UserPoolResourceServer': named('Identifier'),
  'AWS::Cognito::ManagedLoginBranding': { id: (draft) => token(draft, 26) },
  'AWS::Cognito::UserPoolUICustomizationAttachment': {
    id: (draft) => `${draft.stack}-${draft.logicalId}`,
  },
  'AWS::Cognito::UserPoolRiskConfigurationAttachment': {
    id: (draft) => `${draft.stack}-${draft.logicalId}`,
  },
};
