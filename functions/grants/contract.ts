import * as z from 'zod';
import { LEGAL_BASES } from '../kernel/city.ts';
import { defineContract, staff } from '../kernel/contract.ts';
import { PageQuery, pageOf } from '../kernel/cursor.ts';
import { idOf, Reference } from '../kernel/ids.ts';
import { Amount } from '../kernel/money.ts';
import { Day, DistrictCode, HistoryLine, Instant, Link, text } from '../kernel/shapes.ts';

export const GRANT_STATUS = ['ACTIVE', 'STOPPED', 'ENDED'] as const;
export const GrantStatus = z.enum(GRANT_STATUS);
export type GrantStatus = z.output<typeof GrantStatus>;

/** RUNNING: fees are being paid · PAID: all are, the files are being written · DONE: the files are there. */
export const RUN_STATUS = ['RUNNING', 'PAID', 'DONE'] as const;
export const RunStatus = z.enum(RUN_STATUS);
export type RunStatus = z.output<typeof RunStatus>;

export const STOP_REASONS = [
  'ASKED',
  'CONTRACT_ENDED',
  'MOVED_AWAY',
  'NO_LONGER_ELIGIBLE',
  'DIED',
  'OTHER',
] as const;
export const RETURN_REASONS = ['NUMBER_UNKNOWN', 'CONTRACT_ENDED', 'OTHER'] as const;

/** A month of the city's calendar, `2026-12`. */
export const Month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/);
const Code = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
/** As the carrier prints it on its bills: digits, letters, single spaces or hyphens between them. */
const CustomerNumber = z
  .string()
  .trim()
  .max(30)
  .regex(/^[\p{L}\p{N}]+([ -][\p{L}\p{N}]+)*$/u, 'INVALID');
const Fee = z.int().min(1).max(1_000_000_000);
/** What a committee decided, where one did. */
const Decision = z.strictObject({ number: text(40), decidedOn: Day });

const params = z.strictObject({ id: idOf('grant') });
const ofMonth = z.strictObject({ month: Month });
const moved = z.object({ id: z.string(), status: GrantStatus });
const reads = staff('chest', 'programme', 'auditor', 'district');
const books = staff('chest', 'programme', 'auditor');
const decides = staff('chest');

export const GrantLine = z.object({
  id: z.string(),
  /** The application it was granted for. */
  application: z.string(),
  reference: z.string(),
  district: DistrictCode,
  status: GrantStatus,
  carrier: z.string(),
  plan: z.string(),
  /** A month, in the minor unit. */
  fee: Amount,
  firstMonth: Month,
  lastMonth: Month,
  /** Months that are paid, and that are still to be paid. */
  paid: z.int(),
  open: z.int(),
  /** What is still set aside for the open months. */
  reserved: Amount,
  since: Instant,
});

const Term = z.object({ from: Month, carrier: z.string(), plan: z.string(), fee: Amount });
const GrantMonth = z.object({
  month: Month,
  state: z.enum(['OPEN', 'PAID', 'RETURNED', 'RELEASED']),
  carrier: z.string(),
  fee: Amount,
  /** The month of the run that paid it. */
  run: Month.optional(),
  transfer: z.string().optional(),
  /** When it was paid, or came back. */
  at: Instant.optional(),
  returnedBecause: z.enum(RETURN_REASONS).optional(),
});

export const Sums = z.object({ carrier: z.string(), lines: z.int(), sum: Amount });
export const RunLine = z.object({
  month: Month,
  status: RunStatus,
  startedAt: Instant,
  startedBy: z.string(),
  since: Instant,
  lines: z.int(),
  sum: Amount,
  /** Fees of this run that the carriers sent back since. */
  returned: z.int(),
  returnedSum: Amount,
});

export const grantsContract = defineContract({
  domain: 'grants',
  errors: {
    APPLICATION_UNKNOWN: 422,
    /** Not a household's, not confirmed, or withdrawn; also where a grant is prolonged. */
    APPLICATION_NOT_ELIGIBLE: 409,
    /** A grant of the household is running: `{ grant }`. */
    HOUSEHOLD_HAS_GRANT: 409,
    CARRIER_UNKNOWN: 422,
    PLAN_UNKNOWN: 422,
    PURPOSE_UNKNOWN: 422,
    /** `{ most }` in the minor unit. */
    FEE_TOO_HIGH: 422,
    /** `{ most }` in months, all months of the grant counted. */
    TOO_MANY_MONTHS: 422,
    /** `{ from, to }`: the months that can be named. */
    MONTH_OUT_OF_RANGE: 422,
    CUSTOMER_NUMBER_UNWRITABLE: 422,
    DECIDED_IN_FUTURE: 422,
    /** The grant stops; it is not prolonged: `{ from }`. */
    GRANT_STOPS: 409,
    /** The purpose's limit for the year is reached, as fund says: `{ purpose, year, limit, left }`. */
    LIMIT_REACHED: 409,
    MONTH_NOT_PAID: 409,
    /** The month has not begun in the city. */
    RUN_TOO_EARLY: 409,
    /** Another month must be run, or finish, first: `{ month }`. */
    RUN_BEFORE_UNFINISHED: 409,
    RUN_UNFINISHED: 409,
  },
  routes: {
    listGrants: {
      method: 'GET',
      path: '/api/staff/grants',
      access: reads,
      summary:
        "Grants of internet fees in one state, those due soonest first; a district officer sees the own district's only",
      query: z.strictObject({ status: GrantStatus, district: DistrictCode.optional(), ...PageQuery }),
      answer: pageOf(GrantLine),
    },
    readGrant: {
      method: 'GET',
      path: '/api/staff/grants/{id}',
      access: reads,
      summary: 'One grant with its months, terms and history',
      params,
      answer: GrantLine.extend({
        personId: z.string(),
        purpose: z.string(),
        legalBasis: z.enum(LEGAL_BASES),
        decision: Decision.optional(),
        grantedAt: Instant,
        grantedBy: z.string(),
        paidSum: Amount,
        terms: z.array(Term),
        stop: z.object({ from: Month, reason: z.enum(STOP_REASONS), note: z.string().optional() }).optional(),
        months: z.array(GrantMonth),
        /** What the Chest may do with it now. */
        moves: z.array(z.enum(['stop', 'move', 'prolong', 'returnFee'])),
        history: z.array(HistoryLine),
      }),
    },
    grantFee: {
      method: 'POST',
      path: '/api/staff/grants',
      access: decides,
      summary: 'Grant a household some months of its internet fee; their sum is set aside at once',
      body: z.strictObject({
        application: Reference,
        carrier: Code,
        plan: Code,
        customerNumber: CustomerNumber,
        /** A month; at most the plan's and the city's limit. */
        fee: Fee,
        firstMonth: Month,
        months: z.int().min(1).max(120),
        /** Where several purposes pay fees; else the one that does. */
        purpose: Code.optional(),
        legalBasis: z.enum(LEGAL_BASES).default('CHEST'),
        decision: Decision.optional(),
      }),
      secret: ['customerNumber'],
      answer: moved.extend({ reserved: Amount }),
      status: 201,
    },
    stopGrant: {
      method: 'POST',
      path: '/api/staff/grants/{id}/stop',
      access: decides,
      summary: 'Stop a grant from a month on; what was set aside for those months goes back to its purpose',
      params,
      body: z.strictObject({ from: Month, reason: z.enum(STOP_REASONS), note: text(300).optional() }),
      answer: moved.extend({ released: Amount }),
    },
    moveGrant: {
      method: 'POST',
      path: '/api/staff/grants/{id}/move',
      access: decides,
      summary: 'Another carrier, plan or customer number from a month on',
      params,
      body: z.strictObject({
        from: Month,
        carrier: Code,
        plan: Code,
        customerNumber: CustomerNumber,
        fee: Fee,
      }),
      secret: ['customerNumber'],
      /** What more is set aside; below 0: what went back to the purpose. */
      answer: moved.extend({ change: z.int() }),
    },
    prolongGrant: {
      method: 'POST',
      path: '/api/staff/grants/{id}/prolongation',
      access: decides,
      summary: 'More months, set aside at once',
      params,
      body: z.strictObject({ months: z.int().min(1).max(120), decision: Decision.optional() }),
      answer: moved.extend({ reserved: Amount, lastMonth: Month }),
    },
    returnFee: {
      method: 'POST',
      path: '/api/staff/grants/{id}/returns',
      access: decides,
      summary:
        'A carrier sent a fee back: undo its payment; the next run pays it again unless told otherwise',
      params,
      body: z.strictObject({
        month: Month,
        reason: z.enum(RETURN_REASONS),
        /** False: what was set aside goes back to the purpose. */
        payAgain: z.boolean().default(true),
      }),
      answer: moved.extend({ month: Month }),
    },
    listRuns: {
      method: 'GET',
      path: '/api/staff/fee-runs',
      access: books,
      summary: 'Monthly runs, the latest first',
      query: z.strictObject({ ...PageQuery }),
      answer: pageOf(RunLine),
    },
    previewRun: {
      method: 'GET',
      path: '/api/staff/fee-runs/{month}/preview',
      access: books,
      summary: "What a month's run would pay, by carrier, and what it would not; nothing is written",
      params: ofMonth,
      answer: z.object({
        month: Month,
        /** Whether it may be started now, and if not, why (a code of this contract). */
        mayStart: z.boolean(),
        because: z.string().optional(),
        grants: z.int(),
        lines: z.int(),
        sum: Amount,
        carriers: z.array(Sums),
        exceptions: z.array(
          z.object({
            grant: z.string(),
            reference: z.string(),
            district: DistrictCode,
            reason: z.enum([
              'STARTS_LATER',
              'STOPPED',
              'STOPS',
              'ENDS',
              'ARREARS',
              'RETURNED',
              'PAID',
              'CARRIER_UNKNOWN',
              'NO_LONGER_ELIGIBLE',
            ]),
            /** From when it starts, is stopped or ends; the earliest month that is paid late or again. */
            month: Month,
          }),
        ),
        /** How many of each kind there are; the list above is cut at 200. */
        counts: z.record(z.string(), z.int()),
      }),
    },
    startRun: {
      method: 'POST',
      path: '/api/staff/fee-runs',
      access: decides,
      summary: "Start a month's run; started again it is the same run, and goes on where it was",
      body: ofMonth,
      answer: z.object({ month: Month, status: RunStatus }),
      status: 202,
    },
    readRun: {
      method: 'GET',
      path: '/api/staff/fee-runs/{month}',
      access: books,
      summary:
        'One run: how far it is, its sums by carrier, its payment files; to the Chest by links that end, because customer numbers stand in them',
      params: ofMonth,
      answer: RunLine.extend({
        doneAt: Instant.optional(),
        carriers: z.array(Sums.extend({ returned: z.int(), returnedSum: Amount })),
        files: z.array(
          // The link, for the Chest alone.
          Link.partial().extend({ carrier: z.string(), name: z.string(), sha256: z.string() }),
        ),
        history: z.array(HistoryLine),
      }),
    },
    listRunLines: {
      method: 'GET',
      path: '/api/staff/fee-runs/{month}/lines',
      access: books,
      summary: "A run's payments, carrier after carrier, in the order of the payment files",
      params: ofMonth,
      query: z.strictObject({
        limit: z.coerce.number().int().min(1).max(50).default(20),
        after: z
          .string()
          .max(100)
          .regex(/^[a-z0-9-]+#[0-9A-Z]{26}#\d{4}-\d{2}$/)
          .optional(),
      }),
      answer: z.object({
        items: z.array(
          z.object({
            carrier: z.string(),
            grant: z.string(),
            reference: z.string(),
            district: DistrictCode,
            /** The month that was paid; earlier than the run's where it was paid late. */
            month: Month,
            amount: Amount,
            transfer: z.string(),
            returned: z.object({ at: Instant, reason: z.enum(RETURN_REASONS) }).optional(),
          }),
        ),
        next: z.string().optional(),
      }),
    },
  },
});
