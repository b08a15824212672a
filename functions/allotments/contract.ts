import * as z from 'zod';
import { LEGAL_BASES } from '../kernel/city.ts';
import { defineContract, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { idOf } from '../kernel/ids.ts';
import { Day, HistoryLine, Instant, text } from '../kernel/shapes.ts';

export const ALLOTMENT_STATUS = ['PROPOSED', 'DECIDED', 'EXECUTED', 'REJECTED'] as const;
export const AllotmentStatus = z.enum(ALLOTMENT_STATUS);
export type AllotmentStatus = z.output<typeof AllotmentStatus>;

/** One device for one application. Each line says why. */
export const Line = z.object({
  device: z.string(),
  assetNumber: z.string(),
  application: z.string(),
  district: z.string(),
  why: z.string(),
  result: z.enum(['open', 'allotted', 'refused']),
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
const moved = z.object({ id: z.string(), status: AllotmentStatus });
export const AllotmentLine = z.object({
  id: z.string(),
  status: AllotmentStatus,
  lines: z.int(),
  proposedAt: Instant,
  since: Instant,
  proposedBy: z.string(),
});

export const allotmentsContract = defineContract({
  domain: 'allotments',
  errors: {
    DEVICE_TAKEN: 409,
    DEVICE_UNKNOWN: 422,
    APPLICATION_UNKNOWN: 422,
    APPLICATION_NOT_WAITING: 409,
    LINE_TWICE: 422,
    DECIDED_IN_FUTURE: 422,
  },
  routes: {
    suggestAllotment: {
      method: 'GET',
      path: '/api/staff/allotments/suggestion',
      access: staff('chest'),
      summary: 'Devices that are ready for applications that wait longest, with the reason of each pair',
      query: z.strictObject({ limit: z.coerce.number().int().min(1).max(20).default(10) }),
      answer: z.object({
        lines: z.array(
          z.object({
            device: z.string(),
            assetNumber: z.string(),
            model: z.string().optional(),
            grade: z.string().optional(),
            application: z.string(),
            reference: z.string(),
            kind: z.string(),
            district: z.string(),
            queuedAt: Instant,
            why: z.enum(['LONGEST_WAITING', 'LONGEST_WAITING_FITTING_KIND']),
          }),
        ),
        waiting: z.int(),
        ready: z.int(),
      }),
    },
    proposeAllotment: {
      method: 'POST',
      path: '/api/staff/allotments',
      access: staff('chest'),
      summary: 'Propose a plan; its devices are reserved for it',
      body: z.strictObject({
        lines: z
          .array(z.strictObject({ device: idOf('device'), application: idOf('application'), why: text(200) }))
          .min(1)
          .max(20),
      }),
      answer: moved,
      status: 201,
    },
    listAllotments: {
      method: 'GET',
      path: '/api/staff/allotments',
      access: staff('chest', 'committee', 'programme', 'auditor'),
      summary: 'Plans in one state, oldest first',
      query: z.strictObject({ status: AllotmentStatus, ...PageQuery }),
      answer: pageOf(AllotmentLine),
    },
    readAllotment: {
      method: 'GET',
      path: '/api/staff/allotments/{id}',
      access: staff('chest', 'committee', 'programme', 'auditor'),
      summary: 'One plan with its lines, decision and history',
      params,
      answer: z.object({
        id: z.string(),
        status: AllotmentStatus,
        lines: z.array(Line),
        proposedAt: Instant,
        proposedBy: z.string(),
        decision: Decision.extend({ recordedBy: z.string() }).optional(),
        moves: z.array(z.string()),
        history: z.array(HistoryLine),
      }),
    },
    decideAllotment: {
      method: 'POST',
      path: '/api/staff/allotments/{id}/decision',
      access: staff('chest', 'committee'),
      summary: "Record the committee's decision with its legal basis; a rejected plan frees its devices",
      params,
      body: Decision,
      answer: moved,
    },
    executeAllotment: {
      method: 'POST',
      path: '/api/staff/allotments/{id}/execution',
      access: staff('chest'),
      summary: 'Execute a decided plan, each line exactly once',
      params,
      body: z.strictObject({}),
      answer: moved.extend({ allotted: z.int(), refused: z.int() }),
    },
  },
});
