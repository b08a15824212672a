import { ACCESS } from './access.ts';
import { COMPUTE } from './compute.ts';
import { CUSTOM } from './custom.ts';
import { EDGE } from './edge.ts';
import type { Kinds } from './kind.ts';
import { STORAGE } from './storage.ts';

/** Every resource type that may occur in the templates; another one fails the start. */
export const KINDS: Kinds = { ...STORAGE, ...COMPUTE, ...ACCESS, ...EDGE, ...CUSTOM };

/**
 * Types that the local cloud takes note of and does nothing for: what they do on AWS is either not observable on one
 * machine (alarms, logs, backups, the firewall) or belongs to deploying (metadata, emptying buckets at the end).
 */
export const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  'AWS::Backup::BackupPlan',
  'AWS::Backup::BackupSelection',
  'AWS::Backup::BackupVault',
  'AWS::CDK::Metadata',
  'AWS::CertificateManager::Certificate',
  'AWS::CloudFront::CachePolicy',
  'AWS::CloudFront::OriginRequestPolicy',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Cognito::ManagedLoginBranding',
  'AWS::Cognito::UserPoolRiskConfigurationAttachment',
  'AWS::Cognito::UserPoolUICustomizationAttachment',
  'AWS::Lambda::LayerVersion',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::Logs::ResourcePolicy',
  'AWS::Route53::RecordSet',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::WAFv2::IPSet',
  'AWS::WAFv2::LoggingConfiguration',
  'AWS::WAFv2::WebACL',
  'Custom::CrossRegionExportReader',
  'Custom::CrossRegionExportWriter',
  'Custom::LogRetention',
  'Custom::S3AutoDeleteObjects',
]);
