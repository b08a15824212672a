import * as z from 'zod';
import { DeviceKind } from '../devices/contract.ts';
import { ItemKind } from '../donations/contract.ts';
import { defineContract, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { idOf } from '../kernel/ids.ts';
import {
  Address,
  Contact,
  Day,
  DistrictCode,
  HistoryLine,
  Instant,
  Language,
  Link,
  text,
} from '../kernel/shapes.ts';
import { LARGEST_SHEET, MOST_COLUMNS } from '../kernel/tabular/sheet.ts';

export const PLEDGE_STATUS = ['PLEDGED', 'CLOSED', 'CANCELLED'] as const;
export const PledgeStatus = z.enum(PLEDGE_STATUS);
export type PledgeStatus = z.output<typeof PledgeStatus>;

/** Id of a partner in the city pack. */
export const PartnerId = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** A partner's promise: so many PCs by a day, who is to be asked, and where they will be fetched. */
export const PledgeBody = z.strictObject({
  partner: PartnerId,
  /** PCs. The largest known single gift of a company's retired PCs is some thousands. */
  count: z.int().min(1).max(20_000),
  by: Day,
  contact: Contact,
  pickup: Address,
  wantsReceipt: z.boolean(),
  /** The person named has agreed (PIPA §15): whoever fills this in says so. */
  consents: z.strictObject({ privacy: z.literal(true, { error: 'CONSENT_NEEDED' }) }),
  note: text(500).optional(),
});

export const PledgeLine = z.object({
  id: z.string(),
  partner: PartnerId,
  count: z.int(),
  by: Day,
  /** PCs on the imported lists. */
  listed: z.int(),
  district: DistrictCode,
  status: PledgeStatus,
  since: Instant,
});

export const LIST_STATUS = [
  'READ',
  'CHECKED',
  'IMPORTING',
  'IMPORTED',
  'SETTLED',
  'DROPPING',
  'DROPPED',
] as const;
export const ListStatus = z.enum(LIST_STATUS);
export type ListStatus = z.output<typeof ListStatus>;

/** What a column of a list can be (assets/asset.ts has the same, which the compiler checks in reading.ts). */
export const LIST_FIELDS = [
  'assetTag',
  'serial',
  'kind',
  'maker',
  'model',
  'cpu',
  'memory',
  'disk',
  'mac',
  'acquired',
  'condition',
  'quantity',
  'note',
] as const;
/** Which column of the file is which field: index of the column, from 0. */
export const ColumnMapping = z.partialRecord(
  z.enum(LIST_FIELDS),
  z
    .int()
    .min(0)
    .max(MOST_COLUMNS - 1),
);

/** What the check of a list found, row by row. */
export const ListCounts = z.object({
  rows: z.int(),
  accepted: z.int(),
  doubtful: z.int(),
  refused: z.int(),
});
const Counted = z.object({ kind: ItemKind, count: z.int() });

export const ListLine = z.object({
  id: z.string(),
  pledge: z.string(),
  partner: PartnerId,
  fileName: z.string(),
  status: ListStatus,
  since: Instant,
  counts: ListCounts.optional(),
  /** PCs that become devices of it. */
  units: z.int().optional(),
  received: z.int(),
  rejected: z.int(),
});

/** How far what is done in parts has come: units written, received or taken out, of all. */
const Progress = z.object({ id: z.string(), status: ListStatus, done: z.int(), of: z.int() });

const ROW_VERDICTS = ['accepted', 'doubtful', 'refused'] as const;
export const PreviewRow = z.object({
  line: z.int(),
  verdict: z.enum(ROW_VERDICTS),
  /** Doubts or the reason of the refusal; `SAME_TAG:12` names the line that it agrees with. */
  why: z.array(z.string()),
  field: z.string().optional(),
  kind: z.string().optional(),
  tag: z.string().optional(),
  serial: z.string().optional(),
  name: z.string().optional(),
  quantity: z.int().optional(),
  /** The device that has this tag or fingerprint already. */
  known: z.object({ device: z.string(), list: z.string() }).optional(),
});

export const REJECTIONS = ['DAMAGED', 'NOT_ON_LIST', 'TOO_OLD', 'PARTS_MISSING', 'OTHER'] as const;
/** A line of the list as a person names it: `12`, `12.2` for the second of its pieces, a tag, an asset number. */
const Named = text(60);
export const ArrivalBody = z.strictObject({
  /** all = every line that is still out; except = all but these; only = these alone. */
  came: z.enum(['all', 'except', 'only']),
  by: z.enum(['line', 'tag']),
  lines: z.array(Named).max(5_000).default([]),
  rejected: z
    .array(z.strictObject({ line: Named, reason: z.enum(REJECTIONS) }))
    .max(5_000)
    .default([]),
  /** What came along and is no PC (monitors, printers). */
  extras: z
    .array(z.strictObject({ kind: ItemKind, count: z.int().min(0).max(5_000) }))
    .max(6)
    .default([]),
  /** No more is expected: what did not come is settled as such. */
  last: z.boolean(),
});

/** A partner's PCs: pledged, on imported lists, arrived, rejected, at home. */
export const Figures = z.object({
  pledged: z.int(),
  registered: z.int(),
  received: z.int(),
  rejected: z.int(),
  delivered: z.int(),
});

const pledge = z.strictObject({ id: idOf('pledge') });
const list = z.strictObject({ id: idOf('list') });
const pledgeMoved = z.object({ id: z.string(), status: PledgeStatus });
const readers = staff('programme', 'chest', 'auditor', 'partner');
const makers = staff('programme', 'chest', 'partner');

export const partnersContract = defineContract({
  domain: 'partners',
  errors: {
    PARTNER_UNKNOWN: 422,
    PLEDGE_IN_PAST: 422,
    PICKUP_UNKNOWN: 422,
    PLEDGE_HAS_LISTS: 409,
    UPLOAD_UNKNOWN: 404,
    UNREADABLE_FILE: 422,
    LIST_KNOWN: 409,
    MAPPING_WRONG: 422,
    LIST_HAS_REFUSED: 422,
    LIST_EMPTY: 422,
    TOO_MANY_UNITS: 422,
    KIND_NEEDED: 422,
    LINES_UNKNOWN: 422,
    NOTHING_CHOSEN: 422,
    ARRIVAL_RUNNING: 409,
    LOT_CLOSED: 409,
  },
  routes: {
    readPartnerFigures: {
      method: 'GET',
      path: '/api/staff/partners',
      access: readers,
      summary: 'What each partner pledged and what came of it; a partner sees its own',
      answer: z.object({ items: z.array(Figures.extend({ partner: PartnerId })), total: Figures }),
    },
    exportPartnerFigures: {
      method: 'POST',
      path: '/api/staff/partners/report',
      access: readers,
      summary: 'The same as a file, CSV or XLSX, behind a link that ends',
      body: z.strictObject({ format: z.enum(['csv', 'xlsx']), language: Language }),
      answer: Link,
    },
    makePledge: {
      method: 'POST',
      path: '/api/staff/pledges',
      access: makers,
      summary: 'A partner pledges a number of PCs by a day',
      body: PledgeBody,
      answer: pledgeMoved,
      status: 201,
    },
    listPledges: {
      method: 'GET',
      path: '/api/staff/pledges',
      access: readers,
      summary: 'Pledges in one state, oldest first; a partner sees its own',
      query: z.strictObject({ status: PledgeStatus, partner: PartnerId.optional(), ...PageQuery }),
      answer: pageOf(PledgeLine),
    },
    readPledge: {
      method: 'GET',
      path: '/api/staff/pledges/{id}',
      access: readers,
      summary: 'One pledge with its history',
      params: pledge,
      answer: PledgeLine.extend({
        personId: z.string(),
        wantsReceipt: z.boolean(),
        note: z.string().optional(),
        stages: z.record(z.string(), Instant),
        moves: z.array(z.string()),
        history: z.array(HistoryLine),
      }),
    },
    closePledge: {
      method: 'POST',
      path: '/api/staff/pledges/{id}/closing',
      access: staff('programme', 'chest'),
      summary: 'No more is expected of this pledge',
      params: pledge,
      body: z.strictObject({ note: text(500).optional() }),
      answer: pledgeMoved,
    },
    cancelPledge: {
      method: 'POST',
      path: '/api/staff/pledges/{id}/cancellation',
      access: makers,
      summary: 'The pledge is taken back, as long as no list of it has been imported',
      params: pledge,
      body: z.strictObject({ reason: text(300) }),
      answer: pledgeMoved,
    },
    requestListUpload: {
      method: 'POST',
      path: '/api/staff/pledges/{id}/list-uploads',
      access: makers,
      summary: 'A form to upload one asset list of at most 10 MB',
      params: pledge,
      body: z.strictObject({ fileName: text(120), size: z.int().min(1).max(LARGEST_SHEET, 'TOO_LARGE') }),
      answer: z.object({ list: z.string(), url: z.url(), fields: z.record(z.string(), z.string()) }),
    },
    addList: {
      method: 'POST',
      path: '/api/staff/pledges/{id}/lists',
      access: makers,
      summary: 'Reads an uploaded list and proposes which column is which',
      params: pledge,
      body: z.strictObject({ list: idOf('list'), fileName: text(120) }),
      answer: z.object({ id: z.string(), status: ListStatus }),
      status: 201,
    },
    listLists: {
      method: 'GET',
      path: '/api/staff/pledges/{id}/lists',
      access: readers,
      summary: 'The lists of a pledge, oldest first',
      params: pledge,
      query: z.strictObject(PageQuery),
      answer: pageOf(ListLine),
    },
    readPartnerList: {
      method: 'GET',
      path: '/api/staff/lists/{id}',
      access: readers,
      summary: 'One list: columns as recognised, what the check found, how far import and arrival are',
      params: list,
      answer: ListLine.extend({
        format: z.string(),
        header: z.array(z.string()),
        /** First rows, to see what stands in a column. */
        sample: z.array(z.array(z.string())),
        mapping: ColumnMapping,
        cursor: z.int(),
        items: z.array(Counted),
        donation: z.string().optional(),
        arrival: z.object({ done: z.int(), of: z.int() }).optional(),
        outstanding: z.int(),
        assetNumbers: z.object({ first: z.string(), last: z.string() }).optional(),
        moves: z.array(z.string()),
        history: z.array(HistoryLine),
      }),
    },
    checkList: {
      method: 'POST',
      path: '/api/staff/lists/{id}/check',
      access: makers,
      summary: 'The columns are confirmed: every row is read and compared with what is known',
      params: list,
      body: z.strictObject({ mapping: ColumnMapping }),
      answer: z.object({ id: z.string(), status: ListStatus, counts: ListCounts }),
    },
    previewList: {
      method: 'GET',
      path: '/api/staff/lists/{id}/rows',
      access: readers,
      summary: 'The rows of a checked list: accepted, doubtful with why, refused with line and reason',
      params: list,
      query: z.strictObject({
        show: z.enum(['all', ...ROW_VERDICTS]).default('all'),
        from: z.coerce.number().int().min(0).max(5_000).default(0),
        limit: z.coerce.number().int().min(1).max(500).default(50),
      }),
      answer: z.object({ items: z.array(PreviewRow), next: z.int().optional(), total: z.int() }),
    },
    beginImport: {
      method: 'POST',
      path: '/api/staff/lists/{id}/import-start',
      access: makers,
      summary: 'Decides on the doubtful rows; refused while one row is',
      params: list,
      body: z.strictObject({
        /** Lines of doubtful rows that are taken in. */
        include: z.array(z.int()).max(5_000),
        /** What the PCs of unknown kind are. */
        unknownAs: DeviceKind.optional(),
      }),
      answer: Progress,
    },
    continueImport: {
      method: 'POST',
      path: '/api/staff/lists/{id}/import',
      access: makers,
      summary: 'Writes the next devices; called until done equals of, by whomever and however often',
      params: list,
      body: z.strictObject({}),
      answer: Progress,
    },
    dropList: {
      method: 'POST',
      path: '/api/staff/lists/{id}/removal',
      access: makers,
      summary: 'The list is not imported; what an import has begun is taken out again, called until done',
      params: list,
      body: z.strictObject({}),
      answer: Progress,
    },
    readListUnits: {
      method: 'GET',
      path: '/api/staff/lists/{id}/units',
      access: readers,
      summary: 'The PCs of an imported list, each with its fate',
      params: list,
      query: z.strictObject({
        from: z.coerce.number().int().min(0).max(5_000).default(0),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
      answer: z.object({
        items: z.array(
          z.object({
            /** `12`, `12.2`. */
            line: z.string(),
            device: z.string(),
            assetNumber: z.string(),
            kind: DeviceKind,
            name: z.string().optional(),
            tag: z.string().optional(),
            status: z.string(),
            since: Instant,
            rejectedBecause: z.string().optional(),
          }),
        ),
        next: z.int().optional(),
        total: z.int(),
      }),
    },
    beginArrival: {
      method: 'POST',
      path: '/api/staff/lists/{id}/arrivals',
      access: staff('chest'),
      summary: 'What came of a list, what is rejected and why; several deliveries are possible',
      params: list,
      body: ArrivalBody,
      answer: Progress,
    },
    continueArrival: {
      method: 'POST',
      path: '/api/staff/lists/{id}/arrival',
      access: staff('chest'),
      summary: 'Records the next devices of a begun arrival; called until done equals of',
      params: list,
      body: z.strictObject({}),
      answer: Progress,
    },
  },
});
