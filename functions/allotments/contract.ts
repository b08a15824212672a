import * as z from 'zod';
import { LEGAL_BASES } from '../kernel/city.ts';
import { defineContract, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { idOf } from '../kernel/ids.ts';
import { Day, DistrictCode, HistoryLine, Instant, text } from '../kernel/shapes.ts';

export const ALLOTMENT_STATUS = [
  'COMPUTING',
  'PROPOSED',
  'DECIDED',
  'EXECUTING',
  'EXECUTED',
  'REJECTED',
  'WITHDRAWN',
] as const;
export const AllotmentStatus = z.enum(ALLOTMENT_STATUS);
export type AllotmentStatus = z.output<typeof AllotmentStatus>;

/** planned: computed, its device not yet reserved. dropped: lost to somebody else, or taken out by people. */
export const LINE_RESULTS = ['planned', 'open', 'allotted', 'refused', 'released', 'dropped'] as const;
/** Why a line ended as it did. */
export const LINE_ENDS = [
  'DEVICE_TAKEN',
  'APPLICATION_NOT_WAITING',
  'TAKEN_OUT',
  'APPLICATION_WITHDRAWN',
  'DEVICE_RECALLED',
  'ORGANISATION_NOT_CERTIFIED',
  'NOT_RESERVED',
  'PLAN_REJECTED',
  'PLAN_WITHDRAWN',
] as const;

const Reason = z.object({ code: z.string(), count: z.int(), points: z.int() });
const NextBest = z.object({
  device: z
    .object({ device: z.string(), assetNumber: z.string(), loses: z.int(), line: z.int().optional() })
    .optional(),
  application: z
    .object({ application: z.string(), reference: z.string(), district: z.string(), loses: z.int() })
    .optional(),
});
/** One device for one application, why, what was next best, and what became of it. */
export const Line = z.object({
  n: z.int(),
  device: z.string(),
  assetNumber: z.string(),
  application: z.string(),
  reference: z.string(),
  applicant: z.enum(['organisation', 'household']),
  organisation: z.string().optional(),
  district: z.string(),
  category: z.string(),
  points: z.int(),
  reasons: z.array(Reason),
  nextBest: NextBest.optional(),
  /** What people wrote for a line of theirs. */
  why: z.string().optional(),
  /** Rules that people set aside for it, with their reason. */
  against: z.array(z.string()),
  changed: z
    .object({
      what: z.enum(['added', 'exchanged', 'dropped']),
      by: z.string(),
      at: Instant,
      reason: z.string(),
      /** As it was computed or proposed. */
      was: z.object({ device: z.string(), assetNumber: z.string(), points: z.int() }).optional(),
    })
    .optional(),
  result: z.enum(LINE_RESULTS),
  because: z.enum(LINE_ENDS).optional(),
  /** What has come between since: the line would be refused. */
  trouble: z.enum(LINE_ENDS).optional(),
});

export const Decision = z.strictObject({
  committee: z.enum(['ALLOTMENT_SUBCOMMITTEE', 'STEERING', 'DIGITAL_DIVIDE']),
  number: text(40),
  decidedOn: Day,
  legalBasis: z.enum(LEGAL_BASES),
  outcome: z.enum(['APPROVED', 'REJECTED']),
  note: text(500).optional(),
});

const params = z.strictObject({ id: idOf('allotment') });
const lineParams = params.extend({ n: z.coerce.number().int().min(1).max(99_999) });
const moved = z.object({ id: z.string(), status: AllotmentStatus });
const changedLine = moved.extend({ n: z.int() });
const reads = staff('chest', 'programme', 'auditor');
const Counts = z.record(z.string(), z.int());

export const AllotmentLine = z.object({
  id: z.string(),
  status: AllotmentStatus,
  origin: z.enum(['computed', 'hand']),
  lines: z.int(),
  proposedAt: Instant,
  since: Instant,
  proposedBy: z.string(),
});

/** What was computed: the sum no other plan of as many lines exceeds, by which weights, and who went without, by why. */
export const Objective = z.object({
  points: z.int(),
  balance: z.int(),
  waiting: z.int(),
  ready: z.int(),
  unserved: Counts,
  idle: z.object({ fittingNobody: z.int(), left: z.int() }),
  /** True where queue or stock were longer than what is read: the oldest were. */
  headsOnly: z.boolean(),
  /** The weights of the city pack as they were that day, in points; what each category counts for. */
  weights: Counts,
  need: Counts,
  /** District that travel is counted from. */
  from: z.string(),
});

export const allotmentsContract = defineContract({
  domain: 'allotments',
  errors: {
    DEVICE_TAKEN: 409,
    DEVICE_UNKNOWN: 422,
    APPLICATION_UNKNOWN: 422,
    APPLICATION_NOT_WAITING: 409,
    LINE_TWICE: 422,
    LINE_NOT_OPEN: 409,
    BASIS_NOT_ALLOWED: 422,
    ORGANISATION_NOT_CERTIFIED: 422,
    COMPUTING_ALREADY: 409,
    PLAN_FULL: 409,
    DISTRICT_UNKNOWN: 422,
  },
  routes: {
    computeAllotment: {
      method: 'POST',
      path: '/api/staff/allotments/computation',
      access: staff('chest'),
      summary: 'Have a plan computed for the queue and the stock; its devices are reserved line by line',
      body: z.strictObject({
        limit: z.int().min(1).max(5000).optional(),
        districts: z.array(DistrictCode).min(1).max(100).optional(),
        kinds: z
          .array(z.enum(['organisation', 'household']))
          .min(1)
          .optional(),
        legalBasis: z.enum(LEGAL_BASES).optional(),
      }),
      answer: moved,
      status: 202,
    },
    proposeAllotment: {
      method: 'POST',
      path: '/api/staff/allotments',
      access: staff('chest'),
      summary: 'Propose a plan by hand; its devices are reserved for it',
      body: z.strictObject({
        lines: z
          .array(z.strictObject({ device: idOf('device'), application: idOf('application'), why: text(200) }))
          .min(1)
          .max(20),
        legalBasis: z.enum(LEGAL_BASES).optional(),
      }),
      answer: moved,
      status: 201,
    },
    listAllotments: {
      method: 'GET',
      path: '/api/staff/allotments',
      access: reads,
      summary: 'Plans in one state, oldest first',
      query: z.strictObject({ status: AllotmentStatus, ...PageQuery }),
      answer: pageOf(AllotmentLine),
    },
    readAllotment: {
      method: 'GET',
      path: '/api/staff/allotments/{id}',
      access: reads,
      summary: 'One plan: its sums, what was weighed, decision, how far its execution is, history',
      params,
      answer: z.object({
        id: z.string(),
        status: AllotmentStatus,
        origin: z.enum(['computed', 'hand']),
        lineCount: z.int(),
        lines: z.int(),
        legalBasis: z.enum(LEGAL_BASES),
        byDistrict: z.record(z.string(), z.object({ lines: z.int(), waiting: z.int().optional() })),
        byCategory: Counts,
        choices: z
          .object({
            limit: z.int().optional(),
            districts: z.array(z.string()).optional(),
            kinds: z.array(z.string()).optional(),
          })
          .optional(),
        objective: Objective.optional(),
        proposedAt: Instant,
        proposedBy: z.string(),
        decision: Decision.extend({ recordedBy: z.string() }).optional(),
        /** Of its lines: allotted, refused, dropped, released. */
        progress: z.object({
          allotted: z.int(),
          refused: z.int(),
          dropped: z.int(),
          released: z.int(),
        }),
        attempt: z.int(),
        moves: z.array(z.string()),
        history: z.array(HistoryLine),
      }),
    },
    listAllotmentLines: {
      method: 'GET',
      path: '/api/staff/allotments/{id}/lines',
      access: reads,
      summary: 'The lines of a plan in their order, with reasons and next best',
      params,
      query: z.strictObject(PageQuery),
      answer: pageOf(Line),
    },
    readAllotmentLine: {
      method: 'GET',
      path: '/api/staff/allotments/{id}/lines/{n}',
      access: reads,
      summary: 'One line of a plan',
      params: lineParams,
      answer: Line,
    },
    listDeviceChoices: {
      method: 'GET',
      path: '/api/staff/allotments/{id}/choices',
      access: staff('chest'),
      summary: 'Ready devices for an application, the longest ready first, with what speaks against each',
      params,
      query: z.strictObject({ application: idOf('application'), ...PageQuery }),
      answer: pageOf(
        z.object({
          device: z.string(),
          assetNumber: z.string(),
          kind: z.string(),
          model: z.string().optional(),
          grade: z.string().optional(),
          points: z.int(),
          against: z.array(z.string()),
        }),
      ),
    },
    addAllotmentLine: {
      method: 'POST',
      path: '/api/staff/allotments/{id}/lines',
      access: staff('chest'),
      summary: 'Add a line to a proposed plan, with a reason',
      params,
      body: z.strictObject({ device: idOf('device'), application: idOf('application'), reason: text(300) }),
      answer: changedLine,
      status: 201,
    },
    exchangeDevice: {
      method: 'POST',
      path: '/api/staff/allotments/{id}/lines/{n}/exchange',
      access: staff('chest'),
      summary:
        'Give another device in a line of a proposed plan, with a reason: a ready one, or that of another line',
      params: lineParams,
      body: z
        .strictObject({
          /** A ready one … */
          device: idOf('device').optional(),
          /** … or that of another line, which gets this one's. */
          withLine: z.int().min(1).max(99_999).optional(),
          reason: text(300),
        })
        .refine(({ device, withLine }) => (device === undefined) !== (withLine === undefined), {
          path: ['device'],
          message: 'REQUIRED',
        }),
      answer: changedLine,
    },
    dropAllotmentLine: {
      method: 'POST',
      path: '/api/staff/allotments/{id}/lines/{n}/removal',
      access: staff('chest'),
      summary: 'Take a line out of a proposed plan, with a reason; device and application are free again',
      params: lineParams,
      body: z.strictObject({ reason: text(300) }),
      answer: changedLine,
    },
    withdrawAllotment: {
      method: 'POST',
      path: '/api/staff/allotments/{id}/withdrawal',
      access: staff('chest'),
      summary: 'Withdraw a plan that no committee has decided; what it holds is freed line by line',
      params,
      body: z.strictObject({ reason: text(300) }),
      answer: moved,
    },
    executeAllotment: {
      method: 'POST',
      path: '/api/staff/allotments/{id}/execution',
      access: staff('chest'),
      summary: 'Start the execution of a decided plan: each line exactly once',
      params,
      body: z.strictObject({}),
      answer: moved,
      status: 202,
    },
    resumeAllotment: {
      method: 'POST',
      path: '/api/staff/allotments/{id}/resumption',
      access: staff('chest'),
      summary: 'Go on with what stopped half way: computing, executing, or freeing what a plan holds',
      params,
      body: z.strictObject({}),
      answer: moved,
      status: 202,
    },
  },
});
