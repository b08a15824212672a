import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Adapter, StoredRecord } from 'oidc-provider';
import { readJson, writeWhole } from '../door/files.ts';

interface Kept {
  readonly id: string;
  readonly record: StoredRecord;
  /** Epoch ms. */
  readonly until?: number;
}

/**
 * What the provider remembers (sessions, codes, grants, refresh tokens): one file a record, so that a session
 * survives a restart, also a sudden one. Few records live at a time, hence all are in memory as well.
 * @param folder `<data folder>/signin/<pool>`
 */
export function openRecords(folder: string, now: () => number = Date.now): (model: string) => Adapter {
  return (model) => {
    const place = join(folder, model);
    mkdirSync(place, { recursive: true });
    const records = new Map<string, Kept>();
    const fileOf = (id: string) =>
      join(place, `${createHash('sha256').update(id).digest('hex').slice(0, 40)}.json`);
    const drop = (id: string) => {
      records.delete(id);
      rmSync(fileOf(id), { force: true });
    };
    const live = (kept: Kept | undefined): StoredRecord | undefined => {
      if (!kept) return undefined;
      if (kept.until === undefined || kept.until > now()) return kept.record;
      drop(kept.id);
      return undefined;
    };
    const keep = (kept: Kept) => {
      records.set(kept.id, kept);
      writeWhole(fileOf(kept.id), JSON.stringify(kept), 0o600);
    };
    for (const name of readdirSync(place).filter((one) => one.endsWith('.json'))) {
      const kept = readJson<Kept>(join(place, name));
      if (kept) records.set(kept.id, kept);
    }
    for (const kept of records.values()) live(kept);
    return {
      upsert: async (id, record, expiresIn) =>
        keep({ id, record, ...(expiresIn === undefined ? {} : { until: now() + expiresIn * 1000 }) }),
      find: async (id) => live(records.get(id)),
      findByUid: async (uid) => live([...records.values()].find(({ record }) => record.uid === uid)),
      findByUserCode: async () => undefined, // the device flow is off
      destroy: async (id) => drop(id),
      async consume(id) {
        const kept = records.get(id);
        if (kept) keep({ ...kept, record: { ...kept.record, consumed: Math.floor(now() / 1000) } });
      },
      async revokeByGrantId(grantId) {
        for (const { id, record } of records.values()) if (record.grantId === grantId) drop(id);
      },
    };
  };
}
