import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { openClock } from '../clock.ts';
import type { Cloud } from './cloud.ts';
import type { Door, DoorOptions } from './door.ts';
import { openDoor } from './door.ts';
import type { InvokeFunction } from './functions/events.ts';
import { REGION, roleArn } from './sample-cloud.ts';
import { Sha256 } from './signature/sha256.ts';
import type { WorkflowEngine } from './workflow/service.ts';

/** A door for tests, on a free port and a folder of its own. */
export interface SampleDoor {
  readonly door: Door;
  readonly url: string;
  readonly folder: string;
  readonly clock: ReturnType<typeof openClock>;
  /** Signs and sends, as a role's own code would. */
  send(role: string, service: string, request: SampleRequest): Promise<Response>;
  /** A presigned URL. */
  link(
    role: string,
    method: string,
    path: string,
    seconds: number,
    headers?: Record<string, string>,
  ): Promise<string>;
  close(): Promise<void>;
}

export interface SampleRequest {
  method?: string;
  path?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

const notBuilt = async (): Promise<never> => {
  throw new Error('this test has no workflow engine');
};
export const noEngine: WorkflowEngine = {
  startExecution: notBuilt,
  describeExecution: notBuilt,
  listExecutions: notBuilt,
  stopExecution: notBuilt,
  getExecutionHistory: notBuilt,
  listChildren: notBuilt,
  describeMapRun: notBuilt,
  listMapRuns: notBuilt,
  sendTaskSuccess: notBuilt,
  sendTaskFailure: notBuilt,
  sendTaskHeartbeat: notBuilt,
};

export async function sampleDoor(
  cloud: Cloud,
  options: Partial<DoorOptions> & { invokeFunction?: InvokeFunction } = {},
): Promise<SampleDoor> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'door-'));
  const port = await freePort();
  const clock = openClock();
  const door = await openDoor({
    cloud,
    port,
    folder,
    clock,
    memory: true,
    engine: noEngine,
    invokeFunction: async () => ({ status: 200, payload: null }),
    ...options,
  });
  await door.listen();
  const url = `http://127.0.0.1:${port}`;
  const signer = (role: string, service: string) =>
    new SignatureV4({
      credentials: door.credentialsFor(roleArn(role)),
      region: REGION,
      service,
      sha256: Sha256,
      uriEscapePath: service !== 's3',
    });
  const requestOf = ({ method = 'POST', path = '/', query = {}, headers = {}, body }: SampleRequest) =>
    new HttpRequest({ method, path, query, headers: { host: `127.0.0.1:${port}`, ...headers }, body });
  return {
    door,
    url,
    folder,
    clock,
    async send(role, service, request) {
      const signed = await signer(role, service).sign(requestOf(request), {
        signingDate: new Date(clock.now()),
      });
      const search = new URLSearchParams(request.query).toString();
      return fetch(`${url}${signed.path}${search === '' ? '' : `?${search}`}`, {
        method: signed.method,
        headers: signed.headers,
        ...(request.body === undefined ? {} : { body: request.body as BodyInit }),
      });
    },
    async link(role, method, path, seconds, headers = {}) {
      const asked = requestOf({
        method,
        path,
        headers: { ...headers, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
      });
      const names = new Set(Object.keys(headers));
      const signed = await signer(role, 's3').presign(asked, {
        expiresIn: seconds,
        signingDate: new Date(clock.now()),
        signableHeaders: names,
        unhoistableHeaders: names,
      });
      return `${url}${path}?${new URLSearchParams(signed.query as Record<string, string>)}`;
    },
    async close() {
      await door.stop();
      if (options.folder === undefined) rmSync(folder, { recursive: true });
    },
  };
}

export const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
    });
  });
