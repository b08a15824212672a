import { arnAttribute, type Kinds, named, nameFrom, regional, token, uuid } from './kind.ts';

/** Function names have at most 64 characters. */
const FUNCTION_NAME = 64;

export const COMPUTE: Kinds = {
  'AWS::Lambda::Function': {
    id: (draft) => nameFrom(draft, 'FunctionName', FUNCTION_NAME),
    arn: (draft, id) => regional(draft, 'lambda', `function:${id}`),
    attributes: arnAttribute,
  },
  'AWS::Lambda::Version': {
    id: (draft) => `${functionArn(draft.property('FunctionName'), draft)}:1`,
    arn: (_draft, id) => id,
    attributes: { FunctionArn: (_draft, id) => id, Version: () => '1' },
  },
  'AWS::Lambda::Alias': {
    id: (draft) => `${functionArn(draft.property('FunctionName'), draft)}:${String(draft.property('Name'))}`,
    arn: (_draft, id) => id,
    attributes: { AliasArn: (_draft, id) => id },
  },
  'AWS::Lambda::LayerVersion': {
    id: (draft) => regional(draft, 'lambda', `layer:${nameFrom(draft, 'LayerName')}:1`),
    arn: (_draft, id) => id,
    attributes: { LayerVersionArn: (_draft, id) => id },
  },
  'AWS::Lambda::EventSourceMapping': {
    id: uuid,
    arn: (draft, id) => regional(draft, 'lambda', `event-source-mapping:${id}`),
    attributes: { Id: (_draft, id) => id, EventSourceMappingArn: (_draft, _id, arn) => arn },
  },
  'AWS::Lambda::EventInvokeConfig': { id: uuid },
  'AWS::Lambda::Permission': { id: (draft) => `${draft.stack}-${draft.logicalId}` },
  'AWS::StepFunctions::StateMachine': {
    id: (draft) => regional(draft, 'states', `stateMachine:${nameFrom(draft, 'StateMachineName', 80)}`),
    arn: (_draft, id) => id,
    attributes: {
      ...arnAttribute,
      Name: (draft) => nameFrom(draft, 'StateMachineName', 80),
      StateMachineRevisionId: () => 'INITIAL',
    },
  },
  'AWS::Scheduler::Schedule': {
    id: (draft) => nameFrom(draft, 'Name', 64),
    arn: (draft, id) => regional(draft, 'scheduler', `schedule/default/${id}`),
    attributes: arnAttribute,
  },
  'AWS::Logs::LogGroup': {
    id: (draft) => nameFrom(draft, 'LogGroupName', 512),
    arn: (draft, id) => regional(draft, 'logs', `log-group:${id}:*`),
    attributes: arnAttribute,
  },
  'AWS::Logs::MetricFilter': named('FilterName'),
  'AWS::Logs::ResourcePolicy': named('PolicyName'),
  'AWS::Logs::QueryDefinition': { id: uuid },
  'AWS::CloudWatch::Alarm': {
    id: (draft) => nameFrom(draft, 'AlarmName', 255),
    arn: (draft, id) => regional(draft, 'cloudwatch', `alarm:${id}`),
    attributes: arnAttribute,
  },
  'AWS::CloudWatch::CompositeAlarm': {
    id: (draft) => nameFrom(draft, 'AlarmName', 255),
    arn: (draft, id) => regional(draft, 'cloudwatch', `alarm:${id}`),
    attributes: arnAttribute,
  },
  'AWS::CloudWatch::Dashboard': named('DashboardName'),
  'AWS::Backup::BackupVault': {
    id: (draft) => nameFrom(draft, 'BackupVaultName', 50),
    arn: (draft, id) => regional(draft, 'backup', `backup-vault:${id}`),
    attributes: { BackupVaultArn: (_draft, _id, arn) => arn, BackupVaultName: (_draft, id) => id },
  },
  'AWS::Backup::BackupPlan': {
    id: uuid,
    arn: (draft, id) => regional(draft, 'backup', `backup-plan:${id}`),
    attributes: {
      BackupPlanArn: (_draft, _id, arn) => arn,
      BackupPlanId: (_draft, id) => id,
      VersionId: (draft) => token(draft, 32),
    },
  },
  'AWS::Backup::BackupSelection': { id: uuid },
};

/** Functions are referred to by name or by ARN. */
function functionArn(value: unknown, draft: Parameters<typeof regional>[0]): string {
  const reference = String(value);
  return reference.startsWith('arn:') ? reference : regional(draft, 'lambda', `function:${reference}`);
}
