/**
 * The condition keys that the door can fill, in lower case. A policy that tests any other key is refused, because
 * the door could not tell an absent key from one that it does not know.
 */
const KNOWN = new Set(
  [
    'aws:CurrentTime',
    'aws:EpochTime',
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:PrincipalIsAWSService',
    'aws:PrincipalServiceName',
    'aws:PrincipalType',
    'aws:RequestedRegion',
    'aws:ResourceAccount',
    'aws:SecureTransport',
    'aws:SourceAccount',
    'aws:SourceArn',
    'aws:ViaAWSService',
    'cloudwatch:namespace',
    'dynamodb:Attributes',
    'dynamodb:EnclosingOperation',
    'dynamodb:FullTableScan',
    'dynamodb:LeadingKeys',
    'dynamodb:ReturnValues',
    'dynamodb:Select',
    'kms:CallerAccount',
    'kms:EncryptionAlgorithm',
    'kms:EncryptionContextKeys',
    'kms:GrantIsForAWSResource', // absent of every call but CreateGrant, which the door does not let through
    'kms:KeySpec',
    'kms:KeyUsage',
    'kms:MacAlgorithm',
    'kms:RequestAlias',
    'kms:ViaService',
    's3:delimiter',
    's3:max-keys',
    's3:prefix',
    's3:ResourceAccount',
    's3:TlsVersion',
    's3:x-amz-content-sha256',
    's3:x-amz-server-side-encryption',
    's3:x-amz-server-side-encryption-aws-kms-key-id',
    'ses:ApiVersion',
    'ses:FromAddress',
    'ses:FromDisplayName',
    'ses:Recipients',
  ].map((key) => key.toLowerCase()),
);

const KNOWN_PREFIXES = ['kms:encryptioncontext:'];

/** @param key in lower case */
export const isKnownKey = (key: string): boolean =>
  KNOWN.has(key) || KNOWN_PREFIXES.some((prefix) => key.startsWith(prefix));
