/** What the door reads of the synthesized templates, all intrinsics resolved. */
export interface Resource {
  stack: string;
  logicalId: string;
  type: string;
  properties: Record<string, unknown>;
  metadata?: unknown;
  physicalId: string;
  arn: string;
  dependsOn: string[];
}

export interface Cloud {
  account: string;
  region: string;
  resources: ReadonlyMap<string, Resource>;
  ofType(type: string): Resource[];
  outputs: Record<string, Record<string, string>>;
  asset(hash: string): string;
}
