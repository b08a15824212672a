import { systemIds } from '../../functions/kernel/ids.ts';
import { portalToken, postReport, type Report } from '../../local/portal/client.ts';
import { readPortal } from '../../local/portal/visit.ts';
import type { Visitor } from '../../local/running.ts';

/** A portal of the demonstration that reports to a local cloud through its front door. */
export interface TestPortal {
  readonly id: string;
  /** Fetched once, by client credentials. */
  token(): Promise<string>;
  /**
   * Signs and posts a report to `path`, e.g. `/api/portal/points/activities`. Without an id it gets one.
   * @param what another token, or seconds by which the signature's time is off
   */
  report(
    path: string,
    fields: Readonly<Record<string, unknown>>,
    what?: { readonly token?: string; readonly offBy?: number },
  ): Promise<{ status: number; body: Record<string, unknown> }>;
}

export async function openPortal(
  visitor: Pick<Visitor, 'site' | 'door' | 'clock'>,
  id = 'seoul-portal',
): Promise<TestPortal> {
  const credentials = await readPortal(visitor.door, id);
  let own: Promise<string> | undefined;
  const token = () => {
    own ??= portalToken(credentials);
    return own;
  };
  return {
    id,
    token,
    async report(path, fields, what = {}) {
      const report: Report = { id: systemIds.ulid(), ...fields };
      const created = Math.floor((await visitor.clock.now()) / 1000) + (what.offBy ?? 0);
      return postReport(visitor.site, credentials, {
        ...{ path, report, created },
        token: what.token ?? (await token()),
      });
    },
  };
}
