import type { Audience, Contract } from '../functions/kernel/contract.ts';
import type { EnvName } from '../functions/kernel/env.ts';
import {
  DOMAINS,
  type Grants,
  JOBS,
  type Job,
  STREAMS,
  TASK_NAMES,
  TASKS,
  type TaskName,
} from './domains.ts';

/** One Lambda function: its name (folder of its bundle, id of its construct), its source, what it may touch. */
interface Deployed {
  readonly name: string;
  readonly entry: string;
  readonly grants: Grants;
}
export interface ApiFunction extends Deployed {
  readonly audience: Audience;
  readonly contract: Contract;
}
export interface TaskFunction extends Deployed {
  readonly task: TaskName;
  /** Draws a PDF: needs the faces beside its code, and may find that it must not print a name. */
  readonly prints: boolean;
}

export interface JobFunction extends Deployed {
  readonly job: Job;
}

/** Functions behind the HTTP API: a domain's routes for one audience. */
export const API_FUNCTIONS: readonly ApiFunction[] = Object.entries(DOMAINS).flatMap(
  ([domain, { contract, api }]) =>
    Object.entries(api).map(([audience, grants]) => ({
      name: `${domain}-${audience}`,
      entry: `functions/${domain}/${audience}.ts`,
      audience: audience as Audience,
      contract,
      grants,
    })),
);

/** Functions behind the table's stream. */
export const STREAM_FUNCTIONS: Readonly<Record<keyof typeof STREAMS, Deployed>> = {
  workflow: { name: 'workflow-stream', entry: 'functions/workflow/stream.ts', grants: STREAMS.workflow },
  projections: {
    name: 'projections-stream',
    entry: 'functions/projections/stream.ts',
    grants: STREAMS.projections,
  },
};

const ENTRIES: Readonly<Record<TaskName, { readonly entry: string; readonly prints?: true }>> = {
  'receipt-paper': { entry: 'functions/receipts/paper.ts', prints: true },
  'certificate-paper': { entry: 'functions/devices/paper.ts', prints: true },
  'handover-paper': { entry: 'functions/deliveries/paper.ts', prints: true },
  'year-filing': { entry: 'functions/receipts/year.ts' },
  'ledger-report': { entry: 'functions/ledger/report-files.ts' },
  'fee-run': { entry: 'functions/grants/fee-run.ts' },
  'allotment-plan': { entry: 'functions/allotments/plan-task.ts' },
  'allotment-lines': { entry: 'functions/allotments/lines.ts' },
  'meeting-minutes': { entry: 'functions/committees/paper.ts', prints: true },
};

/** Functions that are invoked asynchronously. */
export const TASK_FUNCTIONS: readonly TaskFunction[] = TASK_NAMES.map((task) => ({
  name: task,
  task,
  entry: ENTRIES[task].entry,
  prints: ENTRIES[task].prints ?? false,
  grants: TASKS[task],
}));

/** Functions that schedules invoke. */
export const JOB_FUNCTIONS: readonly JobFunction[] = Object.entries(JOBS).map(([name, job]) => ({
  name,
  job,
  entry: job.entry,
  grants: job.grants,
}));

/** The trigger that puts a person's district or partner into the access token. */
export const CLAIMS_FUNCTION: Deployed = {
  name: 'identity-claims',
  entry: 'functions/identity/claims.ts',
  grants: {},
};

export const FUNCTIONS: readonly Deployed[] = [
  ...API_FUNCTIONS,
  ...Object.values(STREAM_FUNCTIONS),
  ...TASK_FUNCTIONS,
  ...JOB_FUNCTIONS,
  CLAIMS_FUNCTION,
];

/** Where a task's function name stands in the environment of whoever invokes it. */
export const TASK_ENV: Readonly<Record<TaskName, EnvName>> = {
  'receipt-paper': 'RECEIPT_PAPER_FUNCTION',
  'certificate-paper': 'CERTIFICATE_PAPER_FUNCTION',
  'handover-paper': 'HANDOVER_PAPER_FUNCTION',
  'year-filing': 'YEAR_FILING_FUNCTION',
  'ledger-report': 'LEDGER_REPORT_FUNCTION',
  'fee-run': 'FEE_RUN_FUNCTION',
  'allotment-plan': 'ALLOTMENT_PLAN_FUNCTION',
  'allotment-lines': 'ALLOTMENT_LINES_FUNCTION',
  'meeting-minutes': 'MEETING_MINUTES_FUNCTION',
};
