import { operatorArn } from './door/operator.ts';
import { openKeyring } from './door/signature/keyring.ts';

interface Status {
  readonly ready: boolean;
  readonly folder: string;
  readonly account: string;
  readonly region: string;
  /** Stack → output → value. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What a command of the runbook needs to work on the local cloud in place of AWS. */
export interface Operator {
  /** Credentials, region and address, as the SDK reads them from the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** How far the local clock is from the machine's, ms: requests are signed by the former. */
  readonly offsetMs: number;
  /** Value of an output of any stack. @throws Error naming an output that there is not */
  output(name: string): string;
}

/** @throws Error in one line when no local cloud answers there */
export async function operatorOf(door: string): Promise<Operator> {
  const read = async <T>(path: string): Promise<T> => {
    const answer = await fetch(`${door}${path}`).catch(() => undefined);
    if (!answer?.ok) throw new Error(`no local cloud answers at ${door} (npm start; PORT chooses another)`);
    return (await answer.json()) as T;
  };
  const [{ folder, account, region, outputs }, { offsetMs }] = await Promise.all([
    read<Status>('/_local/status'),
    read<{ offsetMs: number }>('/_local/clock.json'),
  ]);
  const arn = operatorArn(account);
  const credentials = openKeyring([arn], folder).credentialsFor(arn);
  return {
    env: {
      AWS_ENDPOINT_URL: door,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
    },
    offsetMs,
    output(name) {
      const value = Object.values(outputs).find((stack) => name in stack)?.[name];
      if (value === undefined) throw new Error(`the local cloud has no output ${name}`);
      return value;
    },
  };
}
