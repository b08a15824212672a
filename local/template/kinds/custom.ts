import type { Kind, Kinds } from './kind.ts';

const plain: Kind = { id: (draft) => `${draft.stack}-${draft.logicalId}` };

/** CDK's own custom resources; any other one would need its provider's code to run, and is refused by name. */
export const CUSTOM: Kinds = {
  'Custom::CDKBucketDeployment': {
    ...plain,
    attributes: {
      DestinationBucketArn: (draft) => `arn:aws:s3:::${String(draft.property('DestinationBucketName'))}`,
    },
  },
  'Custom::S3AutoDeleteObjects': plain,
  'Custom::CrossRegionExportWriter': plain,
  // Its attributes are the names of the exports: the evaluation looks them up in the writers.
  'Custom::CrossRegionExportReader': plain,
  'Custom::LogRetention': plain,
  'AWS::CDK::Metadata': plain,
};
