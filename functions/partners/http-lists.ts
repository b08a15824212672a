import { createHash } from 'node:crypto';
import type { Device } from '../devices/domain.ts';
import { giftOf } from '../donations/domain.ts';
import { mustServePartner, type StaffActor } from '../kernel/actor.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import { listQueue as pageOfQueue } from '../kernel/cursor.ts';
import { historyOf } from '../kernel/history.ts';
import { newId } from '../kernel/ids.ts';
import { type Key, keys } from '../kernel/keys.ts';
import type { Objects } from '../kernel/objects.ts';
import { LARGEST_SHEET } from '../kernel/tabular/sheet.ts';
import { beginArrival, continueArrival } from './arrival.ts';
import type { partnersContract } from './contract.ts';
import { fail } from './domain.ts';
import {
  beginImport,
  continueImport,
  deviceOf,
  dropList,
  type ImportDependencies,
  numberOf,
} from './importing.ts';
import { addList, type List, listMovesFor, listQueue, moveList, outstanding } from './list.ts';
import { readEvents, readPledge } from './repository.ts';
import { type CheckedRow, lineOf } from './units.ts';

export interface ListDependencies extends ImportDependencies {
  readonly uploads: () => Objects;
}

type Lists = Omit<
  Handlers<typeof partnersContract>,
  | 'readPartnerFigures'
  | 'exportPartnerFigures'
  | 'makePledge'
  | 'listPledges'
  | 'readPledge'
  | 'closePledge'
  | 'cancelPledge'
>;

const FORM_SECONDS = 10 * 60;
/** Headings and rows of a file that the page of its columns shows. */
const SAMPLE = 3;
const uploadKey = (pledge: string, list: string) => `lists/${pledge}/${list}`;

const lineOfList = (list: List) => ({
  id: list.id,
  pledge: list.pledge,
  partner: list.partner,
  fileName: list.fileName,
  status: list.status,
  since: list.since,
  ...(list.counts ? { counts: list.counts } : {}),
  ...(list.units === undefined ? {} : { units: list.units }),
  received: list.received,
  rejected: list.rejected,
});

const nameOf = ({ maker, model }: { maker?: string | undefined; model?: string | undefined }) =>
  [maker, model].filter(Boolean).join(' ');

const rowOf = ({ line, verdict, why, field, asset, known }: CheckedRow) => ({
  ...{ line, verdict, why: [...why] },
  ...(field ? { field } : {}),
  ...(known ? { known } : {}),
  ...(asset
    ? {
        kind: asset.kind,
        quantity: asset.quantity,
        ...(asset.assetTag ? { tag: asset.assetTag } : {}),
        ...(asset.serial ? { serial: asset.serial } : {}),
        ...(nameOf(asset) ? { name: nameOf(asset) } : {}),
      }
    : {}),
});

/** A partner's asset lists: uploaded, read, checked, imported, and what came of them. */
export const listHandlers = (deps: ListDependencies): Lists => {
  const { table, city, clock, files } = deps;
  const today = () => localDate(clock.now(), city.timeZone);
  const doing = (actor: StaffActor) => ({ at: instant(clock), actor });

  /** @throws DomainError NOT_FOUND; OTHER_PARTNER when it is not this person's to see */
  async function read(id: string, actor: StaffActor): Promise<List> {
    const list = await table.get<List>(keys.list(id));
    if (!list) throw fail('NOT_FOUND');
    mustServePartner(actor, list.partner);
    return list;
  }

  async function uploaded(list: Pick<List, 'id' | 'pledge'>): Promise<Uint8Array> {
    const bytes = await deps.uploads().get(uploadKey(list.pledge, list.id));
    if (!bytes) throw fail('UPLOAD_UNKNOWN');
    return bytes;
  }

  return {
    async requestListUpload({ params, intent, actor }) {
      const pledge = await readPledge(table, params.id, actor);
      if (pledge.status !== 'PLEDGED')
        throw fail('ILLEGAL_MOVE', { entity: 'pledge', move: 'addList', status: pledge.status });
      const list = newId('list', intent.key);
      const form = deps.uploads().uploadForm(uploadKey(pledge.id, list), {
        bytes: LARGEST_SHEET,
        type: 'application/octet-stream',
        seconds: FORM_SECONDS,
      });
      return { list, ...form };
    },

    async addList({ params, body, intent, actor }) {
      const { pk } = keys.list(body.list);
      const pledge = await readPledge(table, params.id, actor);
      return table.once(pk, intent, async () => {
        const bytes = await uploaded({ id: body.list, pledge: pledge.id });
        const digest = createHash('sha256').update(bytes).digest('hex');
        const known = await table.get<{ list: string }>(keys.listFile(pledge.partner, digest));
        if (known) throw fail('LIST_KNOWN', { list: known.list });
        const { openSheet, proposeMapping } = await import('./reading.ts');
        const sheet = await openSheet(body.fileName, bytes);
        const sample = sheet.rows.slice(0, SAMPLE).map(({ cells }) => cells.map((cell) => cell.slice(0, 60)));
        const header = sheet.header.cells.map((cell) => cell.slice(0, 60));
        await files.writeHead(body.list, { header, sample });
        const added = { id: body.list, fileName: body.fileName, digest, format: sheet.format };
        const mapping = proposeMapping(sheet);
        const { list, writes, event } = addList({ ...added, mapping }, pledge, doing(actor));
        return table.commit({ intent, pk, event, writes, answer: { id: list.id, status: list.status } });
      });
    },

    async listLists({ params, query, actor }) {
      const pledge = await readPledge(table, params.id, actor);
      const { items, ...rest } = await pageOfQueue<List & Key>(deps, listQueue(pledge.id), query);
      return { items: items.map(lineOfList), ...rest };
    },

    async readPartnerList({ params, actor }) {
      const list = await read(params.id, actor);
      const [{ header, sample }, events] = await Promise.all([
        files.readHead(list.id),
        readEvents(table, keys.list(list.id)),
      ]);
      const prefix = city.receiptIssuer.assetPrefix;
      const imported = list.status === 'IMPORTED' || list.status === 'SETTLED';
      return {
        ...lineOfList(list),
        format: list.format,
        header: [...header],
        sample: sample.map((cells) => [...cells]),
        mapping: { ...list.mapping },
        cursor: Math.min(list.cursor, list.units ?? 0),
        items: [...(list.items ?? [])],
        ...(imported
          ? {
              donation: giftOf(list.id),
              assetNumbers: {
                first: numberOf(prefix, list, 0),
                last: numberOf(prefix, list, (list.units ?? 1) - 1),
              },
            }
          : {}),
        ...(list.arrival ? { arrival: { done: list.arrival.cursor, of: list.arrival.of } } : {}),
        outstanding: imported ? outstanding(list) : 0,
        moves: listMovesFor(list, actor),
        history: historyOf(events),
      };
    },

    async checkList({ params, body, intent, actor }) {
      const { pk } = keys.list(params.id);
      return table.once(pk, intent, async () => {
        const list = await read(params.id, actor);
        moveList(list, 'check', doing(actor));
        const { compareWithStore, countRows, mustFit, openSheet, readRows } = await import('./reading.ts');
        const sheet = await openSheet(list.fileName, await uploaded(list));
        mustFit(sheet, body.mapping);
        const rows = await compareWithStore(deps, list, readRows(sheet, body.mapping, today()));
        await files.writeRows(list.id, intent.key, rows);
        const counts = countRows(rows);
        const { write, event, to } = moveList(list, 'check', doing(actor), {
          set: { mapping: body.mapping as List['mapping'], counts, checked: intent.key },
          facts: { ...counts },
        });
        const answer = { id: list.id, status: to, counts };
        return table.commit({ intent, pk, event, writes: [write], answer });
      });
    },

    async previewList({ params, query, actor }) {
      const list = await read(params.id, actor);
      if (!list.checked) throw fail('ILLEGAL_MOVE', { entity: 'list', move: 'preview', status: list.status });
      const rows = await files.readRows(list.id, list.checked);
      const shown = rows.filter(({ verdict }) => query.show === 'all' || verdict === query.show);
      const next = query.from + query.limit;
      return {
        items: shown.slice(query.from, next).map(rowOf),
        total: shown.length,
        ...(next < shown.length ? { next } : {}),
      };
    },

    beginImport: ({ params, body, intent, actor }) =>
      table.once(keys.list(params.id).pk, intent, async () =>
        beginImport(deps, await read(params.id, actor), body, doing(actor), intent),
      ),

    async continueImport({ params, intent, actor }) {
      await read(params.id, actor);
      return continueImport(deps, params.id, doing(actor), intent);
    },

    async dropList({ params, intent, actor }) {
      await read(params.id, actor);
      return dropList(deps, params.id, doing(actor), intent);
    },

    async readListUnits({ params, query, actor }) {
      const list = await read(params.id, actor);
      if (list.status !== 'IMPORTED' && list.status !== 'SETTLED')
        throw fail('ILLEGAL_MOVE', { entity: 'list', move: 'readUnits', status: list.status });
      const units = await files.readUnits(list.id);
      const next = query.from + query.limit;
      const shown = units.slice(query.from, next);
      const wanted = shown.map((_, i) => keys.device(deviceOf(list.id, query.from + i)));
      const devices = new Map(
        (await table.getAll<Device & Key>(wanted)).map((device) => [device.id, device]),
      );
      const items = shown.flatMap((unit, i) => {
        const device = devices.get(deviceOf(list.id, query.from + i));
        if (!device) return [];
        return {
          line: lineOf(unit),
          device: device.id,
          assetNumber: device.assetNumber,
          kind: device.deviceKind,
          ...(nameOf(unit) ? { name: nameOf(unit) } : {}),
          ...(unit.tag ? { tag: unit.tag } : {}),
          status: device.status,
          since: device.since,
          ...(device.rejectedBecause ? { rejectedBecause: device.rejectedBecause } : {}),
        };
      });
      return { items, total: units.length, ...(next < units.length ? { next } : {}) };
    },

    beginArrival: ({ params, body, intent, actor }) =>
      table.once(keys.list(params.id).pk, intent, async () =>
        beginArrival(deps, await read(params.id, actor), body, doing(actor), intent),
      ),

    async continueArrival({ params, intent, actor }) {
      await read(params.id, actor);
      return continueArrival(deps, params.id, doing(actor), intent);
    },
  };
};
