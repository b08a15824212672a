/** One resource of a synthesized template, all intrinsics resolved. */
export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Record<string, unknown>;
  readonly metadata?: unknown;
  /** What `Ref` gives on AWS. */
  readonly physicalId: string;
  /** Empty for types that have no ARN. */
  readonly arn: string;
  /** Logical ids of the same stack. */
  readonly dependsOn: string[];
}

/** Everything that the templates of one cloud assembly would make on AWS. */
export interface Cloud {
  readonly account: string;
  /** Where the programme runs; a stack for CloudFront may be elsewhere, see the ARNs. */
  readonly region: string;
  /** By `<stack>/<logicalId>`. */
  readonly resources: ReadonlyMap<string, Resource>;
  ofType(type: string): Resource[];
  /** Stack → output → value. */
  readonly outputs: Record<string, Record<string, string>>;
  /** Folder or file of an asset in cdk.out, by its hash or its object key. @throws Error for an unknown one */
  asset(hash: string): string;
}

/** Where the local cloud answers, e.g. `http://127.0.0.1:8080` and `http://127.0.0.1:8081`. No slash at the end. */
export interface Addresses {
  readonly site: string;
  readonly door: string;
}
