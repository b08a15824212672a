import { allotmentsContract } from '../functions/allotments/contract.ts';
import { applicationsContract } from '../functions/applications/contract.ts';
import { auditContract } from '../functions/audit/contract.ts';
import { committeesContract } from '../functions/committees/contract.ts';
import { deliveriesContract } from '../functions/deliveries/contract.ts';
import { devicesContract } from '../functions/devices/contract.ts';
import { donationsContract } from '../functions/donations/contract.ts';
import { eligibilityContract } from '../functions/eligibility/contract.ts';
import { fundContract } from '../functions/fund/contract.ts';
import { giftsContract } from '../functions/gifts/contract.ts';
import { grantsContract } from '../functions/grants/contract.ts';
import { identityContract } from '../functions/identity/contract.ts';
import type { Audience, Contract } from '../functions/kernel/contract.ts';
import type { EnvName } from '../functions/kernel/env.ts';
import type { Owner } from '../functions/kernel/keys.ts';
import { ledgerContract } from '../functions/ledger/contract.ts';
import { organisationsContract } from '../functions/organisations/contract.ts';
import { overviewContract } from '../functions/overview/contract.ts';
import { partnersContract } from '../functions/partners/contract.ts';
import { pointsContract } from '../functions/points/contract.ts';
import { privacyContract } from '../functions/privacy/contract.ts';
import { receiptsContract } from '../functions/receipts/contract.ts';
import { workflowContract } from '../functions/workflow/contract.ts';

/**
 * What one function may touch. Table grants name the owners' key prefixes (keys.ts) and become
 * `dynamodb:LeadingKeys` conditions: `read` = Get/BatchGet/Query, `write` = read + Put/Update/ConditionCheck,
 * `append` = Put only, `check` = a condition on another's
 * record in the same transaction, `remove` = Delete.
 */
export interface Grants {
  readonly read?: readonly Owner[];
  readonly write?: readonly Owner[];
  readonly append?: readonly Owner[];
  readonly check?: readonly Owner[];
  readonly remove?: readonly Owner[];
  /** Sealing personal data needs GenerateDataKey, opening it Decrypt, keyed hashes and cursors GenerateMac. */
  readonly vault?: readonly ('seal' | 'open' | 'hash')[];
  /** Registration numbers, under keys of their own: sealing one (with its donor's hash), opening one. */
  readonly registration?: readonly ('seal' | 'open')[];
  /** Bucket → key prefix → what. `post` = a presigned upload form. */
  readonly objects?: readonly {
    readonly bucket: 'documents' | 'uploads' | 'site';
    readonly prefix: string;
    readonly may: 'read' | 'put' | 'remove';
  }[];
  readonly sends?: readonly ('mail' | 'text')[];
  /** Starting a device's execution, answering its waits, starting the execution of a decided plan. */
  readonly workflow?: readonly ('start' | 'callback' | 'execute')[];
  /** Functions that this one invokes asynchronously. */
  readonly invokes?: readonly TaskName[];
  readonly env?: readonly EnvName[];
}

/** Work that takes longer than an answer may: papers, files, the monthly run. */
export const TASK_NAMES = [
  'receipt-paper',
  'certificate-paper',
  'handover-paper',
  'year-filing',
  'ledger-report',
  'fee-run',
  'allotment-plan',
  'allotment-lines',
  'meeting-minutes',
] as const;
export type TaskName = (typeof TASK_NAMES)[number];

export interface Domain {
  readonly contract: Contract;
  /** One API function per audience the contract serves. */
  readonly api: Partial<Record<Audience, Grants>>;
}

/** Papers of applications: sent by a form, looked at, kept apart or removed. No route reads one out (eligibility does). */
const PAPERS = [
  { bucket: 'uploads', prefix: 'applications/', may: 'put' },
  { bucket: 'uploads', prefix: 'applications/', may: 'read' },
  { bucket: 'uploads', prefix: 'applications/', may: 'remove' },
] as const;

/** The registry of API domains: one line a function, the whole security posture on one page. */
export const DOMAINS: Readonly<Record<string, Domain>> = {
  donations: {
    contract: donationsContract,
    api: {
      public: {
        write: ['DON'],
        append: ['PER', 'REG'],
        remove: ['REG'],
        read: ['SES'],
        vault: ['seal'],
        registration: ['seal'],
      },
      staff: {
        write: ['DON', 'DEV', 'SER'],
        append: ['RCP', 'REG'],
        remove: ['REG'],
        vault: ['hash'],
        registration: ['seal'],
      },
    },
  },
  fund: {
    contract: fundContract,
    api: {
      staff: {
        write: ['FND', 'BAL', 'GFT', 'SER'],
        append: ['LED', 'RCP', 'PER', 'REG'],
        read: ['RCP'],
        remove: ['FND', 'GFT'],
        vault: ['seal', 'open', 'hash'],
        registration: ['seal'],
        objects: [
          { bucket: 'uploads', prefix: 'statements/', may: 'put' },
          { bucket: 'uploads', prefix: 'statements/', may: 'read' },
          { bucket: 'documents', prefix: 'fund/', may: 'put' },
          { bucket: 'documents', prefix: 'fund/', may: 'read' },
        ],
      },
    },
  },
  gifts: {
    contract: giftsContract,
    api: {
      public: {
        write: ['GFT'],
        append: ['PER', 'REG'],
        remove: ['GFT', 'PER', 'REG'],
        read: ['SES'],
        vault: ['seal', 'hash'],
        registration: ['seal'],
      },
      staff: {
        write: ['GFT'],
        append: ['PER', 'REG'],
        remove: ['GFT', 'PER', 'REG'],
        vault: ['seal', 'hash'],
        registration: ['seal'],
      },
    },
  },
  receipts: {
    contract: receiptsContract,
    api: {
      public: {
        read: ['SES', 'DON', 'GFT', 'RCP'],
        objects: [{ bucket: 'documents', prefix: 'receipts/', may: 'read' }],
      },
      staff: {
        write: ['DON', 'GFT', 'SER'],
        append: ['RCP'],
        read: ['RCP'],
        objects: [
          { bucket: 'documents', prefix: 'receipts/', may: 'read' },
          { bucket: 'documents', prefix: 'filings/', may: 'read' },
        ],
      },
    },
  },
  devices: {
    contract: devicesContract,
    api: {
      public: {
        read: ['SES', 'DON', 'DEV'],
        objects: [{ bucket: 'documents', prefix: 'certificates/', may: 'read' }],
      },
      staff: {
        write: ['DEV'],
        read: ['WFL'],
        vault: ['hash'],
        objects: [
          { bucket: 'uploads', prefix: 'evidence/', may: 'put' },
          { bucket: 'uploads', prefix: 'evidence/', may: 'read' },
        ],
      },
    },
  },
  applications: {
    contract: applicationsContract,
    api: {
      public: {
        write: ['APP', 'ORG'],
        append: ['PER'],
        remove: ['APP'],
        read: ['SES'],
        vault: ['seal', 'hash'],
        objects: PAPERS,
      },
      staff: {
        write: ['APP', 'ORG'],
        append: ['PER'],
        remove: ['APP'],
        vault: ['seal', 'hash'],
        objects: PAPERS,
      },
    },
  },
  eligibility: {
    contract: eligibilityContract,
    api: {
      public: { write: ['APP'], read: ['SES'] },
      staff: {
        write: ['APP'],
        // An organisation's application is confirmed while its certificate holds: read, and held in the transaction.
        read: ['ORG'],
        check: ['ORG'],
        remove: ['APP'],
        objects: [{ bucket: 'uploads', prefix: 'applications/', may: 'read' }],
      },
    },
  },
  organisations: {
    contract: organisationsContract,
    api: { staff: { write: ['ORG'], vault: ['hash'] } },
  },
  allotments: {
    contract: allotmentsContract,
    api: { staff: { write: ['ALT', 'DEV', 'APP'], read: ['ORG'], vault: ['hash'] } },
  },
  committees: {
    contract: committeesContract,
    api: {
      staff: {
        // ALT: a decision and the plan that it decides are written together.
        write: ['CMT', 'ALT'],
        remove: ['CMT'],
        vault: ['seal', 'open', 'hash'],
        objects: [
          { bucket: 'uploads', prefix: 'committees/', may: 'put' },
          { bucket: 'uploads', prefix: 'committees/', may: 'read' },
          { bucket: 'documents', prefix: 'minutes/', may: 'read' },
        ],
      },
    },
  },
  deliveries: {
    contract: deliveriesContract,
    api: {
      // The recipient's own appointment, behind a session.
      public: {
        write: ['DLV', 'DEV', 'APP'],
        read: ['SES'],
        remove: ['DLV'],
        vault: ['hash'],
        objects: [{ bucket: 'documents', prefix: 'handovers/', may: 'read' }],
      },
      // PER is read for the order of a route's doors, and opened for its driver on its day, on record.
      staff: {
        write: ['DLV', 'DEV', 'APP'],
        read: ['PER'],
        append: ['PER'],
        remove: ['DLV'],
        vault: ['seal', 'open', 'hash'],
        objects: [
          { bucket: 'uploads', prefix: 'deliveries/', may: 'put' },
          { bucket: 'uploads', prefix: 'deliveries/', may: 'read' },
          { bucket: 'uploads', prefix: 'deliveries/', may: 'remove' },
          { bucket: 'documents', prefix: 'handovers/', may: 'read' },
        ],
      },
    },
  },
  grants: {
    contract: grantsContract,
    api: {
      staff: {
        // FND: what is granted counts towards a purpose's limit of the year. APP: only whom an officer has confirmed.
        write: ['GRT', 'BAL', 'FND'],
        append: ['LED'],
        read: ['APP', 'LED'],
        check: ['APP'],
        remove: ['GRT'],
        vault: ['seal', 'hash'],
        objects: [{ bucket: 'documents', prefix: 'fund/runs/', may: 'read' }],
      },
    },
  },
  partners: {
    contract: partnersContract,
    api: {
      staff: {
        write: ['PTN', 'DEV', 'DON'],
        append: ['PER'],
        read: ['STA'],
        remove: ['DEV', 'PTN'],
        vault: ['seal', 'hash'],
        objects: [
          { bucket: 'uploads', prefix: 'lists/', may: 'put' },
          { bucket: 'uploads', prefix: 'lists/', may: 'read' },
          { bucket: 'documents', prefix: 'lists/', may: 'put' },
          { bucket: 'documents', prefix: 'lists/', may: 'read' },
        ],
      },
    },
  },
  privacy: {
    contract: privacyContract,
    api: {
      public: {
        write: ['COD'],
        read: ['DON', 'GFT', 'APP'],
        append: ['SES', 'NOT'],
        vault: ['seal', 'hash'],
      },
      staff: { write: ['PER'], vault: ['open', 'seal'] },
    },
  },
  audit: {
    contract: auditContract,
    api: {
      staff: {
        read: ['AUD', 'STF'],
        append: ['AUD'],
        vault: ['hash'],
        objects: [
          { bucket: 'documents', prefix: 'audit/', may: 'put' },
          { bucket: 'documents', prefix: 'audit/', may: 'read' },
        ],
      },
    },
  },
  points: {
    contract: pointsContract,
    api: {
      citizen: {
        write: ['PTS', 'BAL', 'SER'],
        read: ['GFT'],
        append: ['LED', 'PER', 'GFT', 'RCP', 'REG'],
        remove: ['PTS', 'PER'],
        vault: ['seal', 'hash'],
        registration: ['seal'],
        objects: [{ bucket: 'documents', prefix: 'receipts/', may: 'read' }],
      },
      staff: { write: ['PTS'], append: ['LED'] },
      portal: { write: ['PTS'], append: ['LED'] },
    },
  },
  ledger: {
    contract: ledgerContract,
    api: {
      staff: {
        read: ['LED', 'BAL', 'CHN', 'RPT'],
        append: ['RPT'],
        vault: ['hash'],
        objects: [{ bucket: 'documents', prefix: 'ledger/', may: 'read' }],
      },
    },
  },
  identity: {
    contract: identityContract,
    api: {
      public: {
        env: ['STAFF_AUTHORITY', 'STAFF_CLIENT', 'STAFF_SIGN_OUT', 'CITIZEN_AUTHORITY', 'CITIZEN_CLIENT'],
      },
      citizen: {},
      staff: { write: ['STF'], remove: ['STF'] },
    },
  },
  overview: {
    contract: overviewContract,
    api: { staff: { read: ['STA'] } },
  },
  workflow: {
    contract: workflowContract,
    api: { staff: { read: ['WFL'], vault: ['hash'] } },
  },
};

/** Functions behind the table's stream; two readers a shard, as AWS advises (docs/adr/0003). */
export const STREAMS: Readonly<Record<'workflow' | 'projections', Grants>> = {
  workflow: { write: ['WFL'], workflow: ['start', 'callback', 'execute'] },
  projections: {
    write: ['STA', 'NOT'],
    append: ['AUD', 'CHN'],
    // APP: the round that the mark in an appointment's link is made of.
    read: ['PER', 'CHN', 'APP', 'CMT'],
    vault: ['open', 'hash'],
    sends: ['mail', 'text'],
    objects: [{ bucket: 'site', prefix: 'data/', may: 'put' }],
    invokes: [
      'receipt-paper',
      'certificate-paper',
      'handover-paper',
      'year-filing',
      'ledger-report',
      'fee-run',
      'allotment-plan',
      'meeting-minutes',
    ],
  },
};

/** Functions that do such work, invoked asynchronously, with retries and a dead letter queue. */
export const TASKS: Readonly<Record<TaskName, Grants>> = {
  'receipt-paper': {
    write: ['DON', 'GFT'],
    append: ['RCP', 'REG'],
    read: ['RCP', 'PER', 'REG'],
    vault: ['open'],
    registration: ['open'],
    objects: [{ bucket: 'documents', prefix: 'receipts/', may: 'put' }],
  },
  'ledger-report': {
    append: ['RPT'],
    read: ['LED', 'CHN', 'RPT'],
    objects: [{ bucket: 'documents', prefix: 'ledger/', may: 'put' }],
  },
  'year-filing': {
    append: ['RCP', 'REG'],
    read: ['RCP', 'SER', 'PER', 'REG'],
    vault: ['open'],
    registration: ['open'],
    objects: [{ bucket: 'documents', prefix: 'filings/', may: 'put' }],
  },
  'fee-run': {
    write: ['GRT', 'BAL'],
    append: ['LED'],
    check: ['APP'],
    remove: ['GRT'],
    vault: ['open'],
    objects: [{ bucket: 'documents', prefix: 'fund/runs/', may: 'put' }],
  },
  'allotment-plan': { write: ['ALT', 'DEV', 'APP'], remove: ['ALT'], read: ['ORG'] },
  'allotment-lines': { write: ['ALT', 'DEV', 'APP'], read: ['ORG'] },
  'handover-paper': {
    write: ['DLV'],
    read: ['DEV', 'PER'],
    vault: ['open'],
    objects: [{ bucket: 'documents', prefix: 'handovers/', may: 'put' }],
  },
  'meeting-minutes': {
    read: ['CMT', 'ALT'],
    append: ['CMT'],
    vault: ['open'],
    objects: [{ bucket: 'documents', prefix: 'minutes/', may: 'put' }],
  },
  'certificate-paper': {
    read: ['DEV'],
    objects: [{ bucket: 'documents', prefix: 'certificates/', may: 'put' }],
  },
};

/** What is done by the clock, not because somebody asked. */
export interface Job {
  /** Its source, whose `handler` is `scheduled(…)` (kernel/job.ts). */
  readonly entry: string;
  /** For people who look at the schedule. */
  readonly does: string;
  /** Fields of a cron expression, by the clock of the city; what is left out is every one. */
  readonly at: {
    readonly minute: string;
    readonly hour: string;
    readonly day?: string;
    readonly month?: string;
    readonly weekDay?: string;
  };
  /** How long it may take at most; Lambda allows 15. */
  readonly minutes: number;
  /** For how long, and how often, it is tried again before it is a dead letter; EventBridge allows 24 hours, 185 times. */
  readonly retry: { readonly maxAgeHours: number; readonly attempts: number };
  readonly grants: Grants;
}

/** The registry of scheduled jobs: name → when, how, and what it may touch. */
export const JOBS: Readonly<Record<string, Job>> = {
  'points-expiry': {
    entry: 'functions/points/expiry.ts',
    does: 'Points that ended last night go back to the pool; members hear of points that will end',
    at: { minute: '5', hour: '0' },
    minutes: 15,
    retry: { maxAgeHours: 6, attempts: 2 },
    grants: { write: ['PTS'], append: ['LED'] },
  },
  'organisations-lapse': {
    entry: 'functions/organisations/lapse.ts',
    does: 'Certificates of organisations that ended last night; those that end soon are reminded',
    at: { minute: '35', hour: '0' },
    minutes: 5,
    retry: { maxAgeHours: 20, attempts: 10 },
    grants: { write: ['ORG'] },
  },
  'deliveries-overdue': {
    entry: 'functions/deliveries/overdue.ts',
    does: 'Deliveries whose day has passed, and of which nobody has told the end, go into a list of their own',
    at: { minute: '10', hour: '1' },
    minutes: 5,
    retry: { maxAgeHours: 20, attempts: 10 },
    grants: { write: ['DLV'] },
  },
  'photos-retention': {
    entry: 'functions/deliveries/retention.ts',
    does: 'Destroys photos of hand-overs whose last day is over',
    at: { minute: '20', hour: '1' },
    minutes: 5,
    retry: { maxAgeHours: 20, attempts: 10 },
    grants: { write: ['DLV'], objects: [{ bucket: 'uploads', prefix: 'deliveries/', may: 'remove' }] },
  },
  'documents-retention': {
    entry: 'functions/applications/retention.ts',
    does: 'Destroys papers of applications whose time is over, and files that were sent and never added',
    at: { minute: '50', hour: '0' },
    minutes: 15,
    retry: { maxAgeHours: 20, attempts: 10 },
    grants: {
      write: ['APP'],
      remove: ['APP'],
      objects: [{ bucket: 'uploads', prefix: 'applications/', may: 'remove' }],
    },
  },
  'gifts-lapse': {
    entry: 'functions/gifts/lapse.ts',
    does: 'Lets go of announced gifts of money whose transfer has not come in time',
    at: { minute: '20', hour: '0' },
    minutes: 5,
    retry: { maxAgeHours: 20, attempts: 10 },
    grants: { write: ['GFT'], remove: ['GFT'] },
  },
};
